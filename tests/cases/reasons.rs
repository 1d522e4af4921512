//! Facts, and the reasons that are given for them.

use link_lantern::phrase::Phrase;
use link_lantern::verdict::{CrawlFacts, Facts, Lamp, LinkFacts, PageFacts, RecordFacts, reasons as reasons_for};
use serde::Deserialize;
use serde_json::Value;

/// What is not named is not known; a link is followed unless it says otherwise.
#[derive(Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "independent facts, as they are judged")]
struct Case {
    #[serde(rename = "case")]
    name: String,
    live: String,
    index: String,
    followed: Option<bool>,
    #[serde(default)]
    script_only: bool,
    via: Option<String>,
    differs: Option<String>,
    seen_since: Option<f64>,
    noindex: Option<String>,
    canonical: Option<String>,
    #[serde(default)]
    has_parameters: bool,
    #[serde(default)]
    personal: bool,
    #[serde(default)]
    removed_by_script: bool,
    #[serde(default)]
    in_noscript: bool,
    crawl: Option<CrawlFacts>,
    record: Option<RecordFacts>,
    target_redirects: Option<String>,
    /// Asked, unless it says otherwise.
    redirect_asked: Option<bool>,
    #[serde(default)]
    wider_yes: bool,
    #[serde(default)]
    wider_left: bool,
    codes: Vec<String>,
    /// What can be done about the first; looked at if it is there.
    #[serde(default, deserialize_with = "given")]
    next: Option<Value>,
}

/// Tells a `null` from nothing.
fn given<'de, D: serde::Deserializer<'de>>(value: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(value).map(Some)
}

fn lamp(name: &str) -> Lamp {
    match name {
        "yes" => Lamp::Yes,
        "no" => Lamp::No,
        "unknown" => Lamp::Unknown,
        "none" => Lamp::None,
        other => panic!("no lamp is called {other}"),
    }
}

/// Facts and the codes of their reasons, in order.
pub fn reasons() {
    for case in super::table::<Vec<Case>>(include_str!("../data/reasons.json")) {
        let facts = Facts {
            live: lamp(&case.live),
            index: lamp(&case.index),
            link: LinkFacts {
                followed: case.followed.unwrap_or(true),
                via: case.via,
                differs: case.differs.as_deref().map(Phrase::new),
                script_only: case.script_only,
                seen_since: case.seen_since,
            },
            page: PageFacts {
                noindex: case.noindex.as_deref().map(Phrase::new),
                canonical: case.canonical,
                has_parameters: case.has_parameters,
                personal: case.personal,
                removed_by_script: case.removed_by_script,
                in_noscript: case.in_noscript,
            },
            crawl: case.crawl,
            record: case.record,
            target_redirects: case.target_redirects,
            redirect_asked: case.redirect_asked.unwrap_or(true),
            wider_yes: case.wider_yes.then(|| Phrase::new("scope_words")),
            wider_left: case.wider_left,
        };
        let found = reasons_for(&facts);
        let codes: Vec<&str> = found.iter().map(|reason| reason.code.as_str()).collect();
        assert_eq!(codes, case.codes, "{}", case.name);
        if let (Some(next), Some(first)) = (case.next, found.first()) {
            assert_eq!(serde_json::to_value(&first.next).expect("JSON"), next, "{}", case.name);
        }
    }
}
