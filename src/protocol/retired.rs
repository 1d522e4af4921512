//! Old addresses: where they lead by now, and who still points at them.

use serde::Serialize;

use super::{Lamp, PieceView};
use crate::phrase::{Failure, Phrase, Shown};

/// Old addresses, and what is known of them.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RetiredView {
    /// The addresses, in their order.
    pub olds: Vec<OldView>,
    /// What asking Moz about those that it was not asked about costs; `null` if there is nothing to ask.
    pub price: Option<PieceView>,
    /// Patterns of hosts to ask the browser's permission for, so that all can be looked at.
    pub patterns: Vec<String>,
    /// How many are yet to be looked at after this turn.
    pub left: u32,
    /// Sources that still point at one of them, as far as pages were looked at.
    pub pointing: Vec<PointingView>,
    /// How many of these there are in all.
    pub total: u32,
    /// The same as CSV.
    pub csv: String,
    /// Why no more could be learnt.
    pub failure: Option<Failure>,
}

/// An old address.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OldView {
    /// The address.
    pub address: Shown,
    /// What is wrong with it.
    pub failure: Option<Failure>,
    /// Whether it leads elsewhere, by its own site: yes, no, or that cannot be told.
    pub live: Lamp,
    /// The same in words.
    pub live_says: Phrase,
    /// Whether Moz knows it to lead elsewhere.
    pub moz: Lamp,
    /// The same in words.
    pub moz_says: Phrase,
    /// Where it leads now; `null` if that is not known, or it leads nowhere else.
    pub now: Option<Shown>,
}

/// A source that points at an old address.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PointingView {
    /// The source.
    pub source: Shown,
    /// The link's text.
    pub anchor: String,
    /// The address that it points at.
    pub old: Shown,
    /// Where that leads now.
    pub now: Option<Shown>,
    /// When the page was looked at, in words.
    pub when: Phrase,
}
