//! Look-ups: what else Moz keeps of a page, of a redirect, of a link; their names, their prices, what they find.

use serde::{Deserialize, Serialize};

use super::{CrawlFacts, RecordFacts, Stale};
use crate::moz::{Crawl, Limit, Link, Metrics, final_redirect, url_metrics};
use crate::phrase::Failure;
use crate::scope::{Question, Scope};

/// Most links that a look-up of one link pays for: a root domain rarely has more to one target.
pub const MOST_LINKS: usize = 10;

/// A kind of look-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// When and how Moz's crawler last met page and target, and how it weighs them.
    Crawl,
    /// What Moz keeps of the link.
    Record,
    /// Where the target redirects to.
    Redirect,
}

/// One look-up. The strings are as sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookUp {
    /// What Moz keeps of a page.
    Page(String),
    /// Where a page redirects to.
    Redirect(String),
    /// What Moz keeps of the link of that question, whose source is a page of the root domain.
    Link(Question, String),
}

/// What a look-up found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// Of a page.
    Page(Box<Metrics>),
    /// Where it redirects to; none known if there is none.
    Redirect(Option<String>),
    /// Of a link; none if it is not among those that Moz returned.
    Link(Option<Box<Link>>),
}

/// What is known of a look-up.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Looked {
    /// Nothing: it was never made.
    #[default]
    Nothing,
    /// It was made, and this was found.
    Found {
        /// What.
        found: Found,
        /// When, in milliseconds since 1970.
        at: f64,
        /// What it cost.
        rows: u32,
        /// When it was made again without an answer that is known: that may have been billed too.
        unfinished: Option<f64>,
        /// Why it no longer holds; none if it does.
        stale: Option<Stale>,
    },
    /// It was sent and its answer was never written down: it may have been billed.
    Unfinished {
        /// When it was sent, in milliseconds since 1970.
        at: f64,
    },
    /// It failed just now.
    Failed(Failure),
}

impl LookUp {
    /// A stable name, different for different look-ups: a space cannot stand in what is sent.
    pub fn key(&self) -> String {
        match self {
            Self::Page(page) => format!("page {page}"),
            Self::Redirect(page) => format!("redirect {page}"),
            Self::Link(question, _) => format!("link {}", question.key()),
        }
    }

    /// The most rows that it costs, of whichever API (moz-api 5).
    pub fn most_rows(&self) -> u32 {
        let rows = match self {
            Self::Page(_) => url_metrics::rows(1),
            Self::Redirect(_) => final_redirect::ROWS,
            Self::Link(..) => u64::from(Limit::new(MOST_LINKS).get()),
        };
        u32::try_from(rows).unwrap_or(u32::MAX)
    }

    /// True if it may cost less than its price.
    pub fn at_most(&self) -> bool {
        matches!(self, Self::Link(..))
    }

    /// The link that it looks for among those that Moz returned: the one on this page; one that is there before one
    /// that is lost.
    pub fn pick(&self, links: Vec<Link>) -> Option<Link> {
        let Self::Link(question, _) = self else { return None };
        let on_page = links
            .into_iter()
            .filter(|link| link.source.page.as_deref().is_some_and(|page| same(page, &question.source)));
        let exact = |link: &Link| {
            question.target_scope == Scope::Page
                && link.target.page.as_deref().is_some_and(|page| same(page, &question.target))
        };
        on_page.min_by_key(|link| (!exact(link), link.is_lost()))
    }
}

/// True if Moz's name for a page means what was sent. A bare host has a slash in both (moz-api 1).
fn same(page: &str, sent: &str) -> bool {
    page.trim_end_matches('/') == sent.trim_end_matches('/')
}

impl Looked {
    /// What was found, if it still holds.
    pub fn holds(&self) -> Option<&Found> {
        match self {
            Self::Found { found, stale: None, .. } => Some(found),
            _ => None,
        }
    }

    /// What was found, whether it holds or not.
    pub fn found(&self) -> Option<&Found> {
        match self {
            Self::Found { found, .. } => Some(found),
            _ => None,
        }
    }
}

