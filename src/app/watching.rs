//! Looking at watched placements when their turn comes. Free looks go by the manners that all looks share, paid ones the one
//! way to Moz, and only within the month's limit of the watch, which is written down before anything is sent.

use super::App;
use super::together::{Job, first};
use crate::address::{Address, clean};
use crate::ledger::{self, edit_watch};
use crate::phrase::Failure;
use crate::ports::{Ports, StoreFault};
use crate::scope::{Cell, Question, Scope, Target};
use crate::verdict::{Finding, Known};
use crate::watch::{End, Pause, Record, Watch, take_due};

/// Whose Cancel ends the questions of watches: nobody's.
const NO_TAB: i32 = i32::MIN;
/// How many are looked at at once: fewer than the manners allow, so that a person's own looks find room.
const AT_ONCE: usize = 3;
/// How long a watch that was removed can be brought back, in milliseconds.
const UNDO: f64 = 3_600_000.0;

/// What a watch asks, made from its record.
pub(super) struct Placement {
    pub(super) source: Address,
    pub(super) target: Target,
}

impl<P: Ports> App<P> {
    /// What a watch is about; none if what was an address is none by newer rules.
    pub(super) async fn placement(&self, watch: &Watch) -> Result<Option<Placement>, StoreFault> {
        let sameness = ledger::load_sameness(&self.ports).await?;
        let source = clean(&watch.source, &sameness.tracking).ok().map(|cleaned| cleaned.address);
        let target = Target::by(&watch.target, watch.scope, &sameness).ok();
        Ok(source.zip(target).map(|(source, target)| Placement { source, target }))
    }

    /// Looks at those whose turn has come, a few; when the next waking is to be.
    pub(super) async fn watch_wake(&self) -> Result<Option<f64>, StoreFault> {
        let now = self.ports.now();
        let mut watches = ledger::watches(&self.ports).await?;
        self.tidy(&watches, now).await?;
        watches.retain(|(key, watch)| watch.is_active() && !self.watching.borrow().contains(key));
        let (taken, _) = take_due(watches.iter().map(|(key, watch)| (key.as_str(), watch)), now);
        let mut jobs: Vec<Job<'_, u32>> = Vec::new();
        let mut keys = taken.into_iter().filter_map(|number| watches.get(number)).map(|(key, _)| key);
        let mut news = 0_u32;
        loop {
            let room = AT_ONCE.saturating_sub(jobs.len());
            for key in keys.by_ref().take(room) {
                jobs.push(Box::pin(async move { self.look_watched(key, None).await.unwrap_or_default() }));
            }
            if jobs.is_empty() {
                break;
            }
            news = news.saturating_add(first(&mut jobs).await);
        }
        self.show_unseen().await?;
        if news > 0 && ledger::load_watching(&self.ports).await?.notify {
            self.ports.notify(news);
        }
        self.next_watch().await
    }

    /// When the next watch has its turn.
    pub(super) async fn next_watch(&self) -> Result<Option<f64>, StoreFault> {
        let watches = ledger::watches(&self.ports).await?;
        let now = self.ports.now();
        let (taken, next) = take_due(watches.iter().map(|(key, watch)| (key.as_str(), watch)), now);
        let next = if taken.is_empty() { next } else { Some(now + crate::watch::BETWEEN) };
        self.next_watch.set(next);
        Ok(next)
    }

    /// Looks at one, whether its turn has come or not: how many changes that brought. `agreed` is the price that a person
    /// agreed to; without it, what the month's limit allows.
    pub(super) async fn look_watched(&self, key: &str, agreed: Option<u32>) -> Result<u32, Failure> {
        if self.watching.borrow().iter().any(|other| other == key) {
            return Ok(0);
        }
        self.watching.borrow_mut().push(key.to_owned());
        let looked = self.look_alone(key, agreed).await;
        self.watching.borrow_mut().retain(|other| other != key);
        looked
    }

    async fn look_alone(&self, key: &str, agreed: Option<u32>) -> Result<u32, Failure> {
        let Some(watch) = ledger::watch(&self.ports, key).await? else { return Ok(0) };
        let Some(placement) = self.placement(&watch).await? else { return Ok(0) };
        let price = if watch.looks.index() { self.watch_price(&placement).await? } else { 0 };
        if agreed.is_some_and(|agreed| agreed != price) {
            return Err(Failure::new("ask.price_changed", crate::phrase::Retry::Now));
        }
        let mut written: Vec<Record> = Vec::new();
        if watch.looks.live() {
            let found = self.look_live(&placement.source, &placement.target).await;
            let end = self.look_further(&found, &placement.target).await;
            written.extend(self.take_in(key, &found, end).await?);
        }
        if watch.looks.index() {
            written.extend(self.look_in_index(key, &placement, price).await?);
        }
        self.prune_one(key).await?;
        Ok(u32::try_from(written.iter().filter(|record| record.is_news()).count()).unwrap_or(u32::MAX))
    }

