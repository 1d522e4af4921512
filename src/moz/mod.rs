//! The Moz Links API: wire types, errors, and the calls. Generic over the HTTP port; knows no page.

mod client;
mod error;
mod http;
mod link_status;
mod token;

pub use client::{ask_link_status, check_token};
pub use error::MozError;
pub use http::{Http, HttpFault, HttpRequest, HttpResponse, Ticket};
pub use token::{Token, TokenError};
