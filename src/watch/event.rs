//! What can happen to a placement between two looks.

use serde::{Deserialize, Serialize};

/// Whether a link is followed, and what decided that it is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// True if crawlers may follow it.
    pub followed: bool,
    /// As a finding has it: `rel nofollow ugc`, `meta robots`, `header`; empty for a followed link.
    pub by: String,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The first look that told anything.
    Began,
    /// The link is there, where none was before.
    Appeared,
    /// The page was readable and the link not there; not sure yet. With a code if the site says that the page is gone.
    Suspected(Option<String>),
    /// Twice without the link, at least a day apart.
    Lost(Option<String>),
    /// The link is there again.
    Back,
    /// Followed or not, or for another reason.
    Follow(Followed, Followed),
    /// Another anchor text, from and to.
    Anchor(String, String),
    /// The link leads to another address, from and to.
    Address(String, String),
    /// The page names another canonical address, from and to.
    Canonical(Option<String>, Option<String>),
    /// The page asks not to be indexed, or no longer.
    Noindex(bool),
    /// The page came from another address in the end, from and to.
    Moved(String, String),
    /// The address that the link leads to now leads on to another one, from and to.
    Redirected(String, String),
    /// The site of the target says that what the link leads to is gone; or that it is there again.
    TargetGone(bool),
    /// The page could not be read for a while, for that reason.
    Unreadable(String),
    /// It can be read again.
    Readable,
    /// Moz's index has the link now.
    Gained,
    /// Moz's index has it no longer.
    Dropped,
    /// One that a newer version wrote.
    #[serde(other)]
    Other,
}

impl Event {
    /// True if a person is to be told. The others are in the history alone.
    pub fn is_news(&self) -> bool {
        match self {
            Self::Began | Self::Readable | Self::Other => false,
            Self::Follow(from, to) => from.followed != to.followed,
            _ => true,
        }
    }
}
