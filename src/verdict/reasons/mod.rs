//! Why page and index may differ: possibilities, each resting on a fact, likeliest first, each with what can be done.
//!
//! Read top to bottom, `rules` is the document: a rule applies if its condition holds, and the order is the rank. What was
//! established goes before what is merely usual. The user guide has the same table in words.

mod facts;
mod rules;

use serde::Serialize;

pub use facts::{CrawlFacts, Facts, LinkFacts, PageFacts, RecordFacts};
pub use rules::reasons;

use crate::phrase::Phrase;
use crate::scope::Scope;

/// A possible reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// A stable name.
    pub code: String,
    /// The reason as a possibility, with the fact it rests on.
    pub says: Phrase,
    /// What can be done about it, if anything.
    pub next: Option<NextStep>,
}

/// A next step; `app` makes a button of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NextStep {
    /// Ask the index at the target's root domain.
    AskWider,
    /// Ask the index for the page under its canonical address.
    AskCanonical(String),
    /// Take another address as target.
    Aim {
        /// The address.
        input: String,
        /// How wide.
        scope: Scope,
    },
    /// Ask Moz when it last crawled the page.
    AskCrawl,
    /// Ask Moz what it keeps of the link.
    AskRecord,
    /// Ask Moz where the target redirects to.
    AskRedirect,
}
