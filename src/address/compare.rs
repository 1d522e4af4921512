//! Whether a link leads to a target, and what small things differ.

use serde::{Deserialize, Serialize};
use url::Url;

use super::sameness::Sameness;
use super::tracking::{is_tracking, name_of};
use super::{Address, host_of};

/// A difference that leaves two addresses the same page for nearly every server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// `http` against `https`.
    Scheme,
    /// `www.` on one side only.
    Www,
    /// A slash at the end of one path only.
    Slash,
    /// Tracking parameters.
    Tracking,
    /// The same parameters in another order.
    Order,
    /// A fragment.
    Fragment,
}

/// A target address prepared for comparing with many links.
#[derive(Debug, Clone)]
pub struct Pattern {
    address: Address,
    /// Host without `www.`, port, path without its last slash, parameters sorted and without tracking.
    key: String,
    sameness: Sameness,
}

impl Pattern {
    /// Prepares `address`, to be compared as `sameness` has it.
    pub fn new(address: Address, sameness: Sameness) -> Self {
        let key = key(address.url(), &sameness.tracking);
        Self { address, key, sameness }
    }

    /// What differs, if `link` leads to this page; none if it leads elsewhere.
    pub fn compare(&self, link: &Url) -> Option<Vec<Difference>> {
        let tracking = &self.sameness.tracking;
        if key(link, tracking) != self.key {
            return None;
        }
        let own = self.address.url();
        let differs = [
            (Difference::Scheme, own.scheme() != link.scheme()),
            (Difference::Www, host_of(own) != host_of(link)),
            (Difference::Slash, own.path() != link.path()),
            (Difference::Tracking, has_tracking(own, tracking) != has_tracking(link, tracking)),
            (Difference::Order, kept(own, tracking).ne(kept(link, tracking))),
            (Difference::Fragment, link.fragment().is_some()),
        ];
        let differs: Vec<Difference> =
            differs.into_iter().filter_map(|(difference, is)| is.then_some(difference)).collect();
        let another = differs.iter().any(|difference| self.sameness.strict.contains(difference));
        (!another).then_some(differs)
    }
}

fn kept<'a>(url: &'a Url, own: &[String]) -> impl Iterator<Item = &'a str> {
    let pieces = url.query().unwrap_or_default().split('&');
    pieces.filter(|piece| !piece.is_empty() && !is_tracking(name_of(piece), own))
}

fn has_tracking(url: &Url, own: &[String]) -> bool {
    url.query().is_some_and(|query| query.split('&').any(|piece| is_tracking(name_of(piece), own)))
}

fn key(url: &Url, own: &[String]) -> String {
    let host = host_of(url);
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let path = url.path().strip_suffix('/').unwrap_or(url.path());
    let mut parameters: Vec<&str> = kept(url, own).collect();
    parameters.sort_unstable();
    format!("{host}{port}{path}?{}", parameters.join("&"))
}
