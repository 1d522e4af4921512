//! All that is stored, taken together: how much there is, a backup of it, restoring one, erasing.

use serde::{Deserialize, Serialize};

use crate::phrase::Phrase;

/// What is stored.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StoredView {
    /// How much of each kind; kinds of which there is nothing are left out.
    pub kinds: Vec<StoredKind>,
    /// True if there is a token.
    pub token: bool,
}

/// How much there is of a kind. The words for it are the message `data_` and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StoredKind {
    /// Its name: that of a table, or `settings`.
    pub kind: String,
    /// How many records.
    pub records: u32,
}

/// A piece of a backup.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BackupPiece {
    /// The piece; the pieces one after the other are the file.
    pub text: String,
    /// What to send for the next piece; `null` if this was the last.
    pub next: Option<String>,
    /// How many records the pieces so far have.
    pub done: u32,
    /// How many there are in all, as of now.
    pub total: u32,
    /// A name for the file.
    pub name: String,
    /// Its media type.
    pub media_type: String,
}

/// A piece of a file to be restored.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RestorePiece {
    /// The piece.
    pub text: String,
    /// Which piece it is, from 0 on.
    pub number: u32,
    /// True for the last one.
    pub last: bool,
    /// True to put it in place of what is stored, once the last piece is found good; false to look at it only.
    pub apply: bool,
}

/// How far the reading of a file is.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RestoreView {
    /// Records read so far.
    pub records: u32,
    /// After the last piece, what the file would put in place of what.
    pub whole: Option<RestoreWhole>,
}

/// A file that was read whole and is good.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RestoreWhole {
    /// When it was written, in words.
    pub written: Phrase,
    /// What is there, and what the file has.
    pub kinds: Vec<ReplacedKind>,
    /// True once it is in place.
    pub applied: bool,
}

/// A kind that a file replaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReplacedKind {
    /// Its name, as in [`StoredKind`].
    pub kind: String,
    /// Records that are stored.
    pub here: u32,
    /// Records in the file.
    pub there: u32,
}
