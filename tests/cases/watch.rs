//! What looks in a row tell, by the table `watch.json`: each with its day and what was found.

use link_lantern::page::Place;
use link_lantern::verdict::{Finding, FoundLink, FoundPage, There};
use link_lantern::watch::{DAY, Watch};
use serde::Deserialize;

use super::table;

const START: f64 = 1_790_000_000_000.0;

fn finding(at: f64, words: &[&str]) -> Finding {
    let has = |word: &str| words.contains(&word);
    let there = match words[0] {
        "yes" => There::Yes,
        "no" | "gone" => There::No,
        _ => There::Unknown,
    };
    let rel = ["nofollow", "ugc"].into_iter().find(|rel| has(rel));
    let link = (there == There::Yes).then(|| FoundLink {
        anchor: if has("anchor") { "other words" } else { "words" }.into(),
        followed: rel.is_none(),
        decided_by: rel.map(|rel| format!("rel {rel}")).unwrap_or_default(),
        place: Place::default(),
        wrapped: false,
        links: 1,
        address: if has("address") { "https://acme.example/new" } else { "https://acme.example/" }.into(),
    });
    let page = (there != There::Unknown && !has("gone")).then(|| FoundPage {
        status: 200,
        address: if has("moved") { "https://h.example/new" } else { "https://h.example/" }.into(),
        canonical: has("canonical").then(|| "https://h.example/canonical".into()),
        noindex: has("noindex"),
    });
    let why = match words[0] {
        "gone" => Some("check.gone".to_owned()),
        "unknown" => Some("check.network".to_owned()),
        _ => None,
    };
    Finding { at, there, why, link, page }
}

/// What is told, and when.
pub fn told() {
    #[derive(Deserialize)]
    struct Case {
        about: String,
        looks: Vec<String>,
        told: Vec<String>,
    }
    for case in table::<Vec<Case>>(include_str!("../data/watch.json")) {
        let mut watch = Watch::default();
        let mut told = Vec::new();
        for look in &case.looks {
            let (day, words) = look.split_once(' ').expect("a day");
            let words: Vec<&str> = words.split(' ').collect();
            let at = START + day.parse::<f64>().expect("a number") * DAY;
            let record = match words[0] {
                "in" | "out" => watch.look_index(words[0] == "in", at, at),
                _ => watch.look_live(&finding(at, &words), None),
            };
            let events =
                record.into_iter().flat_map(|record| record.events).filter(link_lantern::watch::Event::is_news);
            told.extend(events.map(|event| {
                let json = serde_json::to_value(&event).expect("JSON");
                let name = json.as_str().map(str::to_owned);
                let name = name.or_else(|| json.as_object()?.keys().next().cloned());
                format!("{day} {}", name.unwrap_or_default())
            }));
            // What is remembered outlives the worker.
            let text = serde_json::to_string(&watch).expect("JSON");
            assert_eq!(Watch::read(&text).as_ref(), Some(&watch), "{}", case.about);
        }
        assert_eq!(told, case.told, "{}", case.about);
    }
}
