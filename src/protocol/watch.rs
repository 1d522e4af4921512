//! What views are told of watched placements.

use serde::{Deserialize, Serialize};

use super::Lamp;
use crate::phrase::{Failure, Phrase, Shown};
use crate::scope::Scope;
pub use crate::watch::{Every, Lane, Looks, Retention};

/// Watched placements.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WatchesView {
    /// A window of them, those that want attention first.
    pub watches: Vec<WatchView>,
    /// How many there are.
    pub total: u32,
    /// How many changes were not seen yet.
    pub unseen: u32,
    /// For how long history is kept.
    pub retention: Retention,
    /// Whether the browser shows a notification.
    pub notify: bool,
    /// What a look at the index costs, in rows.
    pub price: u32,
    /// What could be watched, by what a tab shows.
    pub draft: Option<Draft>,
}

/// A placement that could be watched.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Draft {
    /// The page.
    pub source: String,
    /// The target as typed.
    pub target: String,
    /// How wide it is meant.
    pub scope: Scope,
}

/// A watched placement.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WatchView {
    /// What names it.
    pub id: String,
    /// The page.
    pub source: Shown,
    /// The page's address, for asking the browser's permission.
    pub address: String,
    /// The target.
    pub target: Shown,
    /// How wide it is meant.
    pub scope: Scope,
    /// How often it is looked at.
    pub every: Every,
    /// What is looked at.
    pub looks: Looks,
    /// Most rows that it spends in a month.
    pub month_limit: u32,
    /// True while it rests.
    pub paused: bool,
    /// Why it rests although the person does not want it so, or why the index was not asked.
    pub trouble: Option<Failure>,
    /// Whether the page has the link; none if that is not looked at.
    pub live: Option<SideView>,
    /// Whether the index has it; none if that is not looked at.
    pub index: Option<SideView>,
    /// When it is looked at next, in words.
    pub next: Phrase,
    /// What last changed, and when.
    pub last: Option<Phrase>,
    /// What looking now costs, in rows.
    pub price: u32,
    /// True if that is so much that it takes a second press.
    pub confirm: bool,
}

/// One side of a placement.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SideView {
    /// Whether the link is there.
    pub state: Lamp,
    /// The same in words.
    pub says: Phrase,
}

/// The history of a placement, the newest first.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HistoryView {
    /// The placement.
    pub id: String,
    /// Its records.
    pub entries: Vec<HistoryRow>,
    /// What to send for older ones; none at the end.
    pub next: Option<f64>,
    /// The same as spans of time, the oldest first.
    pub spans: Vec<SpanView>,
}

/// A record of it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HistoryRow {
    /// When.
    pub when: Phrase,
    /// What was looked at.
    pub lane: Lane,
    /// Whether the link was there then.
    pub state: Lamp,
    /// What happened.
    pub says: Vec<Phrase>,
}

/// A time during which matters stood as they did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SpanView {
    /// What was looked at.
    pub lane: Lane,
    /// Whether the link was there.
    pub state: Lamp,
    /// Where it begins, in thousandths of the whole time.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
}

/// Changes, the newest first.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChangesView {
    /// The changes.
    pub changes: Vec<ChangeView>,
    /// How many were not seen yet, in all.
    pub unseen: u32,
    /// What to send for older ones; none at the end.
    pub next: Option<f64>,
}

/// A change of a placement.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChangeView {
    /// The placement.
    pub id: String,
    /// Its page.
    pub source: Shown,
    /// Its target.
    pub target: Shown,
    /// When.
    pub when: Phrase,
    /// Where it stands in the list: to say up to where it was seen.
    pub at: f64,
    /// What was looked at.
    pub lane: Lane,
    /// Whether the link was there then.
    pub state: Lamp,
    /// What happened.
    pub says: Vec<Phrase>,
    /// True until the person has seen it.
    pub unseen: bool,
}

/// A change of a watch.
#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WatchEdit {
    /// How often it is looked at.
    Every(Every),
    /// What is looked at.
    Looks(Looks),
    /// Most rows that it spends in a month.
    MonthLimit(u32),
    /// Whether it rests.
    Paused(bool),
}

/// A change of how watching is done.
#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WatchingEdit {
    /// For how long history is kept.
    Retention(Retention),
    /// Whether the browser shows a notification.
    Notify(bool),
}

/// What of watches is written as text.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WatchText {
    /// What is watched, and how matters stand.
    Watches,
    /// The changes of all, the newest first.
    Changes,
    /// The history of one, the newest first.
    History {
        /// Which.
        id: String,
    },
}

/// A piece of a text.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WatchExport {
    /// The piece.
    pub text: String,
    /// What to send for the next one; none at the end.
    pub next: Option<f64>,
    /// How many rows this piece has.
    pub rows: u32,
    /// A name for the file.
    pub name: String,
    /// What the file is.
    pub media_type: String,
}
