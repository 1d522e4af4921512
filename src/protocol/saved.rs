//! Saved targets, how addresses are compared, and all saved targets held against one page.

use serde::{Deserialize, Serialize};

use crate::phrase::{Phrase, Shown};
use crate::scope::Scope;
use crate::verdict::Lamp;

/// Whose a target is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TargetKind {
    /// The person's own, or a client's.
    Mine,
    /// A competitor's.
    Competitor,
}

/// A change to the saved targets.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TargetChange {
    /// One more.
    Add {
        /// The address as typed.
        input: String,
        /// What the person calls it; empty for nothing.
        label: String,
        /// Whose it is.
        kind: TargetKind,
        /// How wide it is meant at first.
        scope: Scope,
        /// Where in the list; at its end if `null`. To undo a removal.
        at: Option<u32>,
        /// True to make it the default. To undo a removal.
        is_default: bool,
    },
    /// Other particulars for one.
    Edit {
        /// Which.
        id: u32,
        /// What the person calls it; empty for nothing.
        label: String,
        /// Whose it is.
        kind: TargetKind,
        /// How wide it is meant at first.
        scope: Scope,
    },
    /// Another place in the list.
    Move {
        /// Which.
        id: u32,
        /// The place, counted from 0 without it.
        to: u32,
    },
    /// One less.
    Remove {
        /// Which.
        id: u32,
    },
    /// Another default, or none.
    Default {
        /// Which.
        id: Option<u32>,
    },
}

/// The saved targets.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TargetsView {
    /// In the person's order.
    pub targets: Vec<TargetView>,
    /// The one just added.
    pub added: Option<u32>,
    /// True if the organisation has set them for good.
    pub locked: bool,
}

/// A saved target.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TargetView {
    /// What names it.
    pub id: u32,
    /// The address as typed.
    pub input: String,
    /// What the person calls it; empty for nothing.
    pub label: String,
    /// Whose it is.
    pub kind: TargetKind,
    /// How wide it is meant at first.
    pub scope: Scope,
    /// The form of it that is sent.
    pub shown: Shown,
    /// What was removed or encoded to get there.
    pub notes: Vec<Phrase>,
    /// True for the one to use where none was picked.
    pub is_default: bool,
}

/// All saved targets held against one page.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MatrixView {
    /// The targets in the person's order.
    pub rows: Vec<MatrixRow>,
    /// How many are linked, or that only competitors are; `null` if there are no targets.
    pub says: Option<Phrase>,
    /// How many competitors are linked where the person is not.
    pub gaps: u32,
}

/// One saved target held against the page.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MatrixRow {
    /// The target.
    pub target: TargetView,
    /// Whether the page shows it.
    pub live: Lamp,
    /// How many links lead there.
    pub links: u32,
    /// The best of them, or why there is no telling.
    pub says: Option<Phrase>,
    /// What is known of Moz's index.
    pub index: Lamp,
    /// Small facts about that.
    pub chips: Vec<Phrase>,
    /// What asking Moz costs, in rows; 0 if it is known or cannot be asked.
    pub rows: u32,
    /// True for the target that the report is about.
    pub is_picked: bool,
    /// True for a competitor that is linked where none of the person's own is.
    pub is_gap: bool,
}
