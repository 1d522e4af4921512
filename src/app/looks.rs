//! What else Moz keeps of a tab's page, its target and the link between them, as far as it was looked up; and looking up
//! the rest.

use futures_channel::oneshot;

use super::App;
use super::paid::{Bought, Endpoint, Order, Sending, Unpaid};
use crate::address::{Address, bounded};
use crate::ledger::{self, PaidLook};
use crate::moz::{Filter, Limit, Metrics, MozError, Unanswered, links};
use crate::phrase::{Failure, Retry};
use crate::ports::{Ports, StoreFault};
use crate::protocol::{Answer, What};
use crate::scope::{Cell, Question, Scope, Target, named};
use crate::verdict::{CrawlFacts, Facts, Found, Freshness, Lamp, LookUp, Looked, MOST_LINKS, RecordFacts};

/// A look-up and what is known of it.
pub(super) struct Look {
    pub(super) look_up: LookUp,
    pub(super) looked: Looked,
}

/// All look-ups that page and target make.
pub(super) struct Looks {
    /// What Moz keeps of the page.
    pub(super) source: Look,
    /// What it keeps of the target's page.
    pub(super) target: Look,
    /// Where the target redirects to; none at a scope wider than a page.
    pub(super) redirect: Option<Look>,
    /// What it keeps of the link; none where it keeps none: within one site, or from a page of no site.
    pub(super) record: Option<Look>,
    /// The target as asked.
    sent: String,
}

/// Look-ups under way, and who waits for their end.
pub(super) struct Looking {
    tab: i32,
    look_ups: Vec<LookUp>,
    waiting: Vec<oneshot::Sender<()>>,
}

impl Look {
    /// What it still costs, in rows.
    pub(super) fn rows(&self) -> u32 {
        if self.looked.holds().is_some() { 0 } else { self.look_up.most_rows() }
    }

    pub(super) fn failure(&self) -> Option<&Failure> {
        match &self.looked {
            Looked::Failed(failure) => Some(failure),
            _ => None,
        }
    }
}

/// The look-ups that page and target make: of the two pages, of the redirect if there is one, of the link if there is one.
fn look_ups(source: &Address, target: &Target) -> Vec<LookUp> {
    let page = |address| named(address, Scope::Page).unwrap_or_default();
    let site = source.root_domain().filter(|site| *site != target.site());
    let question = Question::new(source, target, Cell { source: Scope::Page, target: target.scope });
    let record = question.zip(site).map(|(question, site)| LookUp::Link(question, site.to_owned()));
    let redirect = (target.scope == Scope::Page).then(|| LookUp::Redirect(target.sent.clone()));
    let pages = [LookUp::Page(page(source)), LookUp::Page(page(target.address()))];
    pages.into_iter().chain(redirect).chain(record).collect()
}

impl Looks {
    /// By their kinds, which are in the order of `look_ups`; none if there are too few.
    fn new(looks: Vec<Look>, target: &Target) -> Option<Self> {
        let mut looks = looks.into_iter();
        let (source, page) = (looks.next()?, looks.next()?);
        let (redirect, record) = looks.partition::<Vec<_>, _>(|look| matches!(look.look_up, LookUp::Redirect(_)));
        let (redirect, record) = (redirect.into_iter().next(), record.into_iter().next());
        Some(Self { source, target: page, redirect, record, sent: target.sent.clone() })
    }

    /// Those of a page and a target of which nothing was looked up.
    pub(super) fn unknown(source: &Address, target: &Target) -> Option<Self> {
        let unknown = |look_up| Look { look_up, looked: Looked::Nothing };
        Self::new(look_ups(source, target).into_iter().map(unknown).collect(), target)
    }

    /// The look-ups of a kind.
    pub(super) fn of(&self, what: What) -> Vec<&Look> {
        match what {
            What::Crawl => vec![&self.source, &self.target],
            What::Record => self.record.iter().collect(),
            What::Redirect => self.redirect.iter().collect(),
        }
    }

    /// Those of a kind that are left to make.
    pub(super) fn left(&self, what: What) -> Vec<LookUp> {
        let left = self.of(what).into_iter().filter(|look| look.rows() > 0);
        left.map(|look| look.look_up.clone()).collect()
    }

    /// What these cost, in rows.
    pub(super) fn rows(&self, what: What) -> u32 {
        price(&self.left(what))
    }

    /// Another address that the target redirects to, safe to show.
    pub(super) fn moved_to(&self) -> Option<String> {
        let Some(Found::Redirect(Some(address))) = self.redirect.as_ref()?.looked.holds() else { return None };
        let target = Target::new(address, Scope::Page).ok()?;
        let same = target.sent.trim_end_matches('/') == self.sent.trim_end_matches('/');
        (!same).then(|| bounded(address, 2_000))
    }

