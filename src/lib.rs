//! The core of Link Lantern: the map of the crate, no logic.
//!
//! Arrows point one way: `address` ← `scope`, `page` ← `report`, `moz` ← `verdict` ← `ledger` ← `app` ← `browser`. All but
//! `browser` compiles and is tested natively.

pub mod address;
pub mod app;
pub mod check;
pub mod day;
pub mod ledger;
pub mod list;
pub mod moz;
pub mod page;
pub mod phrase;
pub mod policy;
pub mod ports;
pub mod protocol;
pub mod report;
pub mod scope;
pub mod verdict;
pub mod watch;

#[cfg(target_arch = "wasm32")]
pub mod browser;
