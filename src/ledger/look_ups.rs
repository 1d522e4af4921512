//! Look-ups and what they found, kept as answers are. `order` writes them down: as in flight before they are sent, and
//! what was found together with what it cost.

use serde::{Deserialize, Serialize};

use super::{aside, put};
use crate::ports::{Change, Database, StoreFault, Table};
use crate::verdict::{Found, Freshness, LookUp, Looked};

/// The newest form. One that older versions would misread takes a new `SCHEMA`, as in `record`.
const NEWEST: u32 = 1;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Record {
    /// The number of the form.
    v: u32,
    /// When it was last sent.
    asked: f64,
    /// What was found last. In flight while there is nothing, or while it is older than `asked`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<Answer>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Answer {
    at: f64,
    rows: u32,
    found: Found,
    /// The newest index that was known of then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    index: Option<String>,
}

impl Record {
    /// None if it cannot be read.
    fn read(text: &str) -> Option<Self> {
        serde_json::from_slice(text.as_bytes()).ok().filter(|record: &Self| record.v == NEWEST)
    }
}

/// True for a record that can be read.
pub(super) fn is_record(text: &str) -> bool {
    Record::read(text).is_some()
}

/// What is known of each look-up. A record that cannot be read counts as nothing.
pub async fn looked_up(
    db: &impl Database,
    look_ups: &[LookUp],
    freshness: &Freshness,
) -> Result<Vec<Looked>, StoreFault> {
    let keys: Vec<String> = look_ups.iter().map(LookUp::key).collect();
    let texts = db.get_many(Table::LookUps, &keys).await?;
    Ok(texts.into_iter().map(|text| looked(text.as_deref(), freshness)).collect())
}

fn looked(text: Option<&str>, freshness: &Freshness) -> Looked {
    match text.and_then(Record::read) {
        None => Looked::Nothing,
        Some(Record { answer: None, asked, .. }) => Looked::Unfinished { at: asked },
        Some(Record { answer: Some(answer), asked, .. }) => Looked::Found {
            stale: freshness.stale(answer.at, answer.index.as_deref()),
            found: answer.found,
            at: answer.at,
            rows: answer.rows,
            unfinished: (asked > answer.at).then_some(asked),
        },
    }
}

/// What a look-up found, and what that cost.
#[derive(Debug, Clone, PartialEq)]
pub struct PaidLook {
    /// The look-up.
    pub look_up: LookUp,
    /// What it found.
    pub found: Found,
    /// Its part of the price; 0 for what came along with another.
    pub rows: u32,
}

impl PaidLook {
    /// The change that writes it down. `index` is the newest index known of.
    pub fn put(&self, index: Option<&str>, now: f64) -> Result<Change, StoreFault> {
        let index = index.map(str::to_owned);
        let answer = Answer { at: now, rows: self.rows, found: self.found.clone(), index };
        put(Table::LookUps, &self.look_up.key(), &Record { v: NEWEST, asked: now, answer: Some(answer) })
    }
}

/// The changes that write a look-up down as in flight, of which `text` was written before. What was found stays there
/// until something newer comes; what cannot be read is kept aside.
pub(super) fn in_flight(look_up: &LookUp, text: Option<&String>, now: f64) -> Result<Vec<Change>, StoreFault> {
    let known = text.and_then(|text| Record::read(text));
    let unreadable = text.filter(|_| known.is_none());
    let mut changes: Vec<Change> =
        unreadable.map(|text| aside(Table::LookUps.name(), &look_up.key(), text.clone())).into_iter().collect();
    let answer = known.and_then(|record| record.answer);
    changes.push(put(Table::LookUps, &look_up.key(), &Record { v: NEWEST, asked: now, answer })?);
    Ok(changes)
}

/// The change that takes it back.
pub(super) fn restored(look_up: &LookUp, before: Option<&String>) -> Change {
    match before {
        Some(text) => Change::Put(Table::LookUps, look_up.key(), text.clone()),
        None => Change::Delete(Table::LookUps, look_up.key()),
    }
}
