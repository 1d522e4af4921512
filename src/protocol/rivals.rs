//! A list's sources against one's own targets and the competitors'.

use serde::{Deserialize, Serialize};

use super::lists::ListPrice;
use super::{PieceView, TargetKind};
use crate::phrase::{Phrase, Shown};
use crate::verdict::Lamp;

/// Sources by whom they link to, as far as page or index tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RivalShow {
    /// Every one.
    All,
    /// To a competitor, and not to the person's own.
    Gap,
    /// To both.
    Both,
    /// To the person's own, and to no competitor.
    Mine,
    /// To none.
    Neither,
    /// Not known yet.
    Open,
}

/// Sources against targets.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RivalsView {
    /// The targets, the list's own first.
    pub columns: Vec<RivalColumn>,
    /// How many sources there are of which kind.
    pub shows: Vec<RivalShowCount>,
    /// How many the query finds.
    pub total: u32,
    /// The first row of the window.
    pub offset: u32,
    /// The rows of the window.
    pub rows: Vec<RivalRow>,
    /// What a piece of the list of other sites that link to the competitors costs; `null` without competitors.
    pub more: Option<PieceView>,
}

/// A target of the comparison.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RivalColumn {
    /// The saved target's number; `null` for the list's own.
    pub id: Option<u32>,
    /// What the person calls it; empty for nothing.
    pub label: String,
    /// The target as sent.
    pub target: Shown,
    /// How wide it is meant, in words.
    pub scope: Phrase,
    /// Whose it is.
    pub kind: TargetKind,
    /// What asking Moz about the rest of the sources costs.
    pub price: ListPrice,
}

/// How many sources there are of a kind.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RivalShowCount {
    /// Which.
    pub show: RivalShow,
    /// How many.
    pub rows: u32,
}

/// A source.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RivalRow {
    /// Its number in the list, from 0.
    pub at: u32,
    /// Its address.
    pub source: Shown,
    /// By whom it links to.
    pub show: RivalShow,
    /// True if the page itself says so of all that are not linked, and not the index alone.
    pub sure: bool,
    /// One for each target, in their order.
    pub cells: Vec<RivalCell>,
}

/// What is known of a source and a target.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RivalCell {
    /// Whether the page shows the link.
    pub live: Lamp,
    /// The same in words.
    pub live_says: Phrase,
    /// Whether Moz's index has it.
    pub index: Lamp,
}
