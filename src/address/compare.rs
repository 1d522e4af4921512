//! Whether a link leads to a target, and what small things differ.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use url::Url;

use super::sameness::Sameness;
use super::tracking::{is_tracking, name_of};
use super::{Address, host_of, registrable_domain};

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
    /// Characters that need no percent-encoding are encoded on one side only.
    Escapes,
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
            (Difference::Slash, own.path().ends_with('/') != link.path().ends_with('/')),
            (Difference::Tracking, has_tracking(own, tracking) != has_tracking(link, tracking)),
            (Difference::Order, kept(own, tracking).map(plain).ne(kept(link, tracking).map(plain))),
            (Difference::Escapes, escapes_differ(own, link, tracking)),
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
    // `www.example` is a name of its own where `example` is a suffix.
    let bare = host.strip_prefix("www.").filter(|bare| registrable_domain(bare).is_some());
    let host = bare.unwrap_or(host);
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let parameters = in_order(kept(url, own).map(plain).collect());
    format!("{host}{port}{}?{}", plain(without_slash(url)), parameters.join("&"))
}

/// One sort for all: each kind of sorted thing makes the module bigger.
fn in_order(mut parameters: Vec<Cow<'_, str>>) -> Vec<Cow<'_, str>> {
    parameters.sort_unstable();
    parameters
}

fn without_slash(url: &Url) -> &str {
    url.path().strip_suffix('/').unwrap_or(url.path())
}

/// True if two addresses of the same key are not written with the same escapes.
fn escapes_differ(one: &Url, other: &Url, own: &[String]) -> bool {
    let sorted = |url| in_order(kept(url, own).map(Cow::Borrowed).collect());
    without_slash(one) != without_slash(other) || sorted(one) != sorted(other)
}

/// The text with what need not be percent-encoded as it is, and other escapes in capitals
/// (<https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2>).
fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut pieces = text.split('%');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let byte = piece.get(..2).filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let byte = byte.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte {
            Some(byte) if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') => {
                out.push(char::from(byte));
            }
            Some(_) => {
                out.push('%');
                out.push_str(&piece.get(..2).unwrap_or_default().to_ascii_uppercase());
            }
            // A space, which no address has, keeps it from making an escape of what follows: `%%412` is not `%A2`.
            None => out.push_str("% "),
        }
        out.push_str(if byte.is_some() { piece.get(2..).unwrap_or_default() } else { piece });
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_address_is_itself_however_it_is_escaped(path in "(/[a-zA-Z0-9._~-]{0,6}){1,3}", lower in proptest::bool::ANY) {
            let escaped: String = path
                .chars()
                .map(|c| match c {
                    // An escaped dot segment is one all the same, and the parser takes it out.
                    '/' | '.' => c.to_string(),
                    c if lower => format!("%{:02x}", u32::from(c)),
                    c => format!("%{:02X}", u32::from(c)),
                })
                .collect();
            let parse = |path: &str| Url::parse(&format!("https://acme.example{path}")).expect("a URL");
            let pattern = Pattern::new(Address::new(parse(&path)).expect("an address"), Sameness::default());
            let differences = pattern.compare(&parse(&escaped)).expect("the same page");
            prop_assert!(differences.iter().all(|difference| *difference == Difference::Escapes), "{:?}", differences);
        }

        #[test]
        fn any_text_is_read_without_harm(text in "(%|[0-9a-f]|é|/){0,30}") {
            prop_assert_eq!(plain(&text).matches('/').count(), text.matches('/').count());
        }
    }
}
