//! Watches, their history, and the list of changes. What a look changes is written down in one transaction with the state that
//! it is told from, so that whatever stops the worker, a change is told once.

use serde::{Deserialize, Serialize};

use super::{placement_key, put, setting};
use crate::address::Address;
use crate::ports::{Change, Database, Durability, Order, Range, Store, StoreFault, Table};
use crate::scope::Target;
use crate::watch::{Record, Retention, Watch};

/// Most placements that are watched.
pub const MOST_WATCHES: u32 = 1_000;
/// Up to which change the person has seen them.
const SEEN: &str = "changes seen";
const SETTINGS: &str = "watching";
/// Most records that are removed in one step.
const STEP: u32 = 200;
/// Most unseen changes that are counted.
const MOST_UNSEEN: u32 = 1_000;

/// How a person wants to be told, and for how long the past is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Watching {
    /// For how long.
    pub retention: Retention,
    /// Whether the browser shows a notification.
    pub notify: bool,
}

/// A change in the list of changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The placement's name.
    pub placement: String,
    /// Where it stands in the list.
    pub at: f64,
    /// The record.
    pub record: Record,
    /// The person has not seen it.
    pub unseen: bool,
}

/// What names a placement: a space stands in no address.
pub fn watch_key(source: &Address, target: &Target) -> String {
    placement_key(source, target)
}

fn time(at: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast saturates")]
    let at = at as u64;
    format!("{at:015}")
}

fn lane(record: &Record) -> char {
    match record.lane {
        crate::watch::Lane::Live => 'l',
        crate::watch::Lane::Index => 'x',
    }
}

fn history_key(placement: &str, record: &Record) -> String {
    format!("{placement} {} {}", time(record.at), lane(record))
}

fn change_key(placement: &str, record: &Record, told: f64) -> String {
    format!("{} {} {placement}", time(told), lane(record))
}

/// All watches by name, the removed ones too.
pub async fn watches(db: &impl Database) -> Result<Vec<(String, Watch)>, StoreFault> {
    let found = db.range(&Range::all(Table::Watches), Order::Ascending, MOST_WATCHES * 2).await?;
    Ok(found.into_iter().filter_map(|(key, text)| Some((key, Watch::read(&text)?))).collect())
}

/// One of them.
pub async fn watch(db: &impl Database, key: &str) -> Result<Option<Watch>, StoreFault> {
    Ok(db.get_one(Table::Watches, key).await?.as_deref().and_then(Watch::read))
}

/// What to make of a watch: none leaves all as it is.
pub type Edit<'a> = &'a mut dyn FnMut(Option<Watch>) -> Option<(Watch, Option<Record>)>;

/// Changes a watch, with what the history is to keep of that. The record as it was written down, if there was one.
pub async fn edit_watch(db: &impl Database, key: &str, edit: Edit<'_>) -> Result<Option<Record>, StoreFault> {
    let reads = [(Table::Watches, key.to_owned()), (Table::Facts, SEEN.to_owned())];
    let mut written = None;
    db.update(&reads, Durability::Relaxed, &mut |texts| {
        let mut texts = texts.into_iter();
        let watch = texts.next().flatten().as_deref().and_then(Watch::read);
        let seen = texts.next().flatten().and_then(|text| text.parse::<f64>().ok()).unwrap_or_default();
        let Some((watch, record)) = edit(watch) else { return Ok(Vec::new()) };
        let mut changes = vec![put(Table::Watches, key, &watch)?];
        if let Some(mut record) = record {
            if record.is_news() {
                // Behind what was seen, whatever the clock says: what is new is not to be passed over.
                let told = record.at.max(seen + 1.0);
                record.told = Some(told);
                changes.push(put(Table::Changes, &change_key(key, &record, told), &history_key(key, &record))?);
            }
            changes.push(put(Table::History, &history_key(key, &record), &record)?);
            written = Some(record);
        }
        Ok(changes)
    })
    .await?;
    Ok(written)
}

/// The records of a placement from before a time, the newest first.
pub async fn history(
    db: &impl Database,
    key: &str,
    before: Option<f64>,
    limit: u32,
) -> Result<Vec<Record>, StoreFault> {
    let mut range = Range::prefix(Table::History, &format!("{key} "));
    if let Some(before) = before {
        range.to = format!("{key} {}", time(before));
    }
    let found = db.range(&range, Order::Descending, limit).await?;
    Ok(found.into_iter().filter_map(|(_, text)| serde_json::from_slice(text.as_bytes()).ok()).collect())
}

