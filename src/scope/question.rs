//! A question to Moz about one source and one target. What it costs is `moz::link_status::rows`.

use serde::{Deserialize, Serialize};

use super::{Cell, Scope, Target, named};
use crate::address::Address;

/// Does the index know a link from `source` to `target`? The strings are as sent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Question {
    /// Where the link would stand.
    pub source: String,
    /// How wide the source is meant.
    pub source_scope: Scope,
    /// Where it would lead.
    pub target: String,
    /// How wide the target is meant.
    pub target_scope: Scope,
}

impl Question {
    /// The question whether `source` links to `target` at the scopes of `cell`, whatever scope the target was picked
    /// at. None if one of them has no root domain and that is what the cell wants.
    pub fn new(source: &Address, target: &Target, cell: Cell) -> Option<Self> {
        Some(Self {
            source: named(source, cell.source)?,
            source_scope: cell.source,
            target: named(target.address(), cell.target)?,
            target_scope: cell.target,
        })
    }

    /// Its scopes.
    pub fn cell(&self) -> Cell {
        Cell { source: self.source_scope, target: self.target_scope }
    }

    /// A stable name, different for different questions: a space cannot stand in what is sent.
    pub fn key(&self) -> String {
        let letter = |scope| match scope {
            Scope::Page => 'p',
            Scope::Subdomain => 's',
            Scope::RootDomain => 'r',
        };
        format!("{}{} {} {}", letter(self.source_scope), letter(self.target_scope), self.source, self.target)
    }
}
