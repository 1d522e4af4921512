//! Which of Moz's two interfaces was asked.

use serde::{Deserialize, Serialize};

/// An interface of Moz.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Flavour {
    /// The Links API V2.
    #[default]
    #[serde(rename = "v2")]
    V2,
    /// The JSON-RPC API.
    #[serde(rename = "jsonrpc")]
    JsonRpc,
}
