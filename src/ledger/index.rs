//! The newest index of Moz that is known of, and since when.

use serde::{Deserialize, Serialize};

use super::put;
use crate::ports::{Database, Durability, StoreFault, Table};

const KEY: &str = "index";

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

fn read(text: &str) -> Option<Index> {
    serde_json::from_slice(text.as_bytes()).ok()
}
