//! The pages of `tests/fixtures`, from their recorded snapshots: every link of them, and what is said of it. Which case is
//! shown by which page is told by `cases.json`.

use std::collections::BTreeSet;

use link_lantern::address::{Warning, warnings};
use link_lantern::page::{Link, Page, Seen};
use link_lantern::report::{Format, Piece, write};
use link_lantern::scope::{Scope, Target};
use link_lantern::verdict::{Lamp, hit, live};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

/// Name, expectation and snapshot of each.
macro_rules! fixtures {
    ($($name:literal),*) => {
        [$((
            $name,
            include_str!(concat!("../fixtures/", $name, ".json")),
            include_str!(concat!("../fixtures/", $name, ".packed")),
        )),*]
    };
}

const FIXTURES: [(&str, &str, &str); 23] = fixtures![
    "addresses",
    "base",
    "base-elsewhere",
    "document",
    "drawing",
    "formulas",
    "frames",
    "hostile",
    "late",
    "lookalikes",
    "parts",
    "places",
    "rel",
    "robots",
    "robots-dotbot",
    "robots-others",
    "root-form",
    "sealed",
    "silent",
    "sites",
    "stand-ins",
    "texts",
    "wrappers"
];

#[derive(Deserialize)]
struct Fixture {
    page: String,
    target: Option<String>,
    /// Whether the page shows it.
    live: Option<String>,
    #[serde(default)]
    unread: u32,
    #[serde(default)]
    canonicals: Vec<String>,
    #[serde(default)]
    alternates: Vec<(String, String)>,
    links: Vec<Expected>,
    #[serde(default)]
    absent: Vec<Absent>,
}

/// A link. What is left out is as for most: a followed, visible, direct link to another site in no named part.
#[derive(Deserialize)]
struct Expected {
    case: String,
    /// As the browser says.
    address: Long,
    /// As it is written for other programs, where that is not the same.
    exported: Option<Long>,
    /// The only browser that has this link.
    only: Option<String>,
    /// What another browser says instead, and why.
    browser_differs: Option<serde_json::Map<String, Value>>,
    #[serde(default)]
    noscript: bool,
    /// What is said of its address, by keys.
    #[serde(default)]
    warns: Vec<String>,
    /// What is said of its rel attribute, by keys.
    #[serde(default)]
    notes: Vec<String>,
    /// Small differences from the target, by keys, or `through`; none if it does not lead there.
    #[serde(rename = "match")]
    matches: Option<Vec<String>>,
    domain: Option<String>,
    text: Long,
    #[serde(flatten)]
    columns: serde_json::Map<String, Value>,
}

/// Something that is no link.
#[derive(Deserialize)]
struct Absent {
    case: String,
    address: Option<String>,
    text: Option<String>,
}

/// A text, or one that would be too long to write down.
#[derive(Deserialize)]
#[serde(untagged)]
enum Long {
    Plain(String),
    Repeated {
        #[serde(default)]
        before: String,
        again: String,
        times: usize,
        #[serde(default)]
        after: String,
    },
}

impl Long {
    fn whole(&self) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Repeated { before, again, times, after } => format!("{before}{}{after}", again.repeat(*times)),
        }
    }
}

/// The columns that are left out where they are as here.
const USUAL: [(&str, &str); 9] = [
    ("text_kind", "text"),
    ("follow", "followed"),
    ("decided_by", ""),
    ("place", "elsewhere"),
    ("kind", "outbound"),
    ("leads", "direct"),
    ("final_address", ""),
    ("frame", ""),
    ("element", "a"),
];

/// The frames of a recorded snapshot, as the collector packed them.
fn packed(recorded: &str) -> Vec<(i64, String)> {
    let frames: Vec<Vec<Vec<Long>>> = super::table(recorded);
    let row =
        |fields: &Vec<Long>| format!("\u{1e}{}", fields.iter().map(Long::whole).collect::<Vec<_>>().join("\u{1f}"));
    let frame = |rows: &Vec<Vec<Long>>| rows.iter().map(row).collect::<Vec<_>>().concat();
    (0..).zip(frames.iter().map(frame)).collect()
}

/// Every fixture gives what is expected of it.
pub fn read() {
    for (name, expected, recorded) in FIXTURES {
        let fixture: Fixture = super::table(expected);
        let page = Page::read(&packed(recorded)).expect("a page");
        let own = Url::parse(&fixture.page).expect("a URL");
        assert_eq!(page.url.origin(), own.origin(), "{name}");
        assert_eq!(page.frames_unread, fixture.unread, "{name}");
        assert!(page.canonicals.iter().map(Url::as_str).eq(fixture.canonicals.iter()), "{name}: {:?}", page.canonicals);
        let alternates = page.alternates.iter().map(|(language, url)| (language.clone(), url.to_string()));
        assert!(alternates.eq(fixture.alternates), "{name}: {:?}", page.alternates);
        let target = fixture.target.as_ref().map(|input| Target::new(input, Scope::Page).expect("a target"));

        let state = target.as_ref().map(|target| live(&page, target, &Seen::default()).state);
        assert_eq!(state.map(lamp), fixture.live.as_deref(), "{name}");

        let ids = 0..u32::try_from(page.links.len()).expect("not so many");
        let text = write(Format::Json, &page, 0.0, ids, Piece { first: true, last: true });
        let written: Value = serde_json::from_str(&text).expect("JSON");
        let rows = written["links"].as_array().expect("links");
        // The snapshots are Chromium's.
        let expected: Vec<&Expected> =
            fixture.links.iter().filter(|link| link.only.as_deref().is_none_or(|only| only == "chromium")).collect();
        let addresses: Vec<String> = page.links.iter().map(address).collect();
        let wanted: Vec<String> = expected.iter().map(|link| link.address.whole()).collect();
        assert_eq!(addresses, wanted, "{name}");
        for (id, ((link, row), expected)) in (0_u32..).zip(page.links.iter().zip(rows).zip(&expected)) {
            let what = format!("{name}: {} {}", expected.case, expected.text.whole());
            columns(row, expected, &what);
            let keys = |phrases: Vec<link_lantern::phrase::Phrase>| -> Vec<String> {
                phrases.into_iter().map(|phrase| phrase.key).collect()
            };
            let warned = link.url().map(warnings).unwrap_or_default();
            assert_eq!(keys(warned.iter().map(Warning::phrase).collect()), expected.warns, "{what}");
            assert_eq!(keys(link.notes()), expected.notes, "{what}");
            assert_eq!(link.in_noscript, expected.noscript, "{what}");
            let found = target.as_ref().and_then(|target| hit(id, link, target)).map(|hit| {
                let through = hit.wrapped.then(|| "through".to_owned());
                let differs = keys(hit.differences.iter().map(|difference| difference.phrase()).collect());
                through.into_iter().chain(differs).collect::<Vec<_>>()
            });
            assert_eq!(found, expected.matches, "{what}");
        }
        for Absent { case, address, text } in &fixture.absent {
            let is_there = |link: &Link| {
                address.as_ref().is_some_and(|absent| self::address(link) == *absent)
                    || text.as_ref().is_some_and(|absent| link.text() == *absent)
            };
            assert!(!page.links.iter().any(is_there), "{name}: {case} is no link");
        }
    }
}

