//! Where the link leads in the end: a target that redirects takes the worth of a link with it, or loses it.

use serde::{Deserialize, Serialize};

use super::Event;
use crate::verdict::Finding;

/// Where an address was found to lead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct End {
    /// The address in the end, bounded.
    pub address: String,
    /// The site says that nothing is there.
    pub gone: bool,
    /// When that was found, in milliseconds since 1970.
    pub at: f64,
}

impl End {
    /// What a fetch of an address says of where it leads; none if it tells nothing.
    pub fn of(found: &Finding) -> Option<Self> {
        let page = found.page.as_ref()?;
        let gone = found.why.as_deref() == Some("check.gone");
        (gone || (200..=299).contains(&page.status)).then(|| Self { address: page.address.clone(), gone, at: found.at })
    }

    fn is(&self, other: &Self) -> bool {
        (&self.address, self.gone) == (&other.address, other.gone)
    }
}

/// Where a link's address leads, as far as that is sure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Landing {
    /// The link's own address.
    pub of: String,
    /// Where it leads.
    pub end: End,
    /// Where it led at the last look, if that was elsewhere. Told once it is found a second time: a login or a consent page
    /// in between is no news.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<End>,
}

impl Landing {
    /// Takes in where `address` was found to lead, and says what that changes. The first time, and for another address of the
    /// link, nothing: there is nothing to compare it with.
    pub fn step(known: &mut Option<Self>, address: &str, end: End) -> Option<Event> {
        let Some(landing) = known.as_mut().filter(|landing| landing.of == address) else {
            *known = Some(Self { of: address.to_owned(), end, other: None });
            return None;
        };
        if end.is(&landing.end) {
            landing.other = None;
            return None;
        }
        // One finding, told twice, is no second one.
        if landing.other.as_ref().is_none_or(|other| !end.is(other) || end.at <= other.at) {
            landing.other = Some(end);
            return None;
        }
        landing.other = None;
        let before = std::mem::replace(&mut landing.end, end);
        Some(if before.gone == landing.end.gone {
            Event::Redirected(before.address, landing.end.address.clone())
        } else {
            Event::TargetGone(landing.end.gone)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(address: &str, at: f64) -> End {
        End { address: address.to_owned(), gone: false, at }
    }

    #[test]
    fn told_once_and_only_when_found_twice() {
        let mut known = None;
        let mut step = |of: &str, end: End| Landing::step(&mut known, of, end);
        assert_eq!(step("a", end("a", 1.0)), None);
        assert_eq!(step("a", end("login", 2.0)), None);
        assert_eq!(step("a", end("a", 3.0)), None);
        assert_eq!(step("a", end("b", 4.0)), None);
        assert_eq!(step("a", end("b", 4.0)), None, "the same finding");
        assert_eq!(step("a", end("b", 5.0)), Some(Event::Redirected("a".into(), "b".into())));
        assert_eq!(step("a", end("b", 6.0)), None);
        let gone = |at| End { gone: true, ..end("b", at) };
        assert_eq!((step("a", gone(7.0)), step("a", gone(8.0))), (None, Some(Event::TargetGone(true))));
        assert_eq!((step("a", end("b", 9.0)), step("a", end("b", 10.0))), (None, Some(Event::TargetGone(false))));
        assert_eq!(step("other", end("c", 11.0)), None, "another address of the link is another matter");
    }
}