    /// True if the link was not among as many as were paid for, so that it may be among those that were not.
    pub(super) fn is_cut(&self) -> bool {
        let looked = self.record.as_ref().map(|look| (&look.looked, look.look_up.most_rows()));
        matches!(looked, Some((Looked::Found { found: Found::Link(None), rows, .. }, most)) if *rows >= most)
    }

    /// Adds to the facts what was looked up and holds.
    pub(super) fn add_to(&self, facts: &mut Facts) {
        if let Some(Found::Page(metrics)) = self.source.looked.holds() {
            facts.crawl = Some(CrawlFacts::from(&**metrics));
        }
        facts.record = match self.record.as_ref().and_then(|look| look.looked.holds()) {
            Some(Found::Link(Some(link))) => Some(RecordFacts::from(&**link)),
            // Looked for and not found is known too: then it was not lost.
            Some(Found::Link(None)) if facts.index == Lamp::No && !self.is_cut() => Some(RecordFacts::default()),
            _ => None,
        };
        facts.target_redirects = self.moved_to();
        facts.redirect_asked = self.redirect.as_ref().is_none_or(|look| look.looked.holds().is_some());
    }
}

/// What look-ups cost, in rows.
pub(super) fn price(look_ups: &[LookUp]) -> u32 {
    look_ups.iter().map(LookUp::most_rows).fold(0, u32::saturating_add)
}

impl<P: Ports> App<P> {
    /// What is known of all look-ups.
    pub(super) async fn looks(
        &self,
        source: &Address,
        target: &Target,
        freshness: &Freshness,
    ) -> Result<Looks, StoreFault> {
        let all = look_ups(source, target);
        let written = ledger::looked_up(&self.ports, &all, freshness).await?;
        let recent = self.recent_looks.borrow();
        let looks = all.into_iter().zip(written).map(|(look_up, written)| {
            let recent = recent.iter().find(|(other, _)| *other == look_up).map(|(_, looked)| looked.clone());
            Look { looked: recent.unwrap_or(written), look_up }
        });
        let missing = || StoreFault::Failed("fewer records than look-ups".to_owned());
        Looks::new(looks.collect(), target).ok_or_else(missing)
    }

    /// Makes the look-ups of a kind that are left, for `rows` rows.
    pub(super) async fn look_up(&self, tab: i32, what: What, rows: u32) -> Result<Answer, Failure> {
        let left = self.stand(tab).await?.looks.left(what);
        if price(&left) != rows {
            return Err(Failure::new("ask.price_changed", Retry::Now));
        }
        let before = self.billed().await?;
        self.find(tab, left).await?;
        self.close_bill(rows, before).await?;
        self.report(tab).await
    }

    /// Makes look-ups of one kind in one call, unless that is just being done. True if it may have found something; how it
    /// failed is in the report.
    pub(super) async fn find(&self, tab: i32, look_ups: Vec<LookUp>) -> Result<bool, Failure> {
        if look_ups.is_empty() {
            return Ok(true);
        }
        if let Some(end) = self.join_looking(&look_ups) {
            let _ = end.await;
            return Ok(true);
        }
        self.recent_looks.borrow_mut().retain(|(look_up, _)| !look_ups.contains(look_up));
        self.looking.borrow_mut().push(Looking { tab, look_ups: look_ups.clone(), waiting: Vec::new() });
        let result = self.send_look_ups(tab, &look_ups).await;
        let mut looking = self.looking.borrow_mut();
        if let Some(at) = looking.iter().position(|looking| looking.look_ups == look_ups) {
            for waiting in looking.swap_remove(at).waiting {
                // Who no longer waits need not be told.
                let _ = waiting.send(());
            }
        }
        drop(looking);
        match result {
            Ok(()) => Ok(true),
            Err(Unpaid::Moz(error)) => {
                let failed = look_ups.into_iter().map(|look_up| (look_up, Looked::Failed(error.failure())));
                self.recent_looks.borrow_mut().extend(failed);
                Ok(false)
            }
            // Nothing was sent, so all is as it was before.
            Err(Unpaid::Cancelled) => Ok(false),
            Err(other) => Err(other.into()),
        }
    }

    /// Returns once the tab's look-ups have ended.
    pub(super) async fn looking_ended(&self, tab: i32) {
        let flying: Vec<Vec<LookUp>> = {
            let looking = self.looking.borrow();
            looking.iter().filter(|looking| looking.tab == tab).map(|looking| looking.look_ups.clone()).collect()
        };
        for look_ups in flying {
            if let Some(end) = self.join_looking(&look_ups) {
                let _ = end.await;
            }
        }
    }

