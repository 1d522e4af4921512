//! What came of a fetch, and what that says of a placement. What a site keeps from us, or us from it, is "cannot tell"; only
//! a page that was read whole and has no link, or one that the site says is gone, is a no.

use url::Url;

use super::manners::Ended;
use crate::address::{bounded, host_of, registrable_domain, without_personal};
use crate::moz::RetryAfter;
use crate::page::{Missing, Page, Seen};
use crate::phrase::{Failure, Retry};
use crate::scope::Target;
use crate::verdict::{Finding, FoundPage, There};

/// Longest address that is kept, in characters.
const LONGEST_ADDRESS: usize = 2_000;

/// A fetch that brought something.
#[derive(Debug, Clone)]
pub enum Fetched {
    /// A page.
    Page(Box<Page>),
    /// Nothing that could be read.
    Nothing(Unfetched),
}

/// Why a page could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfetched {
    /// No permission was given for its host.
    Permission,
    /// The site's `robots.txt` forbids it.
    Robots,
    /// Nobody knows whether it does, for it could not be read.
    RobotsUnknown,
    /// The site answered with this status.
    Status {
        /// The status.
        status: u16,
        /// When to come back, as the header has it.
        retry_after: String,
    },
    /// It took too long.
    Timeout,
    /// It is too long.
    TooLarge,
    /// It is something else than HTML, of this type.
    NotHtml(String),
    /// It redirects to where no permission reaches.
    RedirectedAway,
    /// The host asked for more time than is waited.
    Later,
    /// Nobody answered, or what came could not be read.
    Network,
}

impl From<Result<Page, Missing>> for Fetched {
    fn from(result: Result<Page, Missing>) -> Self {
        match result {
            Ok(page) => Self::Page(Box::new(page)),
            Err(missing) => Self::Nothing(missing.into()),
        }
    }
}

impl From<Missing> for Unfetched {
    fn from(missing: Missing) -> Self {
        match missing.word.as_str() {
            "status" => match missing.more.parse() {
                Ok(status) => Self::Status { status, retry_after: missing.and },
                Err(_) => Self::Network,
            },
            "too_slow" => Self::Timeout,
            "too_large" => Self::TooLarge,
            "not_html" => Self::NotHtml(missing.more),
            "redirected" => Self::RedirectedAway,
            _ => Self::Network,
        }
    }
}

impl Unfetched {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Permission => "check.permission",
            Self::Robots => "check.robots",
            Self::RobotsUnknown => "check.robots_unknown",
            Self::Status { status: 404 | 410, .. } => "check.gone",
            Self::Status { status: 429 | 503, .. } | Self::Later => "check.busy",
            Self::Status { status: 401 | 407, .. } => "check.login",
            Self::Status { .. } => "check.status",
            Self::Timeout => "check.timeout",
            Self::TooLarge => "check.too_large",
            Self::NotHtml(_) => "check.not_html",
            Self::RedirectedAway => "check.redirected_away",
            Self::Network => "check.network",
        }
    }

    /// The HTTP status; 0 if there was none.
    fn status(&self) -> u16 {
        match self {
            Self::Status { status, .. } => *status,
            _ => 0,
        }
    }
}

/// What a fetch of `source` says of a link to the target.
pub fn finding(source: &Url, fetched: &Fetched, target: &Target, at: f64) -> Finding {
    match fetched {
        Fetched::Page(page) => of_page(source, page, target, at),
        Fetched::Nothing(why) => {
            let status = why.status();
            let there = if why.code() == "check.gone" { There::No } else { There::Unknown };
            let address = bounded(without_personal(source).as_str(), LONGEST_ADDRESS);
            let page = (status > 0).then(|| FoundPage { status, address, canonical: None, noindex: false });
            Finding { at, there, why: Some(why.code().to_owned()), link: None, page }
        }
    }
}

fn of_page(source: &Url, page: &Page, target: &Target, at: f64) -> Finding {
    let mut finding = Finding::of(page, target, &Seen::default(), at);
    if finding.there == There::No {
        let elsewhere = site(&page.url) != site(source);
        // Not the page itself, as far as anybody can tell.
        let why = if page.refresh.is_some() || elsewhere {
            Some("check.led_away")
        } else if page.is_hardly_there() {
            Some("check.scripts")
        } else {
            None
        };
        if let Some(why) = why {
            (finding.there, finding.why) = (There::Unknown, Some(why.to_owned()));
        }
    }
    finding
}

fn site(url: &Url) -> &str {
    let host = host_of(url);
    registrable_domain(host).unwrap_or(host)
}

/// How a fetch ended, as far as manners go. `now` in milliseconds since 1970.
pub fn refusal(fetched: &Fetched, now: f64) -> Ended {
    match fetched {
        Fetched::Nothing(Unfetched::Status { status: 429 | 503, retry_after }) => {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast saturates")]
            let wait = RetryAfter::parse(retry_after).and_then(|after| after.wait(now as u64));
            #[expect(clippy::cast_precision_loss, reason = "31 days at most")]
            Ended::Refused(wait.map(|wait| wait as f64))
        }
        Fetched::Nothing(Unfetched::RobotsUnknown) => Ended::Refused(None),
        _ => Ended::Well,
    }
}

/// True for a finding that another look on the same day would not change: not one that chance or a passing trouble made.
pub fn is_settled(finding: &Finding) -> bool {
    finding.why.as_deref().is_none_or(|code| !matches!(retry(code), Retry::Now | Retry::Later))
}

/// What to tell a person of a code that a finding has.
pub fn failure(code: &str) -> Failure {
    Failure::new(code, retry(code))
}

fn retry(code: &str) -> Retry {
    match code {
        "check.network" | "check.timeout" => Retry::Now,
        "check.busy" | "check.status" | "check.robots_unknown" => Retry::Later,
        "check.permission" | "check.redirected_away" => Retry::AfterChange,
        _ => Retry::Never,
    }
}
