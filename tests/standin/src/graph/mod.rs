//! The small index the stand-in answers from: what it knows, and who links to whom.
//!
//! Holds no accounts and no faults; asked by `v2` and `rpc`, changed by the control port.

mod data;
pub mod metrics;

use std::collections::BTreeMap;

use time::{Date, Month};

pub use data::{Additions, Data, Link, PageFacts, Token};

use crate::address::{Address, Place};

/// The index, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// Opaque name of this state of the index (moz-api 2.9).
    pub index_id: String,
    /// The day the index was made: "last 60 days" counts back from here.
    pub index_date: String,
    /// Days on which spam scores were renewed (moz-api 2.9).
    pub spam_score_update_days: Vec<String>,
    pages: BTreeMap<String, PageFacts>,
    links: Vec<Link>,
    redirects: BTreeMap<String, Address>,
}

impl Graph {
    /// Every link, in the order of the data file.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Every page with crawl facts.
    pub fn pages(&self) -> impl Iterator<Item = &PageFacts> {
        self.pages.values()
    }

    /// The crawl facts of one page; a page can be linked to and never have been crawled.
    pub fn page(&self, address: &Address) -> Option<&PageFacts> {
        self.pages.get(&address.page)
    }

    /// The crawl facts of a domain: those of its home page, else of any of its pages.
    pub fn home(&self, root: &str) -> Option<&PageFacts> {
        let home = self.pages.get(&format!("{root}/"));
        home.or_else(|| self.pages.values().find(|facts| facts.page.root == root))
    }

    /// The authority of a domain; 1 is the least (moz-api 2.5).
    pub fn domain_authority(&self, root: &str) -> u8 {
        self.home(root).map_or(1, |facts| facts.domain_authority)
    }

    /// Within 60 days before the index was made.
    pub fn is_recent(&self, date: &str) -> bool {
        match (day_number(date), day_number(&self.index_date)) {
            (Some(day), Some(made)) => day <= made && made - day <= 60,
            _ => false,
        }
    }

    /// Whether a live link leads from `source` to `target` (moz-api 2.1: a lost one counts as none).
    pub fn exists(&self, source: &Place, target: &Place) -> bool {
        self.links.iter().any(|link| !link.is_lost() && target.holds(&link.target) && source.holds(&link.source))
    }

    /// Where the redirects of `address` end, if any is known (moz-api 2.10).
    pub fn final_redirect(&self, address: &Address) -> Option<&Address> {
        let mut end = self.redirects.get(&address.page)?;
        // A bound instead of a visited set: a redirect loop in a data file must not hang the process.
        for _ in 0..10 {
            match self.redirects.get(&end.page) {
                Some(next) => end = next,
                None => break,
            }
        }
        Some(end)
    }

    /// The next hop of `page`, for serving the redirect itself to a browser.
    pub fn redirect(&self, page: &str) -> Option<&Address> {
        self.redirects.get(page)
    }

    /// Hosts that redirect: the proxy must answer for them.
    pub fn redirecting_hosts(&self) -> impl Iterator<Item = &str> {
        self.redirects.keys().filter_map(|page| page.split('/').next())
    }

    /// Adds to the index; a link with the same two ends replaces the old one, which is how one gets lost.
    pub fn add(&mut self, more: Additions) {
        for link in more.links {
            self.links.retain(|old| (&old.source, &old.target) != (&link.source, &link.target));
            self.links.push(link);
        }
        self.pages.extend(more.pages.into_iter().map(|page| (page.page.page.clone(), page)));
        self.redirects.extend(more.redirects.into_iter().map(|hop| (hop.from.page, hop.to)));
    }
}

fn day_number(date: &str) -> Option<i32> {
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    let date = Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()?;
    Some(date.to_julian_day())
}

impl From<&Data> for Graph {
    fn from(data: &Data) -> Self {
        let mut graph = Self {
            index_id: data.index_id.clone(),
            index_date: data.index_date.clone(),
            spam_score_update_days: data.spam_score_update_days.clone(),
            ..Self::default()
        };
        graph.add(data.known.clone());
        graph
    }
}
