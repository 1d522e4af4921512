//! Short links of a page: which there are, and where they lead as far as their servers were asked.

use std::collections::HashSet;

use url::Url;

use super::{Link, Page};
use crate::address::{NoWay, Ways, Wrapped, unwrap};
use crate::phrase::Phrase;

/// Most short links of a page that are told apart.
const MOST: usize = 1_000;
/// Longest address that is asked for. Short links are short.
const LONGEST: usize = 2_000;

impl Link {
    /// True if only a server knows where it leads, asked or not.
    pub fn is_short(&self) -> bool {
        let wrapped = self.wrapped.as_deref();
        matches!(wrapped, Some(Wrapped::NeedsRequest { .. } | Wrapped::Told { .. } | Wrapped::Untold { .. }))
    }

    /// What its server would be asked for first.
    fn asks(&self) -> Option<Url> {
        match unwrap(self.url().filter(|_| self.is_short())?) {
            Wrapped::NeedsRequest { address } if address.as_str().len() <= LONGEST => Some(address),
            _ => None,
        }
    }
}

impl Page {
    /// Its short links, one for each address, with what has to be asked for first; those of the main text before others.
    pub fn short_links(&self) -> Vec<(Url, &Link)> {
        let mut found: Vec<_> = self.links.iter().filter_map(|link| Some((link.asks()?, link))).collect();
        found.sort_by_key(|(_, link)| link.place);
        let mut seen = HashSet::new();
        found.retain(|(address, _)| seen.insert(address.clone()));
        found.truncate(MOST);
        found
    }

    /// Takes in where its short links lead.
    pub fn lead(&mut self, ways: &Ways) {
        for link in &mut self.links {
            if let Some(address) = link.asks() {
                link.wrapped = Some(Box::new(ways.end(&address)));
            }
        }
    }
}

/// Why it was not told where a short link leads, in words.
pub(super) fn says(why: &NoWay) -> Phrase {
    Phrase::new(match why {
        NoWay::Gone => "short_gone",
        NoWay::Stays => "short_stays",
        NoWay::Away(_) => "short_away",
        NoWay::Refused => "short_refused",
        NoWay::Busy => "err_check_busy",
        NoWay::Slow => "err_check_timeout",
        NoWay::Network => "err_check_network",
    })
}