async fn seen(db: &impl Database) -> Result<f64, StoreFault> {
    let text = db.get_one(Table::Facts, SEEN).await?;
    Ok(text.and_then(|text| text.parse().ok()).unwrap_or_default())
}

fn placement_of(change_key: &str) -> Option<(f64, &str)> {
    let (time, rest) = change_key.split_once(' ')?;
    let (_, placement) = rest.split_once(' ')?;
    Some((time.parse().ok()?, placement))
}

/// The changes from before a time, the newest first, and before which the next ones are, if there are more. Those of
/// placements that are no longer watched are left out.
pub async fn changes(
    db: &impl Database,
    before: Option<f64>,
    limit: u32,
    is_watched: &dyn Fn(&str) -> bool,
) -> Result<(Vec<Told>, Option<f64>), StoreFault> {
    let mut range = Range::all(Table::Changes);
    if let Some(before) = before {
        range.to = time(before);
    }
    let seen = seen(db).await?;
    let found = db.range(&range, Order::Descending, limit).await?;
    let last = found.last().filter(|_| found.len() >= limit as usize);
    let next = last.and_then(|(key, _)| placement_of(key)).map(|(at, _)| at);
    let (mut places, mut keys) = (Vec::new(), Vec::new());
    for (key, text) in &found {
        let Some((at, placement)) = placement_of(key).filter(|(_, placement)| is_watched(placement)) else { continue };
        let Ok(record) = serde_json::from_slice::<String>(text.as_bytes()) else { continue };
        places.push((at, placement.to_owned()));
        keys.push(record);
    }
    let records = db.get_many(Table::History, &keys).await?;
    let told = places.into_iter().zip(records).filter_map(|((at, placement), text)| {
        let record = serde_json::from_slice(text?.as_bytes()).ok()?;
        Some(Told { placement, at, record, unseen: at > seen })
    });
    Ok((told.collect(), next))
}

/// How many changes the person has not seen.
pub async fn unseen(db: &impl Database, is_watched: &dyn Fn(&str) -> bool) -> Result<u32, StoreFault> {
    let range = Range { from: time(seen(db).await? + 1.0), ..Range::all(Table::Changes) };
    let found = db.range(&range, Order::Ascending, MOST_UNSEEN).await?;
    let mine = found.iter().filter(|(key, _)| placement_of(key).is_some_and(|(_, placement)| is_watched(placement)));
    Ok(u32::try_from(mine.count()).unwrap_or(u32::MAX))
}

/// Takes note that the person has seen the changes up to that time, which is never taken back.
pub async fn saw_changes(db: &impl Database, until: f64) -> Result<(), StoreFault> {
    db.update(&[(Table::Facts, SEEN.to_owned())], Durability::Relaxed, &mut |texts| {
        let seen = texts.into_iter().flatten().next().and_then(|text| text.parse::<f64>().ok()).unwrap_or_default();
        if until <= seen {
            return Ok(Vec::new());
        }
        Ok(vec![put(Table::Facts, SEEN, &until)?])
    })
    .await
}

/// Removes records of a placement from before a time, or all of them; one step of it. True if there may be more.
pub async fn prune(db: &impl Database, key: &str, before: Option<f64>) -> Result<bool, StoreFault> {
    let mut range = Range::prefix(Table::History, &format!("{key} "));
    if let Some(before) = before {
        range.to = format!("{key} {}", time(before));
    }
    let found = db.range(&range, Order::Ascending, STEP).await?;
    if found.is_empty() {
        return Ok(false);
    }
    let more = found.len() >= STEP as usize;
    let mut changes = Vec::new();
    for (history, text) in found {
        let record: Option<Record> = serde_json::from_slice(text.as_bytes()).ok();
        let told = record.and_then(|record| Some((record.told?, record)));
        changes.extend(told.map(|(told, record)| Change::Delete(Table::Changes, change_key(key, &record, told))));
        changes.push(Change::Delete(Table::History, history));
    }
    db.write(changes, Durability::Relaxed).await?;
    Ok(more)
}

/// Removes a watch for good, after its history is gone.
pub async fn forget_watch(db: &impl Database, key: &str) -> Result<(), StoreFault> {
    db.write(vec![Change::Delete(Table::Watches, key.to_owned())], Durability::Relaxed).await
}

/// How watching is set; quiet at first, or if what is stored cannot be read.
pub async fn load_watching(store: &impl Store) -> Result<Watching, StoreFault> {
    Ok(setting::load(store, SETTINGS).await?.unwrap_or_default())
}

/// Keeps how watching is set.
pub async fn save_watching(store: &impl Store, watching: Watching) -> Result<(), StoreFault> {
    setting::save(store, SETTINGS, &watching).await
}
