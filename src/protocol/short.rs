//! What views are told of short links.

use serde::Serialize;

use super::Report;
use crate::phrase::Phrase;

/// Short links of a page that can be asked for.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ShortView {
    /// How many.
    pub links: u32,
    /// The same in words.
    pub says: Phrase,
    /// All of them were asked for before, and it was not told.
    pub again: bool,
    /// The services that would be asked.
    pub hosts: Vec<String>,
    /// Match patterns to ask the browser for, in the person's click: the services, and the target where there is one.
    pub patterns: Vec<String>,
}

/// How far the asking has come.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ShortLooked {
    /// The page by what is known now.
    pub report: Box<Report>,
    /// How many are still to be asked for: the same request goes on with them.
    pub left: u32,
}
