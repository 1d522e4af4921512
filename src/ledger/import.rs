//! Moves what versions before the database kept in extension storage: answers and the token.
//!
//! There is no mark of having done so: whatever old record is there is moved, whenever the worker starts. It is first
//! written into the database, whole, and only then removed, so a stop in between repeats what changes nothing.

use super::record::Record;
use super::{aside, put, token};
use crate::ports::{Area, Change, Database, Durability, Store, StoreFault, Table};

/// What the keys of answers began with; the rest is the question's key.
const ANSWER: &str = "answer1 ";

/// Moves the old records, if there are any.
pub async fn import_old(ports: &(impl Store + Database)) -> Result<(), StoreFault> {
    let entries = ports.entries(Area::Local).await?;
    let (mut reads, mut old) = (Vec::new(), Vec::new());
    for (key, text) in entries {
        let place = match key.strip_prefix(ANSWER) {
            Some(question) => (Table::Answers, question.to_owned()),
            None if key == token::TOKEN => (Table::Secrets, key.clone()),
            None => continue,
        };
        reads.push(place);
        old.push((key, text));
    }
    if old.is_empty() {
        return Ok(());
    }
    let mut write = |there: Vec<Option<String>>| {
        let mut changes = Vec::new();
        for (((table, place), (key, text)), there) in reads.iter().zip(&old).zip(there) {
            let moved = match table {
                Table::Secrets if there.is_some() => Vec::new(),
                Table::Secrets => vec![token::put(text)?],
                _ => newer(place, key, text, there)?,
            };
            changes.extend(moved);
        }
        Ok(changes)
    };
    ports.update(&reads, Durability::Strict, &mut write).await?;
    let keys: Vec<String> = old.into_iter().map(|(key, _)| key).collect();
    ports.remove_all(Area::Local, &keys).await
}

/// The changes that move an old answer; none if the database has one that was asked later, as after going back to an
/// older version for a while.
fn newer(place: &str, key: &str, text: &str, there: Option<String>) -> Result<Vec<Change>, StoreFault> {
    let Some(record) = Record::read(text) else {
        return Ok(vec![aside("storage.local", key, text.to_owned())]);
    };
    let known = there.as_deref().and_then(Record::read);
    match (known, there) {
        (Some(known), _) if known.asked >= record.asked => Ok(Vec::new()),
        (None, Some(unreadable)) => {
            Ok(vec![aside(Table::Answers.name(), place, unreadable), put(Table::Answers, place, &record)?])
        }
        _ => Ok(vec![put(Table::Answers, place, &record)?]),
    }
}
