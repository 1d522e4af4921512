//! The list of links and what is written of it, over ports in memory: narrowing and its counts, order, numbers for a
//! selection, texts for other programs.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;
mod snapshot;

use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::protocol::Request;
use memory::{Memory, World, own_view, poll};
use serde_json::{Value, json};
use snapshot::snapshot;

const PAGE: &str = "https://news.example/article?x=1";

const LINKS: [[&str; 5]; 9] = [
    ["a", "https://zeta.example/", "nofollow ugc", "Beta", ""],
    ["a", "https://acme.example/1", "", "gamma", ""],
    ["a", "https://www.acme.example/2", "sponsored", "alpha", ""],
    ["a", "/own", "", "", ""],
    ["a", "mailto:a@b.example", "", "mail", ""],
    ["a", "https://www.google.com/url?q=https://acme.example/3", "", "wrapped", ""],
    ["a", "https://bit.ly/abc", "nofollow", "short", ""],
    ["r", "http://[bad", "", "", ""],
    ["a", "https://acme.example/4", "", "=1+1|[x](y)`z`\u{202e}\n\"q\"", ""],
];

fn app(links: &[[&str; 5]]) -> (Rc<World>, App<Memory>) {
    let world = Rc::new(World::default());
    put(&world, links);
    (Rc::clone(&world), App::new(Memory(world)))
}

fn put(world: &World, links: &[[&str; 5]]) {
    let packed = snapshot(PAGE, PAGE, links, &[]);
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, packed)])));
}

fn send(app: &App<Memory>, request: Value) -> Value {
    let request: Request = serde_json::from_value(request).expect("a request");
    serde_json::to_value(poll(app.handle(&own_view(), request)).expect("a reply")).expect("JSON")
}

fn query(show: &str, facets: &[&str], sort: &str) -> Value {
    json!({"show": show, "text": "", "facets": facets, "sort": sort})
}

fn list(app: &App<Memory>, query: &Value) -> Value {
    send(app, json!({"links": {"tab": 1, "query": query, "offset": 0, "limit": 100}}))["ok"]["links"].clone()
}

fn ids(list: &Value) -> Vec<u64> {
    let rows = list["rows"].as_array().expect("rows");
    rows.iter().filter_map(|row| row["link"]["id"].as_u64()).collect()
}

fn count(list: &Value, of: &str, name: &str) -> u64 {
    let (all, key) = (&list[of], if of == "shows" { "show" } else { "facet" });
    let found = all.as_array().expect("counts").iter().find(|each| each[key] == name);
    found.expect("a count")["links"].as_u64().expect("a number")
}

#[test]
fn facets_about_the_same_widen_and_others_narrow() {
    let (_, app) = app(&LINKS);
    let cases: [(&str, &[&str], &[u64]); 9] = [
        ("all", &[], &[0, 1, 2, 3, 4, 5, 6, 7, 8]),
        ("outbound", &["nofollow"], &[0, 6]),
        ("outbound", &["ugc"], &[0]),
        ("outbound", &["ugc", "sponsored"], &[0, 2]),
        ("outbound", &["followed"], &[1, 5, 8]),
        ("outbound", &["followed", "wrapped"], &[5]),
        ("all", &["wrapped", "short"], &[5, 6]),
        ("all", &["short", "followed"], &[]),
        ("same_host", &["elsewhere"], &[3]),
    ];
    for (show, facets, expected) in cases {
        let list = list(&app, &query(show, facets, "page"));
        assert_eq!(ids(&list), expected, "{show} {facets:?}");
        assert_eq!(list["links"], expected.len(), "{show} {facets:?}");
    }
}

/// Whatever is chosen, the count at a facet or kind is how many there are once it is chosen instead of, or besides,
/// those about the same.
#[test]
fn a_count_is_what_choosing_it_gives() {
    let (_, app) = app(&LINKS);
    let follow = ["followed", "nofollow", "ugc", "sponsored"];
    let chosen: [&[&str]; 4] = [&[], &["nofollow"], &["wrapped"], &["ugc", "followed", "short"]];
    for facets in chosen {
        for show in ["all", "outbound"] {
            let counts = list(&app, &query(show, facets, "count"));
            for facet in follow {
                let others = facets.iter().copied().filter(|other| !follow.contains(other));
                let alone: Vec<&str> = others.chain([facet]).collect();
                let there = list(&app, &query(show, &alone, "count"))["links"].as_u64();
                assert_eq!(Some(count(&counts, "facets", facet)), there, "{show} {facets:?} {facet}");
            }
            for other in ["all", "outbound", "same_host", "same_site", "not_web", "unusable"] {
                let there = list(&app, &query(other, facets, "count"))["links"].as_u64();
                assert_eq!(Some(count(&counts, "shows", other)), there, "{show} {facets:?} {other}");
            }
        }
    }
    let searched = json!({"show": "outbound", "text": "acme", "facets": [], "sort": "count"});
    assert_eq!(count(&list(&app, &searched), "facets", "followed"), 3, "what is carried is searched too");
}

