//! Texts as people paste them, and the sources in them.

use link_lantern::list::{Separator, read};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    #[serde(rename = "case")]
    name: String,
    text: String,
    separator: Separator,
    sources: Vec<String>,
    lines: Vec<u32>,
    #[serde(default)]
    duplicates: u32,
    #[serde(default)]
    problems: Vec<(u32, String)>,
}

/// What is found in a text, and on which line.
pub fn found() {
    for case in super::table::<Vec<Case>>(include_str!("../data/lists.json")) {
        let reading = read(&case.text, None, &[]).expect("few sources");
        assert_eq!(reading.how.separator, case.separator, "{}", case.name);
        let sources: Vec<&str> = reading.sources.iter().map(|source| source.address.url().as_str()).collect();
        assert_eq!(sources, case.sources, "{}", case.name);
        let lines: Vec<u32> = reading.sources.iter().map(|source| source.line).collect();
        assert_eq!(lines, case.lines, "{}", case.name);
        assert_eq!(reading.duplicates, case.duplicates, "{}", case.name);
        let problem = |problem: &link_lantern::list::Problem| (problem.line, problem.wrong.failure().code);
        let problems: Vec<(u32, String)> = reading.problems.iter().map(problem).collect();
        assert_eq!(problems, case.problems, "{}", case.name);
    }
}
