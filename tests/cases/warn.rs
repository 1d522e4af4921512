//! What is said of addresses that could deceive, and which hosts are shown in their own letters.

use link_lantern::address::{show_url, warnings};
use link_lantern::phrase::{Arg, Phrase};
use link_lantern::scope::{Scope, Target};
use serde::Deserialize;
use url::Url;

#[derive(Deserialize)]
struct Table {
    addresses: Vec<Case>,
    inputs: Vec<Input>,
}

#[derive(Deserialize)]
struct Case {
    url: String,
    letters: Option<String>,
    says: Vec<String>,
}

#[derive(Deserialize)]
struct Input {
    input: String,
    warnings: Vec<String>,
}

/// A phrase as words: its key and its arguments.
pub fn words(phrase: &Phrase) -> String {
    let arg = |arg: &Arg| match arg {
        Arg::Text(text) => text.clone(),
        Arg::Phrase(phrase) => words(phrase),
        Arg::Count(count) => count.to_string(),
        other => format!("{other:?}"),
    };
    std::iter::once(phrase.key.clone()).chain(phrase.args.iter().map(arg)).collect::<Vec<_>>().join(" ")
}

/// Addresses on a page, and inputs as targets.
pub fn said() {
    let Table { addresses, inputs } = super::table(include_str!("../data/warn.json"));
    for case in addresses {
        let url = Url::parse(&case.url).unwrap_or_else(|error| panic!("{}: {error}", case.url));
        let says: Vec<String> = warnings(&url).iter().map(|warning| words(&warning.phrase())).collect();
        assert_eq!((says, show_url(&url).letters), (case.says, case.letters), "{}", case.url);
    }
    for Input { input, warnings } in inputs {
        let target = Target::new(&input, Scope::Page).expect("a target");
        assert_eq!(target.warnings.iter().map(words).collect::<Vec<_>>(), warnings, "{input}");
    }
}