#[test]
fn orders() {
    let (_, app) = app(&LINKS);
    let cases: [(&str, &[u64]); 5] = [
        ("page", &[0, 1, 2, 3, 4, 5, 6, 7, 8]),
        ("count", &[1, 2, 8, 0, 3, 5, 6, 4, 7]),
        ("domain", &[1, 2, 8, 6, 5, 3, 0, 4, 7]),
        ("text", &[8, 2, 0, 1, 4, 6, 5, 3, 7]),
        ("place", &[0, 1, 2, 3, 4, 5, 6, 7, 8]),
    ];
    for (sort, expected) in cases {
        let list = list(&app, &query("all", &[], sort));
        assert_eq!(ids(&list), expected, "{sort}");
    }
    let place = list(&app, &query("all", &[], "place"));
    assert_eq!(place["rows"][0]["group"], json!({"name": {"key": "place_elsewhere", "args": []}, "links": 9}));
    let domain = list(&app, &query("all", &[], "domain"));
    let last = domain["rows"].as_array().expect("rows").iter().rfind(|row| row["group"].is_object());
    assert_eq!(last.expect("a heading")["group"]["name"]["key"], "group_no_site");
}

#[test]
fn a_selection_is_by_number_and_knows_its_page() {
    let (world, app) = app(&LINKS);
    let by_domain = query("outbound", &[], "domain");
    let part = |offset: u32, limit: u32| {
        let request = json!({"link_ids": {"tab": 1, "query": by_domain, "offset": offset, "limit": limit}});
        send(&app, request)["ok"]["link_ids"].clone()
    };
    assert_eq!(part(0, 4)["ids"], json!([1, 2, 8]), "the heading is a row and no link");
    assert_eq!(part(0, u32::MAX)["ids"].as_array().map(Vec::len), Some(6));
    let print = part(0, 1)["print"].clone();
    assert_eq!(list(&app, &by_domain)["print"], print);
    let write = |app: &App<Memory>| {
        let links = json!({"ids": {"ids": [2, 8], "total": 2}});
        let request = json!({"export": {"tab": 1, "links": links, "format": "addresses", "offset": 0, "limit": 9, "print": print}});
        send(app, request)
    };
    let written = write(&app)["ok"]["exported"].clone();
    assert_eq!(written["text"], "https://www.acme.example/2\nhttps://acme.example/4\n");
    assert_eq!(written["next"], Value::Null);
    // The worker is stopped, and meanwhile the page has one link more in front.
    let mut more = LINKS.to_vec();
    more.insert(0, ["a", "https://new.example/", "", "", ""]);
    put(&world, &more);
    assert_eq!(write(&App::new(Memory(Rc::clone(&world))))["err"]["code"], "page.changed");
    put(&world, &LINKS);
    assert!(write(&App::new(Memory(world)))["ok"].is_object(), "the same page anew");
}

/// All pieces of what a query lists, one after the other.
fn export(app: &App<Memory>, format: &str, limit: u32) -> (String, Value) {
    let (mut text, mut offset, mut print) = (String::new(), json!(0), Value::Null);
    loop {
        let links = json!({"query": query("all", &[], "page")});
        let request = json!({"export": {"tab": 1, "links": links, "format": format, "offset": offset, "limit": limit, "print": print}});
        let piece = send(app, request)["ok"]["exported"].clone();
        text += piece["text"].as_str().expect("a text");
        (offset, print) = (piece["next"].clone(), piece["print"].clone());
        if offset.is_null() {
            return (text, piece);
        }
    }
}

