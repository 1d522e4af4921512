//! A backup of all that is stored: which tables and settings are in it, and how they are read and put back.
//!
//! JSON Lines: a line that says what the file is, one line a record, `[kind, key, text]`, and a line that counts and
//! sums them up, without which the file counts as cut off. A new table is in it by itself, through [`Table::ALL`].
//! Never in it: the token, and questions that wait for their turn, which would be paid for on another machine by
//! somebody who agreed to nothing.

mod read;
mod records;

pub use read::{Backup, Damage, Reader};
pub use records::is_good;

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::setting::DAMAGED;
use super::token::TOKEN;
use crate::day::second;
use crate::ports::{Area, Change, Database, Durability, Order, Range, SCHEMA, Store, StoreFault, Table};

/// What the file calls itself.
const NAME: &str = "link-lantern/backup";
/// The version of the file's form.
const VERSION: u32 = 1;
/// The kind of a record that is a setting.
pub const SETTINGS: &str = "settings";
/// Settings on their way from a backup into the store, see [`finish_restore`].
const RESTORED: &str = "restored settings";
/// How the keys of answers in extension storage began, before there was a database.
const OLD_ANSWER: &str = "answer1 ";

#[derive(Debug, Serialize, Deserialize)]
struct Head {
    schema: String,
    version: u32,
    database: u32,
    written: f64,
    #[serde(default)]
    day: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Tail {
    records: u32,
    sum: String,
}

/// The tables that a backup holds.
pub fn tables() -> impl Iterator<Item = Table> {
    Table::ALL.into_iter().filter(|table| !matches!(table, Table::Secrets | Table::Waiting))
}

/// True for a key of extension storage that is a setting.
fn is_setting(key: &str) -> bool {
    key != TOKEN && !key.starts_with(OLD_ANSWER) && !key.starts_with(DAMAGED)
}

/// The settings, by key.
pub async fn settings(store: &impl Store) -> Result<Vec<(String, String)>, StoreFault> {
    let mut settings = store.entries(Area::Local).await?;
    settings.retain(|(key, _)| is_setting(key));
    settings.sort_unstable();
    Ok(settings)
}

/// Adds lines up, so that one that is missing, changed or moved is found (FNV-1a,
/// <https://datatracker.ietf.org/doc/draft-eastlake-fnv/>). Against mistakes of machines, not against anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Sum(u64);

impl Default for Sum {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Sum {
    fn add(&mut self, line: &str) {
        for byte in line.bytes().chain([b'\n']) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn text(self) -> String {
        format!("{:016x}", self.0)
    }
}

/// How far the writing of a backup is. It goes to the view and back, so that a worker that is stopped in between changes
/// nothing.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Cursor {
    /// How many tables are done.
    table: usize,
    /// The last key of the next table that is done.
    key: Option<String>,
    /// The sum of all lines so far, as text: JavaScript has no such numbers.
    sum: String,
    /// How many records they hold.
    pub records: u32,
}

/// Writes the next piece of at most `limit` records, and says where the one after it begins; none if it was the last.
/// `secret` is the token: a record that holds it, however it came there, is left out.
pub async fn write(
    ports: &(impl Store + Database),
    cursor: Option<Cursor>,
    limit: u32,
    now: f64,
    secret: Option<&str>,
) -> Result<(String, Option<Cursor>, u32), StoreFault> {
    let mut out = String::new();
    let is_first = cursor.is_none();
    let mut at = cursor.unwrap_or_default();
    let mut sum = u64::from_str_radix(&at.sum, 16).map_or(Sum::default(), Sum);
    let is_safe = |text: &str| secret.is_none_or(|secret| !text.contains(secret));
    let mut add = |line: Result<String, serde_json::Error>, sum: &mut Sum| {
        let line = line.map_err(|error| StoreFault::Failed(error.to_string()))?;
        sum.add(&line);
        // Writing to a string does not fail.
        let _ = writeln!(out, "{line}");
        Ok::<(), StoreFault>(())
    };
    if is_first {
        let head = Head { schema: NAME.to_owned(), version: VERSION, database: SCHEMA, written: now, day: second(now) };
        add(serde_json::to_string(&head), &mut sum)?;
        for (key, text) in settings(ports).await?.iter().filter(|(key, text)| is_safe(key) && is_safe(text)) {
            add(serde_json::to_string(&(SETTINGS, key, text)), &mut sum)?;
            at.records += 1;
        }
    }
    let mut left = limit.max(1);
    for table in tables().skip(at.table) {
        let mut range = Range::all(table);
        if let Some(key) = &at.key {
            // The smallest key that comes after it.
            range.from = format!("{key}\0");
        }
        let found = ports.range(&range, Order::Ascending, left).await?;
        let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
        at.key = found.last().map(|(key, _)| key.clone()).or(at.key);
        let passing = table == Table::Facts;
        for (key, text) in found {
            if is_safe(&key) && is_safe(&text) && !(passing && key == RESTORED) {
                add(serde_json::to_string(&(table.name(), &key, &text)), &mut sum)?;
                at.records += 1;
            }
        }
        left = left.saturating_sub(count);
        if left == 0 {
            at.sum = sum.text();
            let records = at.records;
            return Ok((out, Some(at), records));
        }
        (at.table, at.key) = (at.table + 1, None);
    }
    let tail = Tail { records: at.records, sum: sum.text() };
    add(serde_json::to_string(&tail), &mut sum)?;
    Ok((out, None, at.records))
}

/// How many records there are of each kind that a backup holds.
pub async fn stored(ports: &(impl Store + Database)) -> Result<Vec<(&'static str, u32)>, StoreFault> {
    let mut kinds = vec![(SETTINGS, u32::try_from(settings(ports).await?.len()).unwrap_or(u32::MAX))];
    for table in tables() {
        kinds.push((table.name(), ports.count(&Range::all(table)).await?));
    }
    Ok(kinds)
}

/// Puts a backup in the place of all that it could hold: of the database in one transaction, and of the settings by way
/// of it, so that neither is ever there without the other for longer than a worker may be stopped.
pub async fn restore(ports: &(impl Store + Database), backup: Backup) -> Result<(), StoreFault> {
    let mut changes: Vec<Change> = tables().map(Change::Clear).collect();
    changes.extend(
        backup.records.into_iter().map(|(table, key, text)| Change::Put(table, key, records::at_rest(table, text))),
    );
    changes.push(super::put(Table::Facts, RESTORED, &backup.settings)?);
    ports.write(changes, Durability::Strict).await?;
    finish_restore(ports).await
}

/// Takes over settings that came with a backup, if they were not yet.
pub async fn finish_restore(ports: &(impl Store + Database)) -> Result<(), StoreFault> {
    let Some(text) = ports.get_one(Table::Facts, RESTORED).await? else { return Ok(()) };
    let new: Vec<(String, String)> = serde_json::from_str(&text).unwrap_or_default();
    let old = settings(ports).await?.into_iter().map(|(key, _)| key);
    let gone: Vec<String> = old.filter(|key| !new.iter().any(|(other, _)| other == key)).collect();
    ports.replace(Area::Local, &new, &gone).await?;
    ports.write(vec![Change::Delete(Table::Facts, RESTORED.to_owned())], Durability::Strict).await
}

/// Erases everything, the token too.
pub async fn erase(ports: &(impl Store + Database)) -> Result<(), StoreFault> {
    ports.clear_all().await?;
    for area in [Area::Session, Area::Local] {
        let keys: Vec<String> = ports.entries(area).await?.into_iter().map(|(key, _)| key).collect();
        ports.remove_all(area, &keys).await?;
    }
    Ok(())
}
