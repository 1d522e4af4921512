//! The two APIs that answer the same questions.

use serde::{Deserialize, Serialize};

/// Which API is asked. One token and one quota serve both (moz-api 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Flavour {
    /// `https://lsapi.seomoz.com/v2/…`, called "Legacy" since 2025 (moz-api 1).
    #[default]
    V2,
    /// `https://api.moz.com/jsonrpc` (moz-api 4). A link status costs half as many rows there.
    JsonRpc,
}