#[test]
fn csv_reads_back_and_is_no_formula() {
    let (_, app) = app(&LINKS);
    let (text, piece) = export(&app, "csv", 2);
    assert_eq!(piece["name"], "links-news.example-2026-09-21.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns: Vec<String> = reader.headers().expect("a heading").iter().map(str::to_owned).collect();
    assert_eq!(columns, link_lantern::report::COLUMNS);
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), LINKS.len());
    let cells = |row: usize| rows[row].iter().collect::<Vec<_>>();
    let page = "https://news.example/article?x=1";
    assert_eq!(
        cells(0),
        [
            page,
            "https://zeta.example/",
            "",
            "zeta.example",
            "Beta",
            "text",
            "not followed",
            "rel: nofollow ugc",
            "elsewhere",
            "outbound",
            "direct",
            "",
            "a"
        ]
    );
    assert_eq!(
        cells(5)[1..4],
        ["https://www.google.com/url?q=https://acme.example/3", "https://acme.example/3", "google.com"]
    );
    assert_eq!(cells(7)[1..4], ["http://[bad", "", ""]);
    assert_eq!(cells(8)[4], "'=1+1|[x](y)`z`\u{fffd} \"q\"");
    assert_eq!(export(&app, "csv", 100).0, text, "the pieces make the same whole");
    assert_eq!(export(&app, "csv_excel", 100).0, format!("\u{feff}{text}"));
    assert!(text.lines().count() == text.matches("\r\n").count(), "CRLF ends each line");
}

#[test]
fn json_says_what_it_is() {
    let (_, app) = app(&LINKS);
    for limit in [1, 4, 9, 100] {
        let (text, piece) = export(&app, "json", limit);
        let whole: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(whole["schema"], "link-lantern/links");
        assert_eq!(whole["version"], 1);
        let links = whole["links"].as_array().expect("links");
        assert_eq!(links.len(), LINKS.len());
        assert_eq!(links[8]["anchor_text"], "=1+1|[x](y)`z`\u{fffd} \"q\"", "JSON has no formulas");
        assert_eq!(links[6]["leads"], "short");
        assert_eq!(piece["media_type"], "application/json");
    }
    let (_, app) = self::app(&[]);
    let (text, piece) = export(&app, "json", 5);
    assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON")["links"], json!([]));
    assert_eq!(piece["total"], 0);
}

#[test]
fn markdown_keeps_its_columns() {
    let (_, app) = app(&LINKS);
    let (text, _) = export(&app, "markdown", 3);
    let table: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(table.len(), LINKS.len() + 2);
    assert!(table[10].contains(r#"| =1+1\|\[x\]\(y\)\`z\`� "q" |"#), "{}", table[10]);
    assert!(table[2].contains("| <https://zeta.example/> |"), "{}", table[2]);
    assert!(!text.contains('\u{202e}'));
}

#[test]
fn nothing_personal_is_handed_on() {
    let wrapped = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Facme.example%2F&data=05%7C02%7Cjane%40firm.example%7C&sdata=abc&reserved=0";
    let links = [["a", wrapped, "", "acme", ""]];
    let (_, app) = app(&links);
    for format in ["csv", "csv_excel", "json", "markdown", "addresses", "texts"] {
        let (text, _) = export(&app, format, 10);
        assert!(text.contains("safelinks.protection.outlook.com"), "{format}: {text}");
        assert!(!text.contains("jane") && !text.contains("data="), "{format}: {text}");
    }
    assert!(export(&app, "csv", 10).0.contains(",https://acme.example/,"));
}

/// How long it takes natively; `cargo test --release --test list -- --ignored --nocapture`. No time is a condition.
#[test]
#[ignore = "a measurement"]
#[allow(clippy::print_stdout, reason = "it is for reading")]
fn speed_at_100_000_links() {
    let hrefs: Vec<[String; 3]> = (0..100_000)
        .map(|at| {
            let href = format!("https://host{}.site{}.example/path/{at}?q={at}", at % 7, at % 4_000);
            [
                href,
                if at % 3 == 0 { "nofollow".into() } else { String::new() },
                format!("Some anchor text of link {at}"),
            ]
        })
        .collect();
    let links: Vec<[&str; 5]> = hrefs.iter().map(|[href, rel, text]| ["a", href, rel, text, ""]).collect();
    let (_, app) = app(&links);
    list(&app, &query("unusable", &[], "page"));
    for (what, query) in [
        ("by count", query("all", &[], "count")),
        ("by domain", query("all", &[], "domain")),
        ("as on the page", query("all", &[], "page")),
        ("by text", query("all", &[], "text")),
        ("by place", query("all", &[], "place")),
        ("nofollow", query("all", &["nofollow"], "count")),
        ("search", json!({"show": "all", "text": "link 99", "facets": [], "sort": "count"})),
    ] {
        let from = std::time::Instant::now();
        list(&app, &query);
        println!("{what}: {:.1} ms", from.elapsed().as_secs_f64() * 1000.0);
    }
    for format in ["csv", "json", "markdown"] {
        let from = std::time::Instant::now();
        let (text, _) = export(&app, format, 5_000);
        println!("{format}: {} ms, {} kB", from.elapsed().as_millis(), text.len() / 1000);
    }
}
