//! Lists of sources: making one, asking Moz about it, and what came of it.

use serde::{Deserialize, Serialize};

use super::{AimView, LookNeeds, RivalShow, RivalsView, SiteList};
pub use crate::list::Separator;
use crate::phrase::{Failure, Phrase, Shown};
use crate::scope::Scope;
use crate::verdict::Lamp;

/// What is wanted of lists.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ListRequest {
    /// All lists, and the one that is being made.
    All,
    /// Reads a text or a file into the one that is being made, in place of what was there.
    Read {
        /// What to read.
        from: ListFrom,
        /// What separates the cells of a row; found out where it is `null`.
        separator: Option<Separator>,
    },
    /// Takes links of a page into the one that is being made, in place of what was there.
    Links {
        /// The tab.
        tab: i32,
        /// The links, by their numbers.
        ids: Vec<u32>,
        /// The page's print when they were chosen.
        print: u32,
    },
    /// The one that is being made, with another target and other scopes if they are there.
    Draft {
        /// What its sources are held against.
        aim: Option<ListAim>,
    },
    /// Forgets the one that is being made.
    Drop,
    /// Makes it a list of its own.
    Save {
        /// What the person calls it.
        title: String,
    },
    /// A list: how it stands, and a window of its rows.
    Open {
        /// Which.
        id: u32,
        /// Which rows.
        query: ListRowQuery,
        /// The first row of the window.
        offset: u32,
        /// Most rows in it.
        limit: u32,
    },
    /// Asks Moz about what is not known yet, or goes on with that.
    Run {
        /// Which.
        id: u32,
        /// The most that the person was told it costs, in rows. Another price is refused.
        rows: u32,
    },
    /// Asks Moz again about what was asked in vain.
    Retry {
        /// Which.
        id: u32,
        /// The most that the person was told it costs, in rows. Another price is refused.
        rows: u32,
    },
    /// Stops after the present batch; it can go on later.
    Pause {
        /// Which.
        id: u32,
    },
    /// Stops after the present batch for good.
    Cancel {
        /// Which.
        id: u32,
    },
    /// How the list stands, once it has come a step further; at once if nothing is under way.
    Progress {
        /// Which.
        id: u32,
    },
    /// Which permissions looking at its pages takes.
    Needs {
        /// Which.
        id: u32,
    },
    /// Looks at some of its pages as far as there is time, from `offset` on. `look_cancel` stops it.
    Look {
        /// Which.
        id: u32,
        /// A number by which it can be stopped.
        run: u32,
        /// The first source, as the answer before told.
        offset: u32,
        /// True if what was looked at today is looked at again.
        again: bool,
    },
    /// The list's sources against the saved targets too.
    Rivals {
        /// Which.
        id: u32,
        /// Which rows.
        show: RivalShow,
        /// The first row of the window.
        offset: u32,
        /// Most rows in it.
        limit: u32,
        /// True to read anew what is known; else what was read last will do.
        again: bool,
    },
    /// Pays for a piece of the list of sites that link to the list's competitors and not to its target.
    RivalSites {
        /// The list.
        id: u32,
        /// Where the last piece ended; `null` for the first.
        next: Option<String>,
        /// The most that the person was told it costs, in rows. Another price is refused.
        rows: u32,
    },
    /// A list of the same sources for a saved target, to ask Moz about; the one that there is already, or a new one.
    RivalList {
        /// The list.
        id: u32,
        /// The saved target.
        target: u32,
    },
    /// A piece of the comparison as text for other programs, a row for each source and target.
    RivalsExport {
        /// Which.
        id: u32,
        /// Which rows.
        show: RivalShow,
        /// What is written.
        format: ListFormat,
        /// How many sources the pieces before this one had.
        offset: u32,
    },
    /// Deletes a list, or brings it back.
    Delete {
        /// Which.
        id: u32,
        /// True to bring it back.
        undo: bool,
    },
    /// A piece of a list as text for other programs.
    Export {
        /// Which.
        id: u32,
        /// Which rows.
        query: ListRowQuery,
        /// What is written.
        format: ListFormat,
        /// How many rows the pieces before this one had.
        offset: u32,
    },
}

