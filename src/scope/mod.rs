//! How wide a question is, the strings that name its ends, and what it costs. Knows addresses, nothing above them.

mod flavour;
mod ladder;
mod question;
mod target;

pub use flavour::Flavour;
pub use ladder::{Cell, Ladder, Rung};
pub use question::Question;
pub use target::{NoTarget, Target};

use serde::{Deserialize, Serialize};

use crate::address::Address;

/// How much of a site is meant. Each one holds the one before it. Names as in V2 (moz-api 2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One exact page.
    #[default]
    Page,
    /// All pages of one host.
    Subdomain,
    /// All pages of one registrable domain.
    RootDomain,
}

/// The string that names `address` at `scope` to Moz: no scheme; a bare host keeps its slash at page scope, as the
/// service echoes it (moz-api 1). None at root-domain scope if there is no registrable domain.
pub fn named(address: &Address, scope: Scope) -> Option<String> {
    match scope {
        Scope::Page => {
            let url = address.url();
            Some(url[url::Position::BeforeHost..].to_owned())
        }
        Scope::Subdomain => Some(address.host().to_owned()),
        Scope::RootDomain => address.root_domain().map(str::to_owned),
    }
}