    /// What a look at the index costs now, in rows: nothing where the answer is known.
    pub(super) async fn watch_price(&self, placement: &Placement) -> Result<u32, StoreFault> {
        let Some(question) = question(placement) else { return Ok(0) };
        let freshness = self.freshness().await?;
        let known = self.known_all(vec![question], &freshness).await?;
        let settled = known.first().is_some_and(|(_, known)| known.is_settled());
        Ok(if settled { 0 } else { ledger::price(ledger::load_terms(&self.ports).await?.flavour) })
    }

    /// What a look at the page found. A site that may no longer be read is no news: the watch rests, and says so.
    async fn take_in(&self, key: &str, found: &Finding, end: Option<End>) -> Result<Option<Record>, StoreFault> {
        let refused = found.why.as_deref() == Some("check.permission");
        edit_watch(&self.ports, key, &mut |watch| {
            let mut watch = watch.filter(|watch| watch.removed.is_none())?;
            if refused {
                watch.paused = Some(watch.paused.unwrap_or(Pause::Permission));
                watch.live.looked = Some(found.at);
                return Some((watch, None));
            }
            let record = watch.look_live(found, end.clone());
            Some((watch, record))
        })
        .await
    }

    async fn look_in_index(&self, key: &str, placement: &Placement, price: u32) -> Result<Option<Record>, Failure> {
        let Some(question) = question(placement) else { return Ok(None) };
        let mut trouble = None;
        if price > 0 {
            // Written down before it is spent, with that it was this turn: a worker that is stopped spends nothing twice.
            let now = self.ports.now();
            let mut may = false;
            edit_watch(&self.ports, key, &mut |watch| {
                let mut watch = watch.filter(|watch| watch.removed.is_none())?;
                may = watch.reserve(price, now);
                watch.index.looked = Some(now);
                Some((watch, None))
            })
            .await?;
            if may {
                self.check_index_early().await?;
                let flown = self.fly(NO_TAB, &question, price).await;
                trouble = flown.as_ref().err().map(|failure| failure.code.clone());
            } else {
                trouble = Some("watch.limit".to_owned());
            }
        }
        let freshness = self.freshness().await?;
        let known = self.known_all(vec![question], &freshness).await?.pop().map(|(_, known)| known);
        let mut unspent = trouble.as_ref().is_some_and(|trouble| trouble != "watch.limit");
        if let Some(Known::Failed(error)) = &known {
            trouble = Some(error.failure().code);
            unspent |= !error.maybe_billed();
        }
        let answer = match known {
            Some(Known::Answer { exists, at, stale: None, .. }) => Some((exists, at)),
            _ => None,
        };
        let now = self.ports.now();
        let record = edit_watch(&self.ports, key, &mut |watch| {
            let mut watch = watch.filter(|watch| watch.removed.is_none())?;
            watch.index.looked = Some(now);
            if unspent && price > 0 {
                watch.give_back(price);
            }
            let record = answer.and_then(|(exists, at)| watch.look_index(exists, at, now));
            watch.index.trouble = if answer.is_some() { None } else { trouble.clone() };
            Some((watch, record))
        })
        .await?;
        Ok(record)
    }

    /// Takes what is too old out of a placement's history, a step of it.
    async fn prune_one(&self, key: &str) -> Result<(), StoreFault> {
        let retention = ledger::load_watching(&self.ports).await?.retention;
        if let Some(cutoff) = retention.cutoff(self.ports.now()) {
            ledger::prune(&self.ports, key, Some(cutoff)).await?;
        }
        Ok(())
    }

    /// Forgets what was removed for long enough, a step of it.
    async fn tidy(&self, watches: &[(String, Watch)], now: f64) -> Result<(), StoreFault> {
        let over = |watch: &Watch| watch.removed.is_some_and(|removed| now - removed > UNDO);
        if let Some((key, _)) = watches.iter().find(|(_, watch)| over(watch))
            && !ledger::prune(&self.ports, key, None).await?
        {
            ledger::forget_watch(&self.ports, key).await?;
        }
        Ok(())
    }

    /// Shows at the toolbar button how many changes were not seen.
    pub(super) async fn show_unseen(&self) -> Result<u32, StoreFault> {
        let watches = ledger::watches(&self.ports).await?;
        let unseen = ledger::unseen(&self.ports, &|key| is_watched(&watches, key)).await?;
        if self.badge.replace(Some(unseen)) != Some(unseen) {
            self.ports.badge(unseen);
        }
        Ok(unseen)
    }
}

/// Whether that placement is watched still.
pub(super) fn is_watched(watches: &[(String, Watch)], key: &str) -> bool {
    watches.iter().any(|(other, watch)| other == key && watch.removed.is_none())
}

fn question(placement: &Placement) -> Option<Question> {
    let cell = Cell { source: Scope::Page, target: placement.target.scope };
    Question::new(&placement.source, &placement.target, cell)
}
