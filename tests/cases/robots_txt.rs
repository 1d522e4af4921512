//! Files of rules for programs, and what they let be fetched, by the table `robots_txt.json`.

use link_lantern::check::Robots;
use serde::Deserialize;

use super::table;

/// What is allowed and what is not.
pub fn robots_txt() {
    #[derive(Deserialize)]
    struct Case {
        about: String,
        text: String,
        allowed: Vec<String>,
        forbidden: Vec<String>,
    }
    for case in table::<Vec<Case>>(include_str!("../data/robots_txt.json")) {
        let robots = Robots::parse(&case.text);
        for (paths, expected) in [(&case.allowed, true), (&case.forbidden, false)] {
            for path in paths {
                let url = url::Url::parse(&format!("https://a.example{path}")).expect("a URL");
                assert_eq!(robots.allows(&url), expected, "{}: {path}", case.about);
            }
        }
    }
}
