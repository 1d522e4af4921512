//! The Moz Links API, V2 and JSON-RPC: wire types, errors, the calls, their prices, their pace. Generic over the HTTP
//! port; knows no page. "moz-api" in comments is the collection of facts about the service, by section.

pub mod account;
mod backoff;
mod batch;
mod client;
mod error;
pub mod final_redirect;
mod flavour;
mod http;
pub mod link_intersect;
pub mod link_status;
pub mod linking_root_domains;
pub mod links;
mod list;
mod pace;
mod penalty;
mod random;
mod retry_after;
mod rpc;
mod site_query;
mod token;
mod tolerant;
pub mod url_metrics;

pub use account::Quota;
pub use backoff::{backoff_ms, may_repeat};
pub use batch::Batches;
pub use client::{Answered, Client, Unanswered, ask_link_status};
pub use error::MozError;
pub use flavour::Flavour;
pub use http::{Http, HttpFault, HttpRequest, HttpResponse, Ticket};
pub use link_intersect::Source;
pub use linking_root_domains::{LinkingDomain, ToTarget};
pub use links::Link;
pub use list::{Filter, Limit, Listing};
pub use pace::{Pace, Plan, Turn};
pub use penalty::Penalty;
pub use random::Random;
pub use retry_after::RetryAfter;
pub use token::{Token, TokenError};
pub use url_metrics::{Crawl, Metrics};
