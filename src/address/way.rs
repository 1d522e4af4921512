//! Where short links lead, as far as their servers were asked. A server tells one step, which may be to another short
//! link; steps are kept by the address that was asked and put together here.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use url::Url;

use super::host_of;
use super::unwrap::{Wrapped, unwrap};

/// Most steps from one short link to the next.
const MOST_STEPS: usize = 5;

/// What a server said when it was asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Way {
    /// When, in milliseconds since 1970.
    pub at: f64,
    /// What.
    pub said: Said,
}

/// Where a short link leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// To this address.
    To(Url),
    /// It was not told, for this reason.
    Not(NoWay),
}

/// Why it was not told where a short link leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoWay {
    /// The service knows no such link.
    Gone,
    /// It shows a page of its own first.
    Stays,
    /// It leads on to a site that may not be read. That of the target, named here, might have been.
    Away(String),
    /// The service refused.
    Refused,
    /// It asked for time.
    Busy,
    /// It did not answer in time.
    Slow,
    /// It could not be reached.
    Network,
}

impl NoWay {
    /// True where asking again soon could tell more.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Refused | Self::Busy | Self::Slow | Self::Network)
    }
}

/// The ways that are known, by the address that was asked.
#[derive(Debug, Clone, Default)]
pub struct Ways(HashMap<String, Way>);

impl Ways {
    /// Takes in what was said of an address.
    pub fn learn(&mut self, address: &Url, way: Way) {
        self.0.insert(address.as_str().to_owned(), way);
    }

    /// What was said of an address, if it was asked.
    pub fn of(&self, address: &Url) -> Option<&Way> {
        self.0.get(address.as_str())
    }

    /// Where a short link leads in the end.
    pub fn end(&self, address: &Url) -> Wrapped {
        let via = || host_of(address).to_owned();
        let mut address = address.clone();
        let mut seen = Vec::new();
        // As old as the oldest of its steps.
        let mut at = f64::INFINITY;
        while seen.len() < MOST_STEPS && !seen.contains(&address) {
            let Some(way) = self.of(&address) else { return Wrapped::NeedsRequest { address } };
            at = at.min(way.at);
            let to = match &way.said {
                Said::To(to) => to.clone(),
                Said::Not(why) => return Wrapped::Untold { address, why: why.clone(), at },
            };
            seen.push(address);
            address = match unwrap(&to) {
                Wrapped::NeedsRequest { address } => address,
                Wrapped::Through { target, .. } => return Wrapped::Told { target, via: via(), at },
                Wrapped::CannotKnow { via } => return Wrapped::CannotKnow { via },
                _ => return Wrapped::Told { target: to, via: via(), at },
            };
        }
        Wrapped::CannotKnow { via: via() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn ways(known: &[(&str, f64, Said)]) -> Ways {
        let mut ways = Ways::default();
        for (address, at, said) in known {
            ways.learn(&url(address), Way { at: *at, said: said.clone() });
        }
        ways
    }

    fn to(address: &str) -> Said {
        Said::To(url(address))
    }

    #[test]
    fn ends() {
        let ways = ways(&[
            ("https://bit.ly/a", 3.0, to("https://acme.example/x")),
            ("https://bit.ly/b", 2.0, to("https://t.co/b")),
            ("https://t.co/b", 1.0, to("https://www.google.com/url?q=https://acme.example/y")),
            ("https://bit.ly/c", 4.0, to("https://t.co/unasked")),
            ("https://bit.ly/d", 5.0, to("https://t.co/d")),
            ("https://t.co/d", 6.0, to("https://bit.ly/d")),
            ("https://bit.ly/e", 7.0, Said::Not(NoWay::Gone)),
            ("https://bit.ly/f", 8.0, to("https://x.com/intent/post?url=https%3A%2F%2Facme.example%2F")),
        ]);
        let told = |target: &str, at| Wrapped::Told { target: url(target), via: "bit.ly".to_owned(), at };
        for (address, end) in [
            ("https://bit.ly/a", told("https://acme.example/x", 3.0)),
            ("https://bit.ly/b", told("https://acme.example/y", 1.0)),
            ("https://bit.ly/c", Wrapped::NeedsRequest { address: url("https://t.co/unasked") }),
            ("https://bit.ly/d", Wrapped::CannotKnow { via: "bit.ly".to_owned() }),
            ("https://bit.ly/e", Wrapped::Untold { address: url("https://bit.ly/e"), why: NoWay::Gone, at: 7.0 }),
            ("https://bit.ly/f", told("https://x.com/intent/post?url=https%3A%2F%2Facme.example%2F", 8.0)),
            ("https://bit.ly/z", Wrapped::NeedsRequest { address: url("https://bit.ly/z") }),
        ] {
            assert_eq!(ways.end(&url(address)), end, "{address}");
        }
    }

    proptest! {
        /// Whatever servers say of one another, it comes to an end, and to one that asks nobody twice.
        #[test]
        fn comes_to_an_end(steps in prop::collection::vec((0_u8..8, 0_u8..9), 0..12)) {
            let short = |number: u8| format!("https://bit.ly/{number}");
            let mut ways = Ways::default();
            for (from, on) in steps {
                let on = if on == 8 { "https://acme.example/".to_owned() } else { short(on) };
                ways.learn(&url(&short(from)), Way { at: 0.0, said: to(&on) });
            }
            match ways.end(&url(&short(0))) {
                Wrapped::NeedsRequest { address } => prop_assert!(ways.of(&address).is_none()),
                Wrapped::Told { target, .. } => prop_assert_eq!(target.as_str(), "https://acme.example/"),
                end => prop_assert!(matches!(end, Wrapped::CannotKnow { .. }), "{:?}", end),
            }
        }
    }
}
