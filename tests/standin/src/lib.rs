//! A local stand-in of the Moz Links API, and of the publisher pages it knows.
//!
//! `net` speaks to browsers and to the control port; `moz` (with `v2` and `rpc`) answers for the index; `site` serves
//! pages; `world` holds what changes. Sections named `moz-api` are those of the collected facts about the service.

mod account;
mod address;
mod fault;
mod faulty;
mod graph;
mod log;
mod moz;
mod net;
pub mod options;
mod penalty;
mod refusal;
mod reply;
mod rpc;
mod site;
mod v2;
mod world;

#[cfg(test)]
mod tests;

pub use net::{Ready, StartError, start};
