//! Why nothing could be kept or looked up.

use thiserror::Error;

use crate::phrase::{Failure, Retry};

/// The store or the database refused or failed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreFault {
    /// It failed; what it said.
    #[error("the store failed: {0}")]
    Failed(String),
    /// There is no room left.
    #[error("the store is full")]
    Full,
    /// Another window holds an older form of the database open.
    #[error("the store is held by another window")]
    Blocked,
    /// It has not answered in time: another window may be busy deleting or changing it.
    #[error("the store does not answer")]
    Slow,
    /// The browser offers no database here, or cannot open it; what it said.
    #[error("there is no store: {0}")]
    Unavailable(String),
    /// A newer version of the extension made the database.
    #[error("the store is of a newer version")]
    Newer,
}

impl From<StoreFault> for Failure {
    fn from(fault: StoreFault) -> Self {
        let safe = |said: &str| crate::address::safe_text(said, 200);
        match fault {
            StoreFault::Failed(said) => Self::new("storage.failed", Retry::Later).about(safe(&said)),
            StoreFault::Full => Self::new("storage.full", Retry::AfterChange),
            StoreFault::Blocked => Self::new("storage.blocked", Retry::AfterChange),
            StoreFault::Slow => Self::new("storage.slow", Retry::Later),
            StoreFault::Unavailable(said) => Self::new("storage.unavailable", Retry::AfterChange).about(safe(&said)),
            StoreFault::Newer => Self::new("storage.newer", Retry::AfterChange),
        }
    }
}
