//! What views are told of pages that were looked at without a tab.

use serde::Serialize;

use super::Lamp;
use crate::phrase::{Failure, Phrase, Shown};

/// Which permissions it takes to look at pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LookNeeds {
    /// Match patterns to ask the browser for, in the person's click; empty if nothing is missing.
    pub patterns: Vec<String>,
    /// Patterns for every host, to be asked for instead by who prefers that.
    pub all: Vec<String>,
    /// How many hosts they are for.
    pub hosts: u32,
}

/// Pages that were looked at.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LooksView {
    /// In the order in which they were asked for.
    pub rows: Vec<LookRow>,
    /// How many of them are still to be looked at: the same request goes on with them.
    pub left: u32,
    /// Why what was found could not be written down, if so.
    pub unkept: Option<Failure>,
}

/// What a look at one page found.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LookRow {
    /// The source as it was asked for.
    pub source: String,
    /// The address that is looked at.
    pub address: Shown,
    /// Whether the link is there; none if nobody has looked.
    pub state: Lamp,
    /// The same in words.
    pub says: Phrase,
    /// What else the page says, short.
    pub notes: Vec<Phrase>,
    /// Why it cannot be told, or why it is a no without a page.
    pub failure: Option<Failure>,
    /// When, in milliseconds since 1970.
    pub at: Option<f64>,
}
