//! What a report says about the page itself, ready to show.

use serde::Serialize;

use crate::phrase::{Phrase, Shown};

/// What the page says of itself, and how it compares with its own HTML.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FactsView {
    /// What is worth knowing before the rest is unfolded; at most three.
    pub heads: Vec<Phrase>,
    /// The facts.
    pub facts: Vec<FactView>,
    /// The comparison with the page's own HTML.
    pub source: SourceView,
    /// The one other address by which an index may know the page.
    pub known_elsewhere: Option<Shown>,
}

/// A fact, which several places may speak of.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FactView {
    /// A stable name.
    pub code: String,
    /// Its name in words.
    pub name: Phrase,
    /// What is said of it.
    pub values: Vec<ValueView>,
    /// What follows from that.
    pub notes: Vec<Phrase>,
}

/// What is said of a fact, and by what.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ValueView {
    /// What is said.
    pub says: Phrase,
    /// Which ways it was learned.
    pub learned: Vec<Phrase>,
}

/// The comparison of the page with its own HTML.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SourceView {
    /// How far it has come.
    pub state: SourceState,
    /// That in words.
    pub says: Phrase,
    /// True if a request of its own could bring it further, which the person is asked for.
    pub can_request: bool,
    /// How many links differ, and how.
    pub counts: Vec<Phrase>,
    /// Links that stand in the HTML and not on the page, those to the target and to other sites first; at most 20.
    pub absent: Vec<AbsentView>,
    /// How many more there are.
    pub more: u32,
}

/// How far the comparison has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SourceState {
    /// Not begun.
    None,
    /// The HTML is not in the browser's cache.
    NotCached,
    /// It cannot be made.
    Incomparable,
    /// It is made.
    Read,
}

/// A link that is not on the page as shown.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AbsentView {
    /// Where it leads.
    pub address: Shown,
    /// Its anchor text; empty if it has none.
    pub text: String,
    /// What the text is where it is not visible text.
    pub named_by: Option<Phrase>,
    /// Why it is not there.
    pub why: Phrase,
    /// Whether crawlers are asked not to follow it.
    pub follow: Phrase,
    /// True if it leads to the target.
    pub matches: bool,
}