impl From<&Metrics> for CrawlFacts {
    fn from(metrics: &Metrics) -> Self {
        let status = match metrics.crawl() {
            Crawl::Never => None,
            Crawl::Failed(code) | Crawl::Status(code) => Some(code),
        };
        Self { last_crawled: metrics.last_crawled.clone(), status }
    }
}

impl From<&Link> for RecordFacts {
    fn from(link: &Link) -> Self {
        Self {
            last_seen: link.date_last_seen.clone(),
            disappeared: link.date_disappeared.clone(),
            lost: link.is_lost(),
            nofollow: link.nofollow,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(source: &str, target: &str, last_seen: &str, disappeared: &str) -> Link {
        let page = |name: &str| Metrics { page: Some(name.to_owned()), ..Metrics::default() };
        let day = |day: &str| (!day.is_empty()).then(|| day.to_owned());
        Link {
            source: page(source),
            target: page(target),
            date_last_seen: day(last_seen),
            date_disappeared: day(disappeared),
            ..Link::default()
        }
    }

    fn look_up(target_scope: Scope) -> LookUp {
        let question = Question {
            source: "news.example/a".into(),
            source_scope: Scope::Page,
            target: "acme.example/x".into(),
            target_scope,
        };
        LookUp::Link(question, "news.example".into())
    }

    #[test]
    fn the_link_on_this_page_is_picked() {
        let other = link("news.example/b", "acme.example/x", "2026-10-01", "");
        let lost = link("news.example/a", "acme.example/x", "2026-09-01", "2026-10-01");
        let near = link("news.example/a", "acme.example/x?from=old", "2026-10-01", "");
        let there = link("news.example/a/", "acme.example/x/", "2026-10-02", "2026-10-01");
        for (scope, links, wanted) in [
            (Scope::Page, vec![], None),
            (Scope::Page, vec![&other], None),
            (Scope::Page, vec![&other, &lost], Some(&lost)),
            (Scope::Page, vec![&lost, &there], Some(&there)),
            (Scope::Page, vec![&near, &lost], Some(&lost)),
            (Scope::RootDomain, vec![&lost, &near], Some(&near)),
            (Scope::RootDomain, vec![&there, &near], Some(&there)),
        ] {
            let links: Vec<Link> = links.into_iter().cloned().collect();
            assert_eq!(look_up(scope).pick(links.clone()).as_ref(), wanted, "{scope:?} {links:?}");
        }
        assert_eq!(LookUp::Page("news.example/a".into()).pick(vec![lost]), None);
    }

    #[test]
    fn a_link_that_came_back_is_not_lost() {
        let table = [
            ("2026-09-01", "2026-10-01", true),
            ("2026-10-01", "2026-10-01", true),
            ("2026-10-02", "2026-10-01", false),
            ("2026-10-02", "", false),
            ("", "2026-10-02", true),
        ];
        for (last_seen, disappeared, lost) in table {
            let facts = RecordFacts::from(&link("a", "b", last_seen, disappeared));
            assert_eq!(facts.lost, lost, "{last_seen} {disappeared}");
        }
    }

    #[test]
    fn prices_and_keys() {
        let page = "acme.example/x".to_owned();
        let all =
            [LookUp::Page(page.clone()), LookUp::Redirect(page), look_up(Scope::Page), look_up(Scope::RootDomain)];
        let told: Vec<_> = all.iter().map(|one| (one.most_rows(), one.at_most())).collect();
        assert_eq!(told, [(1, false), (1, false), (10, true), (10, true)]);
        let keys: std::collections::BTreeSet<String> = all.iter().map(LookUp::key).collect();
        assert_eq!(keys.len(), all.len());
    }

    #[test]
    fn how_the_crawler_met_a_page() {
        for (code, status) in
            [(None, None), (Some(0), None), (Some(5), Some(5)), (Some(200), Some(200)), (Some(301), Some(301))]
        {
            let metrics = Metrics { http_code: code, ..Metrics::default() };
            assert_eq!(CrawlFacts::from(&metrics).status, status);
        }
    }
}
