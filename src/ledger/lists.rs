//! Lists of sources, as they are kept. What Moz said of a source is not here: it is what the ledger knows of its
//! question, so that bills, age and doubt are the same wherever it is shown. An item holds only what is its own: the
//! address, its line, and how the last asking failed.

use serde::{Deserialize, Serialize};

use super::put;
use crate::ports::{Change, Database, Durability, Order, Range, StoreFault, Table};
use crate::scope::{Cell, Scope};

/// Most lists that are looked at.
const MOST: u32 = 1_000;
/// Most items of a list that are read; more are never written.
const MOST_ITEMS: u32 = 20_000;
/// What the keys of lists begin with; the draft has a key of its own.
const LIST: &str = "list ";
const DRAFT: &str = "draft";

/// A list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct List {
    /// What names it.
    pub id: u32,
    /// What the person calls it.
    pub title: String,
    /// The target as typed.
    pub target: String,
    /// How wide each source is meant.
    pub source_scope: Scope,
    /// How wide the target is meant.
    pub target_scope: Scope,
    /// When it was made, in milliseconds since 1970.
    pub created: f64,
    /// How many sources it has.
    pub sources: u32,
    /// When it was deleted; it can be brought back for a while.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted: Option<f64>,
    /// Its last run.
    #[serde(default)]
    pub run: Run,
}

/// How the asking stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Nothing is under way.
    #[default]
    Idle,
    /// It goes on by itself.
    Running,
    /// It stopped and can go on.
    Paused,
}

/// The asking of Moz about a list. What it has cost is not written here: that is what the ledger knows of the list's
/// questions since it began, so that no crash can make the two differ.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Run {
    /// How it stands.
    pub state: RunState,
    /// When it began, in milliseconds since 1970. What was asked since is not asked again.
    pub since: f64,
    /// The most rows that it may cost, as the person was told.
    pub agreed: u32,
    /// What one question costs, as the person was told.
    pub price: u32,
    /// What was asked in vain before this time is asked again, by the person's word.
    pub again: f64,
    /// Only that is asked, and nothing that was never asked.
    pub alone: bool,
    /// Why it paused.
    pub why: Option<Why>,
    /// Until when it waits for its turn.
    pub until: Option<f64>,
    /// When it last came a step further: a person who has been away is asked before more is spent.
    pub moved: f64,
}

impl Run {
    /// As it is by a clock that was put back since: what it waits for takes no longer. What it asked and what was asked in
    /// vain before can no longer be told apart by their times, so nothing of either is asked again.
    #[must_use]
    pub fn put_back(&self, now: f64) -> Self {
        let back = (self.moved - now).max(0.0);
        Self {
            since: self.since.min(now),
            again: 0.0,
            until: self.until.map(|until| until - back),
            moved: self.moved.min(now),
            ..self.clone()
        }
    }
}

/// Why a run paused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Why {
    /// A failure's code.
    pub code: String,
    /// What it is about, safe to show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// When it can go on, as far as that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<f64>,
}

/// A source of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Its address.
    pub source: String,
    /// The line that it stood on.
    pub line: u32,
    /// How the last asking of its question failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost: Option<Lost>,
}

/// An asking that failed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lost {
    /// When, in milliseconds since 1970.
    pub at: f64,
    /// The failure's code.
    pub code: String,
    /// What it is about, safe to show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

/// A list that is being made: what was read, before target and scopes are settled.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// A name for the list.
    pub title: String,
    /// The sources, each once.
    pub items: Vec<Item>,
    /// How many rows named one of them again.
    pub duplicates: u32,
    /// The first problems.
    pub problems: Vec<DraftProblem>,
    /// How many problems there are in all.
    pub wrong: u32,
    /// How it was read, if it was text.
    pub read: Option<(crate::protocol::Separator, u32, Option<String>)>,
    /// The target, once there is one.
    pub target: String,
    /// How wide each source is meant.
    pub source_scope: Scope,
    /// How wide the target is meant.
    pub target_scope: Scope,
}

/// A row that is no source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DraftProblem {
    /// Its line.
    pub line: u32,
    /// What stands there, safe to show.
    pub text: String,
    /// The failure's code.
    pub code: String,
    /// What it is about, safe to show.
    pub about: Option<String>,
}

impl List {
    /// Its scopes.
    pub fn cell(&self) -> Cell {
        Cell { source: self.source_scope, target: self.target_scope }
    }
}

fn list_key(id: u32) -> String {
    format!("{LIST}{id:08}")
}

fn item_key(id: u32, at: usize) -> String {
    format!("{id:08}/{at:08}")
}

/// All lists, the oldest first, those that were deleted too. One that cannot be read is passed over.
pub async fn lists(db: &impl Database) -> Result<Vec<List>, StoreFault> {
    let found = db.range(&Range::prefix(Table::Lists, LIST), Order::Ascending, MOST).await?;
    Ok(found.into_iter().filter_map(|(_, text)| serde_json::from_slice(text.as_bytes()).ok()).collect())
}

