//! The database port: named tables of JSON texts by key, changed by transactions that happen whole or not at all.

use std::mem::take;

use super::StoreFault;

/// The version of the database's form. It goes up whenever a table is added, or a record is written in a way that an
/// older version of the extension would misread; that version then refuses to open it.
pub const SCHEMA: u32 = 5;

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Answers of Moz and questions in flight, by question.
    Answers,
    /// What else Moz keeps, and look-ups in flight, by look-up.
    LookUps,
    /// Rows spent, by day and endpoint.
    Spent,
    /// Single facts, such as which index is the newest known.
    Facts,
    /// The token. Never part of an export.
    Secrets,
    /// Questions that wait for their turn, by question.
    Waiting,
    /// What looks at placements found, by target and source.
    Findings,
    /// What sites let programs fetch, by site; to be learned again at any time.
    Rules,
    /// Where short links lead, by their addresses; to be learned again likewise.
    Ways,
    /// Lists of sources, and the one that is being made.
    Lists,
    /// The sources of lists, by list and number.
    ListItems,
    /// Placements that are watched, by target and source.
    Watches,
    /// What looks at watched placements changed, by placement and time.
    History,
    /// The same that a person is to be told, by time.
    Changes,
    /// Records that could not be read, out of the way of new ones.
    Aside,
}

impl Table {
    /// Every table of the present [`SCHEMA`].
    pub const ALL: [Self; 15] = [
        Self::Answers,
        Self::LookUps,
        Self::Spent,
        Self::Facts,
        Self::Secrets,
        Self::Waiting,
        Self::Findings,
        Self::Rules,
        Self::Ways,
        Self::Lists,
        Self::ListItems,
        Self::Watches,
        Self::History,
        Self::Changes,
        Self::Aside,
    ];

    /// Its name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::LookUps => "look_ups",
            Self::Spent => "spent",
            Self::Facts => "facts",
            Self::Secrets => "secrets",
            Self::Waiting => "waiting",
            Self::Findings => "findings",
            Self::Rules => "rules",
            Self::Ways => "ways",
            Self::Lists => "lists",
            Self::ListItems => "list_items",
            Self::Watches => "watches",
            Self::History => "history",
            Self::Changes => "changes",
            Self::Aside => "aside",
        }
    }
}

/// A change of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Sets the text of a key.
    Put(Table, String, String),
    /// Removes a key, if it is there.
    Delete(Table, String),
    /// Removes every key.
    Clear(Table),
}

/// When a transaction counts as done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// When the operating system has it: outlives a crash of the browser, not always one of the machine.
    Relaxed,
    /// When the disk has it. For what must not be forgotten once something else has happened.
    Strict,
}

/// In which order a range is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The smallest key first.
    Ascending,
    /// The greatest key first.
    Descending,
}

/// Keys of a table next to each other, ordered by their UTF-16 units, as browsers do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// The table.
    pub table: Table,
    /// The first key.
    pub from: String,
    /// The first key that no longer counts.
    pub to: String,
}

impl Range {
    /// The keys that begin with `prefix`.
    pub fn prefix(table: Table, prefix: &str) -> Self {
        // U+FFFF is no character, so no key goes on with it.
        Self { table, from: prefix.to_owned(), to: format!("{prefix}\u{FFFF}") }
    }

    /// All keys.
    pub fn all(table: Table) -> Self {
        Self::prefix(table, "")
    }

    /// True if there can be no key in it.
    pub fn is_empty(&self) -> bool {
        self.from.encode_utf16().ge(self.to.encode_utf16())
    }
}

/// What to change, by the texts that were read. It is called once. No generic, for every one of them would be another
/// copy of the whole transaction in the module: 20 kB of it.
pub type Plan<'a> = &'a mut dyn FnMut(Vec<Option<String>>) -> Result<Vec<Change>, StoreFault>;

/// Keeps texts by table and key.
pub trait Database {
    /// The texts of the keys, in their order; none where there is none.
    async fn get_many(&self, table: Table, keys: &[String]) -> Result<Vec<Option<String>>, StoreFault>;

    /// The first `limit` keys of the range in that order, with their texts.
    async fn range(&self, range: &Range, order: Order, limit: u32) -> Result<Vec<(String, String)>, StoreFault>;

    /// How many keys the range holds.
    async fn count(&self, range: &Range) -> Result<u32, StoreFault>;

    /// Reads, and changes what `plan` makes of that, in one transaction: nobody else changes anything in between, and
    /// the changes are made whole or, should anything fail or `plan` refuse, not at all.
    async fn update(&self, reads: &[(Table, String)], durability: Durability, plan: Plan<'_>)
    -> Result<(), StoreFault>;

    /// The text of the key, if there is one.
    async fn get_one(&self, table: Table, key: &str) -> Result<Option<String>, StoreFault> {
        Ok(self.get_many(table, &[key.to_owned()]).await?.pop().flatten())
    }

    /// Makes the changes, all or none.
    async fn write(&self, mut changes: Vec<Change>, durability: Durability) -> Result<(), StoreFault> {
        self.update(&[], durability, &mut |_| Ok(take(&mut changes))).await
    }

    /// Removes everything.
    async fn clear_all(&self) -> Result<(), StoreFault> {
        self.write(Table::ALL.map(Change::Clear).into(), Durability::Strict).await
    }
}
