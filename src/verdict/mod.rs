//! From what the page shows and what the index knows to verdicts, evidence and reasons. Pure.

mod finding;
mod index;
mod live;
mod look_up;
mod placement;
mod reasons;
mod stale;

pub use finding::{Finding, FoundLink, FoundPage, There};
pub use index::{IndexView, Known, index_view, scope_words};
pub use live::{Absent, Hit, Live, hit, live};
pub use look_up::{Found, LookUp, Looked, MOST_LINKS, What};
pub use placement::{Due, Plan, Planned, Step, Steps};
pub use reasons::{CrawlFacts, Facts, LinkFacts, NextStep, PageFacts, Reason, RecordFacts, reasons};
pub use stale::{DAYS, Freshness, Stale};

use serde::{Deserialize, Serialize};

/// One of the three answers there are, or none yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Lamp {
    /// Nothing was asked.
    #[default]
    None,
    /// Yes.
    Yes,
    /// No.
    No,
    /// Cannot tell.
    Unknown,
    /// The answer is under way.
    Busy,
}
