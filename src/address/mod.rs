//! Addresses of the web: parse, clean, compare, show, and tell whose they are. Knows nothing of pages or of Moz.

mod clean;
mod compare;
mod encoded;
mod letters;
mod personal;
mod plain;
mod sameness;
mod scripts;
mod show;
mod suffix;
mod tracking;
mod unwrap;
mod warn;
mod way;
mod wrappers;

pub use clean::{CleanError, Cleaned, Note, clean};
pub use compare::{Difference, Pattern};
pub use personal::without_personal;
pub use plain::{Base, Lazy, Plain};
pub use sameness::Sameness;
pub use show::{bounded, safe_text, show_raw, show_url};
pub use suffix::{SuffixListInfo, registrable_domain, suffix_list_info};
pub use unwrap::{Wrapped, Wrapper, unwrap};
pub use warn::{Warning, warnings};
pub use way::{NoWay, Said, Way, Ways};

use url::{Host, Url};

/// An `http` or `https` address with a host. Everything that is asked of Moz or counted as outbound is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(Url);

impl Address {
    /// The address, if the URL is one of the web.
    pub fn new(url: Url) -> Option<Self> {
        (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(Self(url))
    }

    /// The URL itself.
    pub fn url(&self) -> &Url {
        &self.0
    }

    /// The host in punycode, without the dot that may end it.
    pub fn host(&self) -> &str {
        host_of(&self.0)
    }

    /// The part of the host that somebody registered, by the Public Suffix List. None for IP addresses, single
    /// labels, and hosts that are themselves a public suffix.
    pub fn root_domain(&self) -> Option<&str> {
        match self.0.host() {
            Some(Host::Domain(_)) => registrable_domain(self.host()),
            _ => None,
        }
    }

    /// What tells sites apart: the registrable domain, or the whole host where there is none.
    pub fn site(&self) -> &str {
        self.root_domain().unwrap_or_else(|| self.host())
    }
}

/// The host of a URL without the dot that may end it (`example.com.` is `example.com` to everybody but DNS).
pub fn host_of(url: &Url) -> &str {
    let host = url.host_str().unwrap_or_default();
    host.strip_suffix('.').unwrap_or(host)
}