impl ListRequest {
    /// True if it spends rows, so that it is never sent twice.
    pub fn spends(&self) -> bool {
        matches!(self, Self::Run { .. } | Self::Retry { .. } | Self::RivalSites { .. })
    }
}

/// Where sources come from.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ListFrom {
    /// What was typed or pasted.
    Text(String),
    /// A file.
    File {
        /// Its name.
        name: String,
        /// Its size, in bytes.
        size: f64,
        /// Its bytes, each as the character of its number; `null` where the size alone is too much.
        bytes: Option<String>,
    },
}

/// What sources are held against.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListAim {
    /// The target as typed.
    pub target: String,
    /// How wide each source is meant.
    pub source_scope: Scope,
    /// How wide the target is meant.
    pub target_scope: Scope,
}

/// Which rows of a list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListRowQuery {
    /// By what the index says.
    pub show: ListShow,
    /// What the source must contain; empty for all.
    pub text: String,
    /// Their order.
    pub sort: ListSort,
}

/// Rows by what the index says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ListShow {
    /// Every one.
    All,
    /// In the index.
    Yes,
    /// Not in the index.
    No,
    /// Asked, and it cannot be told.
    Unknown,
    /// Of these, those that are known to have failed.
    Failed,
    /// Not asked yet, or under way.
    Open,
}

/// An order of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ListSort {
    /// As they were read.
    Line,
    /// By site, then address.
    Source,
    /// By what the index says.
    Verdict,
}

/// What can be written of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ListFormat {
    /// Comma-separated values (RFC 4180).
    Csv,
    /// One JSON object a line.
    JsonLines,
    /// A table in Markdown.
    Markdown,
}

/// What comes of a request about lists.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ListAnswer {
    /// To `all`, `drop` and `delete`.
    All(ListsView),
    /// To `read`, `links` and `draft`.
    Draft(Box<DraftView>),
    /// To `rival_sites`.
    Sites(SiteList),
    /// To `rivals`.
    Rivals(Box<RivalsView>),
    /// To `save`, `open`, `run`, `retry`, `pause`, `cancel`, `progress` and `rival_list`.
    One(Box<ListView>),
    /// To `export` and `rivals_export`.
    Exported(ListExported),
    /// To `needs`.
    Needs(LookNeeds),
    /// To `look`.
    Looked(ListLooked),
}

/// All lists.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListsView {
    /// The lists, newest first.
    pub lists: Vec<ListHead>,
    /// The one that is being made.
    pub draft: Option<Box<DraftView>>,
    /// The largest file that is read, in bytes.
    pub most_bytes: u32,
}

/// What a list is.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListHead {
    /// What names it.
    pub id: u32,
    /// What the person calls it.
    pub title: String,
    /// What its sources are held against, in words.
    pub says: Phrase,
    /// When it was made, in words.
    pub made: Phrase,
    /// How many sources it has.
    pub sources: u32,
    /// How its run stands, in words; `null` if there is nothing to say.
    pub run: Option<Phrase>,
    /// Whether it goes on by itself.
    pub running: bool,
}

/// The list that is being made.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DraftView {
    /// A name for it.
    pub title: String,
    /// The target.
    pub aim: AimView,
    /// How wide each source is meant.
    pub source_scope: Scope,
    /// How it was read, in words; `null` if it was no text.
    pub read: Option<Phrase>,
    /// By what its rows were separated.
    pub separator: Option<Separator>,
    /// How many sources it has.
    pub sources: u32,
    /// The first of them.
    pub sample: Vec<Shown>,
    /// What became of the rows, line by line: sources, repetitions, folding.
    pub says: Vec<Phrase>,
    /// The first rows that are no source.
    pub problems: Vec<ProblemView>,
    /// How many there are in all, in words; `null` if there is none.
    pub wrong: Option<Phrase>,
    /// What asking about it costs; `null` as long as there is no target.
    pub price: Option<ListPrice>,
}

