//! What is watched and what is remembered of it. One struct reads all forms, with defaults for what came later.

use serde::{Deserialize, Serialize};

use super::{DAY, Event, LiveState};
use crate::day::day;
use crate::scope::Scope;

/// How often a placement is looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Once a day.
    Day,
    /// Once a week.
    #[default]
    Week,
    /// Once in 30 days.
    Month,
}

impl Every {
    /// In milliseconds.
    pub fn period(self) -> f64 {
        match self {
            Self::Day => DAY,
            Self::Week => 7.0 * DAY,
            Self::Month => 30.0 * DAY,
        }
    }
}

/// What is looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Looks {
    /// The page.
    #[default]
    Live,
    /// Moz's index.
    Index,
    /// Both.
    Both,
}

impl Looks {
    /// True if the page is looked at.
    pub fn live(self) -> bool {
        self != Self::Index
    }

    /// True if the index is.
    pub fn index(self) -> bool {
        self != Self::Live
    }
}

/// Why a watch rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pause {
    /// The person wants it so.
    Person,
    /// The site may no longer be read.
    Permission,
    /// For a reason of a newer version's.
    #[serde(other)]
    Other,
}

/// Rows that a watch has spent, or may have, in a month.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MonthRows {
    /// `YYYY-MM`.
    pub month: String,
    /// How many.
    pub rows: u32,
}

impl MonthRows {
    /// Those of the month of `now`. A clock that was set back opens no month a second time.
    #[must_use]
    pub fn at(&self, now: f64) -> Self {
        let today = day(now);
        let month = today.get(..7).unwrap_or_default();
        if month > self.month.as_str() { Self { month: month.to_owned(), rows: 0 } } else { self.clone() }
    }
}

/// What is remembered of the index between looks.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct IndexState {
    /// When its turn last came, whatever came of it.
    pub looked: Option<f64>,
    /// What Moz said last, and when.
    pub known: Option<(bool, f64)>,
    /// Why nothing could be learnt last time: the code of a failure.
    pub trouble: Option<String>,
    /// What was spent in this month.
    pub spent: MonthRows,
}

impl IndexState {
    /// Takes an answer of Moz of the time `at` in, and says what it changes. One that is not newer changes nothing.
    pub fn step(&mut self, exists: bool, at: f64) -> Option<Event> {
        self.trouble = None;
        let before = self.known;
        if before.is_some_and(|(_, known)| at <= known) {
            return None;
        }
        self.known = Some((exists, at));
        match (before.map(|(exists, _)| exists), exists) {
            (None, _) => Some(Event::Began),
            (Some(false), true) => Some(Event::Gained),
            (Some(true), false) => Some(Event::Dropped),
            _ => None,
        }
    }
}

/// A placement that is watched.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Watch {
    /// The page's address.
    pub source: String,
    /// What it should link to, as typed.
    pub target: String,
    /// How wide that is meant.
    pub scope: Scope,
    /// How often it is looked at.
    pub every: Every,
    /// What is looked at.
    pub looks: Looks,
    /// Most rows that it spends in a month.
    pub month_limit: u32,
    /// Since when it is watched.
    pub since: f64,
    /// Why it rests, if so.
    pub paused: Option<Pause>,
    /// When it was removed; it can be brought back for a while.
    pub removed: Option<f64>,
    /// What is known of the page.
    pub live: LiveState,
    /// What is known of the index.
    pub index: IndexState,
    /// The last change that was told, and when.
    pub last: Option<(Event, f64)>,
    /// When the history last got a record.
    pub written: Option<f64>,
}

impl Watch {
    /// The watch that a text of any form holds; none if it cannot be read.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_slice(text.as_bytes()).ok()
    }

    /// True if it is looked at when its time comes.
    pub fn is_active(&self) -> bool {
        self.paused.is_none() && self.removed.is_none()
    }

    /// When it was last its turn.
    pub fn looked(&self) -> Option<f64> {
        let (live, index) = (self.live.looked.filter(|_| self.looks.live()), self.index.looked);
        live.max_of(index.filter(|_| self.looks.index()))
    }

    /// Takes `rows` of its month's limit, before they are spent. False if they are not left.
    pub fn reserve(&mut self, rows: u32, now: f64) -> bool {
        self.index.spent = self.index.spent.at(now);
        let sum = self.index.spent.rows.saturating_add(rows);
        if sum > self.month_limit {
            return false;
        }
        self.index.spent.rows = sum;
        true
    }

    /// Gives back what was certainly not spent.
    pub fn give_back(&mut self, rows: u32) {
        self.index.spent.rows = self.index.spent.rows.saturating_sub(rows);
    }
}

trait MaxOf {
    fn max_of(self, other: Self) -> Self;
}

impl MaxOf for Option<f64> {
    fn max_of(self, other: Self) -> Self {
        match (self, other) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (one, other) => one.or(other),
        }
    }
}

/// For how long history is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Retention {
    /// A year.
    Year,
    /// Two years.
    #[default]
    TwoYears,
    /// For ever.
    Ever,
}

impl Retention {
    /// The time before which records go; none if they stay.
    pub fn cutoff(self, now: f64) -> Option<f64> {
        match self {
            Self::Year => Some(now - 366.0 * DAY),
            Self::TwoYears => Some(now - 731.0 * DAY),
            Self::Ever => None,
        }
    }
}
