//! From what the page shows and what the index knows to verdicts, evidence and reasons. Pure.

mod index;
mod live;
mod reasons;

pub use index::{IndexView, Known, index_view, scope_words};
pub use live::{Absent, Hit, Live, hit, live};
pub use reasons::{Facts, Reason, reasons};

use serde::Serialize;

/// One of the three answers there are, or none yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Lamp {
    /// Nothing was asked.
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