/// A list.
pub async fn load_list(db: &impl Database, id: u32) -> Result<Option<List>, StoreFault> {
    let text = db.get_one(Table::Lists, &list_key(id)).await?;
    Ok(text.and_then(|text| serde_json::from_slice(text.as_bytes()).ok()))
}

/// Changes a list in one transaction, and returns what became of it; none if there is none. Strictly, since the person's
/// word may be in it.
pub async fn change_list(
    db: &impl Database,
    id: u32,
    change: &mut dyn FnMut(&mut List),
) -> Result<Option<List>, StoreFault> {
    let mut changed = None;
    db.update(&[(Table::Lists, list_key(id))], Durability::Strict, &mut |texts| {
        let text = texts.into_iter().next().flatten();
        changed = text.and_then(|text| serde_json::from_slice(text.as_bytes()).ok());
        let Some(list) = &mut changed else { return Ok(Vec::new()) };
        change(list);
        Ok(vec![put(Table::Lists, &list_key(id), list)?])
    })
    .await?;
    Ok(changed)
}

/// Changes items of a list by their numbers, in one transaction. Those that are gone or cannot be read are left.
pub async fn change_items(
    db: &impl Database,
    id: u32,
    at: &[usize],
    change: &mut dyn FnMut(usize, &mut Item),
) -> Result<(), StoreFault> {
    let reads: Vec<(Table, String)> = at.iter().map(|at| (Table::ListItems, item_key(id, *at))).collect();
    db.update(&reads, Durability::Relaxed, &mut |texts| {
        let mut changes = Vec::new();
        for (at, text) in at.iter().zip(texts) {
            let Some(mut item) = text.and_then(|text| serde_json::from_slice(text.as_bytes()).ok()) else { continue };
            change(*at, &mut item);
            changes.push(put_item(id, *at, &item)?);
        }
        Ok(changes)
    })
    .await
}

/// The items of a list in order, each with its number. One that cannot be read is passed over.
pub async fn list_items(db: &impl Database, id: u32) -> Result<Vec<(usize, Item)>, StoreFault> {
    let found = db.range(&Range::prefix(Table::ListItems, &format!("{id:08}/")), Order::Ascending, MOST_ITEMS).await?;
    let read = |(key, text): (String, String)| {
        let at = key.rsplit('/').next()?.parse().ok()?;
        Some((at, serde_json::from_slice(text.as_bytes()).ok()?))
    };
    Ok(found.into_iter().filter_map(read).collect())
}

/// The change that writes down an item.
fn put_item(id: u32, at: usize, item: &Item) -> Result<Change, StoreFault> {
    put(Table::ListItems, &item_key(id, at), item)
}

/// Keeps a new list with all of its items, and forgets the draft: all of it or nothing. Its number is the next one.
pub async fn save_list(db: &impl Database, list: List, items: &[Item]) -> Result<u32, StoreFault> {
    add(db, list, items, vec![Change::Delete(Table::Lists, DRAFT.to_owned())]).await
}

/// Keeps a list that was made from another one; its number.
pub async fn add_list(db: &impl Database, list: List, items: &[Item]) -> Result<u32, StoreFault> {
    add(db, list, items, Vec::new()).await
}

async fn add(db: &impl Database, mut list: List, items: &[Item], mut changes: Vec<Change>) -> Result<u32, StoreFault> {
    let newest = db.range(&Range::prefix(Table::Lists, LIST), Order::Descending, 1).await?;
    let newest = newest.first().and_then(|(key, _)| key.strip_prefix(LIST)?.parse::<u32>().ok()).unwrap_or(0);
    list.id = newest.saturating_add(1);
    changes.push(put(Table::Lists, &list_key(list.id), &list)?);
    for (at, item) in items.iter().enumerate() {
        changes.push(put_item(list.id, at, item)?);
    }
    db.write(changes, Durability::Strict).await?;
    Ok(list.id)
}

/// Removes for good what was deleted before the time.
pub async fn purge_lists(db: &impl Database, before: f64) -> Result<(), StoreFault> {
    for list in lists(db).await?.into_iter().filter(|list| list.deleted.is_some_and(|at| at < before)) {
        let items = list_items(db, list.id).await?;
        let mut changes: Vec<Change> =
            items.iter().map(|(at, _)| Change::Delete(Table::ListItems, item_key(list.id, *at))).collect();
        changes.push(Change::Delete(Table::Lists, list_key(list.id)));
        db.write(changes, Durability::Relaxed).await?;
    }
    Ok(())
}

/// The list that is being made, if there is one.
pub async fn load_draft(db: &impl Database) -> Result<Option<Draft>, StoreFault> {
    let text = db.get_one(Table::Lists, DRAFT).await?;
    Ok(text.and_then(|text| serde_json::from_slice(text.as_bytes()).ok()))
}

/// Keeps it.
pub async fn put_draft(db: &impl Database, draft: &Draft) -> Result<(), StoreFault> {
    db.write(vec![put(Table::Lists, DRAFT, draft)?], Durability::Relaxed).await
}

/// Forgets it.
pub async fn drop_draft(db: &impl Database) -> Result<(), StoreFault> {
    db.write(vec![Change::Delete(Table::Lists, DRAFT.to_owned())], Durability::Relaxed).await
}
