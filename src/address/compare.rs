//! Whether a link leads to a target, and what small things differ.

use url::Url;

use super::tracking::{is_tracking, name_of};
use super::{Address, host_of};

/// A difference that leaves two addresses the same page for nearly every server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
}

impl Pattern {
    /// Prepares `address`.
    pub fn new(address: Address) -> Self {
        let key = key(address.url());
        Self { address, key }
    }

    /// What differs, if `link` leads to this page; none if it leads elsewhere.
    pub fn compare(&self, link: &Url) -> Option<Vec<Difference>> {
        if key(link) != self.key {
            return None;
        }
        let own = self.address.url();
        let differs = [
            (Difference::Scheme, own.scheme() != link.scheme()),
            (Difference::Www, host_of(own) != host_of(link)),
            (Difference::Slash, own.path() != link.path()),
            (Difference::Tracking, has_tracking(own) != has_tracking(link)),
            (Difference::Order, kept(own).ne(kept(link))),
            (Difference::Fragment, link.fragment().is_some()),
        ];
        Some(differs.into_iter().filter_map(|(difference, is)| is.then_some(difference)).collect())
    }
}

fn kept(url: &Url) -> impl Iterator<Item = &str> {
    let pieces = url.query().unwrap_or_default().split('&');
    pieces.filter(|piece| !piece.is_empty() && !is_tracking(name_of(piece)))
}

fn has_tracking(url: &Url) -> bool {
    url.query().is_some_and(|query| query.split('&').any(|piece| is_tracking(name_of(piece))))
}

fn key(url: &Url) -> String {
    let host = host_of(url);
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let path = url.path().strip_suffix('/').unwrap_or(url.path());
    let mut parameters: Vec<&str> = kept(url).collect();
    parameters.sort_unstable();
    format!("{host}{port}{path}?{}", parameters.join("&"))
}
