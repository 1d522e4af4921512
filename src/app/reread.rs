//! Reading the page's own HTML again, and what a view is told of the comparison.

use super::App;
use crate::address::{safe_text, show_raw, show_url};
use crate::page::{Class, Html, Incomparable, Link, Page, Source, Way};
use crate::phrase::{Failure, Phrase};
use crate::ports::Ports;
use crate::protocol::{AbsentView, Answer, SourceState, SourceView};
use crate::scope::Target;
use crate::verdict::hit;

/// Most links that a view is shown of those that are not on the page.
const MOST_ABSENT: usize = 20;

impl<P: Ports> App<P> {
    /// Holds the tab's page against its own HTML: from the browser's cache, or if `network` by one request.
    pub(super) async fn reread(&self, tab: i32, network: bool) -> Result<Answer, Failure> {
        let held = self.page(tab).await;
        if let Ok(page) = &held.page {
            // A page that its scripts have moved cannot be compared, so nothing is asked.
            let packed = if page.has_moved() { Ok(String::new()) } else { self.ports.reread(tab, network).await };
            self.change_page(tab, held, |page| match &packed {
                Ok(packed) => page.compare(packed),
                Err(fault) => page.source = Source::Incomparable(Incomparable::Failed(fault.0.clone())),
            });
        }
        self.report(tab).await
    }
}

/// The comparison in words, judged against a target if there is one.
pub(super) fn source_view(page: &Page, target: Option<&Target>) -> SourceView {
    let (state, says, can_request) = match &page.source {
        Source::Unread => (SourceState::None, Phrase::new("source_none"), true),
        Source::NotCached => (SourceState::NotCached, Phrase::new("source_not_cached"), true),
        Source::Incomparable(why) => {
            let again = matches!(why, Incomparable::TooSlow | Incomparable::Failed(_) | Incomparable::Status(_));
            (SourceState::Incomparable, Phrase::new("source_incomparable").phrase(why.phrase()), again)
        }
        Source::Read(html) => (SourceState::Read, read_says(html), false),
    };
    let html = page.source.html();
    let (absent, more) = html.map(|html| absent(html, target)).unwrap_or_default();
    SourceView { state, says, can_request, counts: html.map(counts).unwrap_or_default(), absent, more }
}

fn read_says(html: &Html) -> Phrase {
    let same = html.missing == 0 && html.removed.is_empty() && html.noscript.is_empty() && html.rel_changed == 0;
    let way = html.arrival.from.phrase();
    Phrase::new(if same { "source_same" } else { "source_differs" }).phrase(way)
}

fn counts(html: &Html) -> Vec<Phrase> {
    let number = |links: &[Link]| u32::try_from(links.len()).unwrap_or(u32::MAX);
    let missing = if html.arrival.from == Way::Cache { "source_count_scripts" } else { "source_count_missing" };
    let all = [
        (missing, html.missing),
        ("source_count_removed", number(&html.removed)),
        ("source_count_noscript", number(&html.noscript)),
        ("source_count_rel", html.rel_changed),
    ];
    all.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| Phrase::new(key).count(count)).collect()
}

fn absent(html: &Html, target: Option<&Target>) -> (Vec<AbsentView>, u32) {
    let matches = |link: &Link| target.is_some_and(|target| hit(0, link, target).is_some());
    // Those to the target first, then those to other sites.
    let rank = |link: &Link| if matches(link) { 0 } else { 1 + u8::from(link.class != Class::Outbound) };
    let all = || html.removed.iter().chain(&html.noscript);
    let more = u32::try_from(all().count().saturating_sub(MOST_ABSENT)).unwrap_or(u32::MAX);
    let ranked = (0..3).flat_map(|wanted| all().filter(move |link| rank(link) == wanted));
    let views = ranked.take(MOST_ABSENT).map(|link| AbsentView {
        address: link.url().map_or_else(|| show_raw(link.href.as_deref().unwrap_or_default()), show_url),
        text: link.text(),
        named_by: link.named_by.phrase(),
        why: Phrase::new(if link.in_noscript { "source_noscript" } else { "source_removed" }),
        follow: link.follow.phrase(),
        matches: matches(link),
    });
    (views.collect(), more)
}

impl Way {
    /// How something was learned, in words.
    pub(super) fn phrase(self) -> Phrase {
        Phrase::new(match self {
            Self::Shown => "learned_page",
            Self::Cache => "learned_html_cache",
            Self::Network => "learned_html_network",
            Self::Worker => "learned_html_worker",
        })
    }
}

impl Incomparable {
    /// In words.
    fn phrase(&self) -> Phrase {
        match self {
            Self::Moved => Phrase::new("incomparable_moved"),
            Self::Left => Phrase::new("incomparable_left"),
            Self::Redirected => Phrase::new("incomparable_redirected"),
            Self::Status(status) => Phrase::new("incomparable_status").text(status.to_string()),
            Self::NotHtml(kind) => Phrase::new("incomparable_not_html").text(safe_text(kind, 60)),
            Self::Another => Phrase::new("incomparable_another"),
            Self::Forbidden => Phrase::new("incomparable_forbidden"),
            Self::TooLarge => Phrase::new("incomparable_too_large"),
            Self::TooSlow => Phrase::new("incomparable_too_slow"),
            Self::NotWeb => Phrase::new("incomparable_not_web"),
            Self::Failed(said) => Phrase::new("incomparable_failed").text(safe_text(said, 120)),
        }
    }
}
