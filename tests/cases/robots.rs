//! What pages and links tell crawlers, by the tables `robots.json` and `rel-notes.json`.

use link_lantern::page::{Follow, Page};
use serde::Deserialize;

use super::table;
use crate::snapshot::snapshot;

/// Robots tags and headers, and which of them decide for Moz's crawlers.
pub fn robots() {
    #[derive(Deserialize)]
    struct Case {
        #[serde(default)]
        metas: Vec<[String; 2]>,
        #[serde(default)]
        headers: Vec<String>,
        noindex: Option<String>,
        nofollow: Option<String>,
    }
    for case in table::<Vec<Case>>(include_str!("../data/robots.json")) {
        let metas: Vec<[&str; 2]> = case.metas.iter().map(|pair| pair.each_ref().map(String::as_str)).collect();
        let link = ["a", "https://b.example/", "", "text", ""];
        let packed = snapshot("https://a.example/", "https://a.example/", &[link], &metas);
        let headers: Vec<String> =
            case.headers.iter().map(|value| format!("\u{1e}H\u{1f}X-Robots-Tag\u{1f}{value}")).collect();
        let headers = headers.concat();
        let packed = packed.replacen("\u{1e}a\u{1f}", &format!("{headers}\u{1e}a\u{1f}"), 1);
        let page = Page::read(&[(0, packed)]).expect("a page");
        let by = |rule: Option<&link_lantern::page::Rule>| {
            rule.map(|rule| match (rule.is_meta(), rule.bot.as_deref()) {
                (true, bot) => format!("meta {}", bot.unwrap_or("robots")),
                (false, None) => "header".to_owned(),
                (false, Some(bot)) => format!("header {bot}"),
            })
        };
        let about = format!("{:?} {:?}", case.metas, case.headers);
        assert_eq!(by(page.robots.noindex()), case.noindex, "noindex of {about}");
        assert_eq!(by(page.robots.nofollow()), case.nofollow, "nofollow of {about}");
        let follow = match &page.links.first().expect("a link").follow {
            Follow::Followed => None,
            Follow::Rel(tokens) => panic!("{tokens:?}"),
            Follow::Meta(name) => Some(format!("meta {name}")),
            Follow::Header(None) => Some("header".to_owned()),
            Follow::Header(Some(bot)) => Some(format!("header {bot}")),
        };
        assert_eq!(follow, case.nofollow, "the link of {about}");
    }
}

/// Rel attributes and what they only seem to say.
pub fn rel_notes() {
    #[derive(Deserialize)]
    struct Case {
        rel: String,
        /// The misspelt token and what was meant, or a token without effect.
        notes: Vec<Vec<String>>,
    }
    for case in table::<Vec<Case>>(include_str!("../data/rel-notes.json")) {
        let link = ["a", "https://b.example/", case.rel.as_str(), "text", ""];
        let page = Page::read(&[(0, snapshot("https://a.example/", "https://a.example/", &[link], &[]))]);
        let notes = page.expect("a page").links.first().expect("a link").notes();
        let said: Vec<Vec<String>> = notes
            .iter()
            .map(|note| {
                assert_eq!(note.key, if note.args.len() == 2 { "rel_misspelt" } else { "rel_no_effect" });
                let text = |arg: &link_lantern::phrase::Arg| match arg {
                    link_lantern::phrase::Arg::Text(text) => text.clone(),
                    other => panic!("{other:?}"),
                };
                note.args.iter().map(text).collect()
            })
            .collect();
        assert_eq!(said, case.notes, "{}", case.rel);
    }
}
