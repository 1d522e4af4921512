//! What the history of a placement keeps: changes, and now and then that nothing changed.

use serde::{Deserialize, Serialize};

use super::{DAY, End, Event, Landing, Standing, Watch};
use crate::verdict::Finding;

/// How long after its last record a look without changes is written down, in milliseconds.
const BEAT: f64 = 30.0 * DAY;

/// Which of the two is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// The page.
    Live,
    /// Moz's index.
    Index,
}

/// How matters stood after a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The link was there.
    Yes,
    /// It was not.
    No,
    /// It was missing for the first time.
    Suspected,
    /// Nobody could tell.
    Unknown,
}

/// A record of the history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// When, in milliseconds since 1970.
    pub at: f64,
    /// What was looked at.
    pub lane: Lane,
    /// How matters stood then.
    pub state: State,
    /// What happened; nothing in a record that says just that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
    /// Where it stands in the list of changes, if it is in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<f64>,
}

impl Record {
    /// True if a person is to be told.
    pub fn is_news(&self) -> bool {
        self.events.iter().any(Event::is_news)
    }
}

impl Watch {
    /// Takes in what a look at the page found, and where its link leads if that was looked at; what the history is to keep
    /// of it, if anything.
    pub fn look_live(&mut self, found: &Finding, end: Option<End>) -> Option<Record> {
        let mut events = self.live.step(found);
        if let (Some(link), Some(end)) = (&found.link, end) {
            events.extend(Landing::step(&mut self.live.landing, &link.address, end));
        }
        self.keep(Lane::Live, self.state(), events, found.at)
    }

    /// How matters stand on the page.
    pub fn state(&self) -> State {
        let told = self.live.unread.as_ref().is_some_and(|unread| unread.told);
        match self.live.standing {
            _ if told => State::Unknown,
            Standing::There => State::Yes,
            Standing::Never | Standing::Lost => State::No,
            Standing::Suspected => State::Suspected,
            Standing::Unknown => State::Unknown,
        }
    }

    /// Takes in an answer of Moz, of the time `at`, that was looked at `now`.
    pub fn look_index(&mut self, exists: bool, at: f64, now: f64) -> Option<Record> {
        let events = self.index.step(exists, at).into_iter().collect();
        self.keep(Lane::Index, if exists { State::Yes } else { State::No }, events, now)
    }

    fn keep(&mut self, lane: Lane, state: State, events: Vec<Event>, at: f64) -> Option<Record> {
        // Of the page alone, and only where it could be read: a beat says that all is as it was.
        let beats = lane == Lane::Live && self.live.unread.is_none();
        if events.is_empty() && !(beats && self.written.is_none_or(|written| at - written >= BEAT)) {
            return None;
        }
        // No two records of one time.
        let at = if self.written == Some(at) { at + 1.0 } else { at };
        self.written = Some(at);
        if let Some(event) = events.iter().find(|event| event.is_news()) {
            self.last = Some((event.clone(), at));
        }
        Some(Record { at, lane, state, events, told: None })
    }
}