    fn join_looking(&self, look_ups: &[LookUp]) -> Option<oneshot::Receiver<()>> {
        let mut looking = self.looking.borrow_mut();
        let (sender, receiver) = oneshot::channel();
        let same = looking.iter_mut().find(|looking| looking.look_ups.iter().any(|one| look_ups.contains(one)));
        same?.waiting.push(sender);
        Some(receiver)
    }

    async fn send_look_ups(&self, tab: i32, look_ups: &[LookUp]) -> Result<(), Unpaid> {
        let index = self.sure_index().await?;
        let endpoint = match look_ups.first() {
            Some(LookUp::Redirect(_)) => Endpoint::FinalRedirect,
            Some(LookUp::Link(..)) => Endpoint::Links,
            Some(LookUp::Page(_)) | None => Endpoint::UrlMetrics,
        };
        let order = Order { endpoint, most_rows: price(look_ups), questions: &[], look_ups };
        let paid = self.pay(Some(tab), &order, async |sending| {
            let (found, rows) = fetch(sending, look_ups).await?;
            let changes = sending.flight.found(&found, index.as_deref(), self.ports.now());
            Ok(Bought { answer: found, rows, changes })
        });
        let paid = paid.await?;
        if paid.kept.is_err() {
            // It is paid for, so it is shown as long as the worker lives, even if it cannot be kept.
            let at = self.ports.now();
            let found = paid.answer.into_iter().map(|PaidLook { look_up, found, rows }| {
                (look_up, Looked::Found { found, at, rows, unfinished: None, stale: None })
            });
            self.recent_looks.borrow_mut().extend(found);
        }
        Ok(())
    }
}

/// Asks Moz, and returns what it found and what that cost.
async fn fetch<P: Ports>(sending: &Sending<'_, P>, look_ups: &[LookUp]) -> Result<(Vec<PaidLook>, u32), Unanswered> {
    let (client, flavour) = (&sending.client, sending.flavour);
    match look_ups.first() {
        Some(look_up @ LookUp::Redirect(page)) => {
            let found = Found::Redirect(client.final_redirect(flavour, page).await?);
            let rows = look_up.most_rows();
            Ok((vec![PaidLook { look_up: look_up.clone(), found, rows }], rows))
        }
        Some(look_up @ LookUp::Link(question, site)) => {
            let query = links::Query {
                target: &question.target,
                target_scope: question.target_scope,
                source_root_domain: Some(site),
                source_scope: Scope::Page,
                filter: Filter::All,
                limit: Limit::new(MOST_LINKS),
                next_token: None,
            };
            let answer = client.links(&query).await?;
            let rows = u32::try_from(links::rows(&answer)).unwrap_or(u32::MAX);
            let mut found = Vec::new();
            let link = look_up.pick(answer.items).map(|mut link| {
                // What Moz keeps of both pages comes along, and need not be paid for once more.
                for metrics in [std::mem::take(&mut link.source), std::mem::take(&mut link.target)] {
                    if let Some(page) = metrics.page.clone() {
                        let found_page = Found::Page(Box::new(metrics));
                        found.push(PaidLook { look_up: LookUp::Page(page), found: found_page, rows: 0 });
                    }
                }
                Box::new(link)
            });
            found.push(PaidLook { look_up: look_up.clone(), found: Found::Link(link), rows });
            Ok((found, rows))
        }
        Some(LookUp::Page(_)) | None => {
            let pages = look_ups.iter().filter_map(|look_up| match look_up {
                LookUp::Page(page) => Some(page.clone()),
                _ => None,
            });
            let answered = client.url_metrics(flavour, &pages.collect::<Vec<_>>()).await?;
            let rows = u32::try_from(answered.rows).unwrap_or(u32::MAX);
            let mut found = Vec::new();
            for (look_up, each) in look_ups.iter().zip(answered.each) {
                let metrics = match each {
                    Ok(metrics) => metrics,
                    // Moz keeps nothing of it, which is an answer.
                    Err(MozError::NoData) => Metrics::default(),
                    // What did come is paid for and kept; if none did, that is the failure.
                    Err(error) if found.is_empty() && look_ups.len() == 1 => return Err(error.into()),
                    Err(_) => continue,
                };
                let found_page = Found::Page(Box::new(metrics));
                found.push(PaidLook { look_up: look_up.clone(), found: found_page, rows: look_up.most_rows() });
            }
            Ok((found, rows))
        }
    }
}