/// A row that is no source.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProblemView {
    /// Its line.
    pub line: u32,
    /// What stands there.
    pub text: String,
    /// What is wrong with it.
    pub failure: Failure,
}

/// What asking about a list costs.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListPrice {
    /// Rows.
    pub rows: u32,
    /// Why it is no more: what is folded, what is known.
    pub says: Vec<Phrase>,
    /// True if it wants a second press, by what the person set.
    pub confirm: bool,
}

/// A list, how it stands, and a window of its rows.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListView {
    /// What it is.
    pub head: ListHead,
    /// The target as sent.
    pub target: Option<Shown>,
    /// The scopes in words.
    pub scope: Option<Phrase>,
    /// How its run stands.
    pub run: RunView,
    /// What asking about the rest costs.
    pub price: ListPrice,
    /// What asking again costs; `null` if nothing was asked in vain.
    pub retry: Option<ListPrice>,
    /// How many rows there are of which kind.
    pub shows: Vec<ListShowCount>,
    /// How many rows the query finds.
    pub total: u32,
    /// The first row of the window.
    pub offset: u32,
    /// The rows of the window.
    pub rows: Vec<ListItemRow>,
}

/// How a run stands.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RunView {
    /// How.
    pub state: RunStateView,
    /// Questions that are done with.
    pub done: u32,
    /// Questions in all.
    pub all: u32,
    /// How far it is, in words.
    pub says: Vec<Phrase>,
    /// Why it stopped.
    pub failure: Option<Failure>,
    /// When it can go on, in words.
    pub until: Option<Phrase>,
    /// Rows that this run was billed.
    pub rows: u32,
    /// Rows that it may have been billed on top.
    pub maybe_rows: u32,
    /// True if there is no token, without which nothing can be asked.
    pub needs_token: bool,
}

/// How a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RunStateView {
    /// Nothing is under way.
    Idle,
    /// It goes on by itself.
    Running,
    /// It waits for its turn.
    Waiting,
    /// It will stop when the present batch is through.
    Pausing,
    /// It stopped and can go on.
    Paused,
}

/// How many rows there are of a kind.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListShowCount {
    /// Which.
    pub show: ListShow,
    /// How many.
    pub rows: u32,
}

/// A source of a list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListItemRow {
    /// Its number in the list, from 0.
    pub at: u32,
    /// The line that it stood on.
    pub line: u32,
    /// Its address.
    pub source: Shown,
    /// Whether its page shows the link.
    pub live: Lamp,
    /// The same in words.
    pub live_says: Phrase,
    /// What else the page says, and when it was looked at.
    pub live_notes: Vec<Phrase>,
    /// Why that cannot be told.
    pub live_failure: Option<Failure>,
    /// Whether Moz's index has it.
    pub index: Lamp,
    /// The same in words.
    pub index_says: Phrase,
    /// Small facts: when it was asked, what it cost.
    pub chips: Vec<Phrase>,
    /// Why it cannot be told.
    pub failure: Option<Failure>,
}

/// How far looking at a list's pages has come.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListLooked {
    /// How many sources are done with.
    pub done: u32,
    /// What to send to go on; `null` at the end.
    pub next: Option<u32>,
    /// How many sources there are.
    pub all: u32,
    /// Why what was found could not be written down, if so.
    pub unkept: Option<Failure>,
    /// Why some were passed over, of which nothing is written down, if so.
    pub missed: Option<Failure>,
}

/// A piece of a list as text.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListExported {
    /// The text. The pieces put together make the whole.
    pub text: String,
    /// How many rows the pieces so far have; `null` if this was the last.
    pub next: Option<u32>,
    /// How many rows there are.
    pub total: u32,
    /// A name for the file.
    pub name: String,
    /// Its media type.
    pub media_type: String,
}