fn lamp(state: Lamp) -> &'static str {
    match state {
        Lamp::Yes => "yes",
        Lamp::No => "no",
        _ => "unknown",
    }
}

fn address(link: &Link) -> String {
    link.url().map_or_else(|| link.href.as_deref().unwrap_or_default().to_owned(), Url::to_string)
}

/// Holds what is written for other programs against what is expected.
fn columns(row: &Value, expected: &Expected, what: &str) {
    let exported = expected.exported.as_ref().unwrap_or(&expected.address).whole();
    assert_eq!(row["address"], exported, "{what}");
    assert_eq!(row["anchor_text"], expected.text.whole(), "{what}");
    if let Some(domain) = &expected.domain {
        assert_eq!(row["domain"], domain.as_str(), "{what}");
    }
    for (column, usual) in USUAL {
        let wanted = expected.columns.get(column).and_then(Value::as_str).unwrap_or(usual);
        assert_eq!(row[column], wanted, "{what}: {column}");
    }
    let unknown = expected.columns.keys().find(|key| USUAL.iter().all(|(column, _)| column != key));
    assert_eq!(unknown, None, "{what}: a column of no such name");
    let reason = expected.browser_differs.as_ref().and_then(|differs| differs.get("why")).and_then(Value::as_str);
    assert!(expected.browser_differs.is_none() || reason.is_some(), "{what}: a difference has a reason");
}

/// A case by its number.
#[derive(Deserialize)]
pub struct Case {
    /// The family and a name.
    pub id: String,
    /// What it is.
    pub says: String,
    /// The test that shows it, if no fixture does.
    pub shown_by: Option<Place>,
}

/// A place in the project.
#[derive(Deserialize)]
#[allow(dead_code, reason = "where there is a folder to look into")]
pub struct Place {
    /// The file.
    pub file: String,
    /// What stands there.
    pub there: String,
}

/// Something that real pages do, as research found it.
#[derive(Deserialize)]
struct Kind {
    row: String,
    cases: Vec<String>,
    /// What of it the product leaves alone.
    left: Option<String>,
}

/// The table of cases.
pub fn cases() -> Vec<Case> {
    super::table(include_str!("../fixtures/cases.json"))
}

/// No case is without a fixture or a test, none is listed twice, and no fixture shows one that is not listed.
pub fn listed() {
    let cases = cases();
    let listed: BTreeSet<&str> = cases.iter().map(|case| case.id.as_str()).collect();
    assert_eq!(listed.len(), cases.len(), "each once");
    let fixtures: Vec<Fixture> = FIXTURES.iter().map(|(_, expected, _)| super::table(expected)).collect();
    let shown: BTreeSet<&str> = fixtures
        .iter()
        .flat_map(|fixture| {
            let links = fixture.links.iter().map(|link| link.case.as_str());
            links.chain(fixture.absent.iter().map(|absent| absent.case.as_str()))
        })
        .collect();
    for case in &cases {
        let shown = shown.contains(case.id.as_str()) || case.shown_by.is_some();
        assert!(shown && !case.says.is_empty(), "{} is shown by nothing", case.id);
    }
    let unlisted: Vec<&&str> = shown.difference(&listed).collect();
    assert!(unlisted.is_empty(), "{unlisted:?}");

    let rows: Vec<Kind> = super::table(include_str!("../data/rows.json"));
    let names: BTreeSet<&str> = rows.iter().map(|row| row.row.as_str()).collect();
    assert_eq!(names.len(), rows.len(), "each once");
    let of_rows: BTreeSet<&str> = rows.iter().flat_map(|row| row.cases.iter().map(String::as_str)).collect();
    assert_eq!(of_rows, listed, "every case is one of a row");
    let bare = rows.iter().find(|row| row.cases.is_empty() || row.left.as_ref().is_some_and(String::is_empty));
    assert!(bare.is_none(), "{} is shown by nothing", bare.map(|row| row.row.as_str()).unwrap_or_default());
}

/// True if there is a fixture of that name.
#[allow(dead_code, reason = "where there is a folder to look into")]
pub fn is_read(name: &str) -> bool {
    FIXTURES.iter().any(|(each, _, _)| *each == name)
}
