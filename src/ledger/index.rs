//! The newest index of Moz that is known of, and since when.

use serde::{Deserialize, Serialize};

use super::put;
use crate::ports::{Change, Database, Durability, StoreFault, Table};

const KEY: &str = "index";
/// When it was last asked for.
const ASKED: &str = "index asked";
/// That it is to be asked for when there is time.
const WANTED: &str = "index wanted";
/// How often it is asked for at most, in milliseconds.
const DAY_MS: f64 = 86_400_000.0;

/// An index of Moz.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Index {
    /// Moz's name for it.
    pub id: String,
    /// When it was first heard of, in milliseconds since 1970.
    pub at: f64,
}

/// The newest index known of; none if there is none, or if its record cannot be read.
pub async fn newest_index(db: &impl Database) -> Result<Option<Index>, StoreFault> {
    Ok(db.get_one(Table::Facts, KEY).await?.as_deref().and_then(read))
}

/// Takes note of the index that Moz named at `now`. The one that is known already keeps its time.
pub async fn learn_index(db: &impl Database, id: &str, now: f64) -> Result<(), StoreFault> {
    // Forgotten in a crash, it is learnt again.
    db.update(&[(Table::Facts, KEY.to_owned())], Durability::Relaxed, &mut |texts| {
        let known = texts.into_iter().next().flatten().as_deref().and_then(read);
        Ok(match known {
            Some(known) if known.id == id => Vec::new(),
            _ => vec![put(Table::Facts, KEY, &Index { id: id.to_owned(), at: now })?],
        })
    })
    .await
}

/// Whether it is time to ask Moz again which index it is.
pub async fn index_is_due(db: &impl Database, now: f64) -> Result<bool, StoreFault> {
    Ok(!index_is_sure(db, now).await?)
}

/// Whether the newest index known of was asked for today, so that an answer of now can be said to be of it.
pub async fn index_is_sure(db: &impl Database, now: f64) -> Result<bool, StoreFault> {
    let asked =
        db.get_one(Table::Facts, ASKED).await?.and_then(|text| serde_json::from_slice::<f64>(text.as_bytes()).ok());
    Ok(asked.is_some_and(|asked| (0.0..DAY_MS).contains(&(now - asked))))
}

/// Takes note that Moz is being asked, so that one that does not answer is not asked all day.
pub async fn note_index_asked(db: &impl Database, now: f64) -> Result<(), StoreFault> {
    db.write(vec![put(Table::Facts, ASKED, &now)?], Durability::Relaxed).await
}

/// Has it asked for when there is time.
pub async fn want_index(db: &impl Database) -> Result<(), StoreFault> {
    db.write(vec![put(Table::Facts, WANTED, &true)?], Durability::Relaxed).await
}

/// Whether it is to be asked for.
pub async fn index_is_wanted(db: &impl Database) -> Result<bool, StoreFault> {
    Ok(db.get_one(Table::Facts, WANTED).await?.is_some())
}

/// Whether it is to be asked for; the second to ask that is told no.
pub async fn take_wanted_index(db: &impl Database) -> Result<bool, StoreFault> {
    let mut wanted = false;
    db.update(&[(Table::Facts, WANTED.to_owned())], Durability::Relaxed, &mut |texts| {
        wanted = texts.into_iter().flatten().next().is_some();
        let gone = Change::Delete(Table::Facts, WANTED.to_owned());
        Ok(if wanted { vec![gone] } else { Vec::new() })
    })
    .await?;
    Ok(wanted)
}

fn read(text: &str) -> Option<Index> {
    serde_json::from_slice(text.as_bytes()).ok()
}
