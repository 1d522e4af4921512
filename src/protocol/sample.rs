//! The sample.

use serde::Serialize;

use super::{LinkRow, Report};

/// A verdict on a recorded page.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SampleView {
    /// As on a page of the web. Its tab is none, so nothing in it can be asked for.
    pub report: Report,
    /// All links of the page, in its order.
    pub links: Vec<LinkRow>,
}
