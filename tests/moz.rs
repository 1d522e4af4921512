//! The client of Moz over a port that follows a script: what is sent, what is made of the answer, what it costs.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

#[path = "moz/errors.rs"]
mod errors;
#[path = "moz/json_rpc.rs"]
mod json_rpc;
#[path = "moz/script.rs"]
mod script;
#[path = "moz/v2.rs"]
mod v2;
