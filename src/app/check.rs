//! Looking at pages that no tab shows: each is fetched as a stranger would, judged as a page in a tab is, and what was
//! found is kept.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use url::Url;

use super::App;
use super::together::{Job, first};
use crate::address::{Address, clean};
use crate::check::{Ended, Fetched, Manners, Queue, Robots, Turn, Unfetched, covers, finding, is_settled, refusal};
use crate::day::day;
use crate::ledger;
use crate::moz::Ticket;
use crate::page::Page;
use crate::page::packed::{self, Row};
use crate::phrase::Failure;
use crate::ports::{Ports, Want, Web};
use crate::scope::Target;
use crate::verdict::Finding;
use crate::watch::End;

/// Longest page that is read, in bytes.
const LARGEST_PAGE: u32 = 5_000_000;
/// As much of a `robots.txt` as RFC 9309 wants read, in bytes.
const LARGEST_RULES: u32 = 512_000;
/// For how long a request goes on to begin fetches, in milliseconds; a view that wants more asks again. A worker answers
/// nobody for longer than its browser lets it.
const WINDOW: f64 = 15_000.0;
/// How long a finding that may be due to a passing trouble is not looked for again, in milliseconds.
pub(super) const SOON: f64 = 600_000.0;
/// Longest sleep between two looks at what is to be done, in milliseconds, so that a cancel is soon seen.
pub(super) const NAP: u32 = 1_000;

/// What is under way. None of it need outlive the worker.
#[derive(Default)]
pub(super) struct Checks {
    pub(super) manners: Manners,
    /// Runs that views have begun, by the number that the view gave.
    pub(super) runs: Vec<(u32, Rc<Stop>)>,
}

/// Stops a run.
#[derive(Default)]
pub(super) struct Stop {
    stopped: Cell<bool>,
    tickets: RefCell<Vec<Ticket>>,
}

/// How pages are looked at.
pub(super) struct How {
    /// What was looked at today is looked at again.
    pub again: bool,
    /// No fetch begins after this time, in milliseconds since 1970.
    pub until: Option<f64>,
    /// What stops it.
    pub stop: Rc<Stop>,
}

/// A fetch that has ended, or a nap.
enum Woken {
    Ended(usize, Option<Fetched>),
    Rested,
}

impl<P: Ports> App<P> {
    /// Looks at one page, whether or not that was done today.
    pub(super) async fn look_live(&self, source: &Address, target: &Target) -> Finding {
        let mut found = None;
        let how = How::in_window(self.ports.now(), true);
        let one = std::slice::from_ref(source);
        // What could not be written down was found all the same.
        let _ = self.look_many(one, (target, &[]), &how, &mut |_, finding| found = Some(finding.clone())).await;
        found.unwrap_or_else(|| nothing(source, &Unfetched::Later, target, self.ports.now()))
    }

    /// Where the link that was found leads in the end, if its site may be read and says.
    pub(super) async fn look_further(&self, found: &Finding, target: &Target) -> Option<End> {
        let address = clean(&found.link.as_ref()?.address, &[]).ok()?.address;
        let mut end = None;
        // What another placement's look found today holds for this one.
        let how = How::in_window(self.ports.now(), false);
        let one = std::slice::from_ref(&address);
        let _ = self.look_many(one, (target, &[]), &how, &mut |_, finding| end = End::of(finding)).await;
        end
    }

    /// Looks at pages, with the manners that all looks share, and tells of each as soon as it is known, by its number; of
    /// those that were looked at today without a fetch, unless they are to be looked at `again`. Those that were stopped, or
    /// whose turn did not come in time, are not told of: the same call later goes on with them. One fetch is enough for the
    /// `others` too, of which nothing is told: what is found of them is kept. The error is that something could not be
    /// written down.
    pub(super) async fn look_many(
        &self,
        sources: &[Address],
        (target, others): (&Target, &[Target]),
        how: &How,
        on_each: &mut dyn FnMut(usize, &Finding),
    ) -> Result<(), Failure> {
        let now = self.ports.now();
        let mut known = Vec::new();
        let mut known_of_others = Vec::new();
        if !how.again {
            known = ledger::findings(&self.ports, sources, target).await?;
            for other in others {
                known_of_others.push(ledger::findings(&self.ports, sources, other).await?);
            }
        }
        let granted = self.ports.granted().await;
        let mut waiting = Vec::new();
        for (number, source) in sources.iter().enumerate() {
            let held = known.get(number).and_then(Option::as_ref);
            let holds = |held: &&Finding| day(held.at) == day(now) && (is_settled(held) || now - held.at < SOON);
            let of_other = |known: &Vec<Option<Finding>>| {
                known.get(number).and_then(Option::as_ref).is_some_and(|held| holds(&held))
            };
            if let Some(held) = held.filter(|held| holds(held) && known_of_others.iter().all(of_other)) {
                on_each(number, held);
            } else if covers(&granted, source.url()) {
                waiting.push((number, source.host().to_owned()));
            } else {
                on_each(number, &nothing(source, &Unfetched::Permission, target, now));
            }
        }
        let mut queue = Queue::new(waiting);
        let mut jobs: Vec<Job<'_, Woken>> = Vec::new();
        let mut napping = false;
        let mut kept = Ok(());
        loop {
            let mut nap = None;
            while !how.is_over(self.ports.now()) {
                let now = self.ports.now();
                let turn = queue.take(&mut self.checks.borrow_mut().manners, now);
                let (Turn::Start(number) | Turn::GiveUp(number)) = turn else {
                    nap = match turn {
                        Turn::Wait(time) => Some(time - now),
                        Turn::WaitForAnother if jobs.is_empty() => Some(f64::from(NAP)),
                        _ => None,
                    };
                    break;
                };
                let Some(source) = sources.get(number) else { continue };
                if matches!(turn, Turn::GiveUp(_)) {
                    on_each(number, &nothing(source, &Unfetched::Later, target, now));
                } else if !covers(&self.ports.granted().await, source.url()) {
                    // Taken back while others were looked at.
                    self.checks.borrow_mut().manners.end(source.host(), Ended::Well, now);
                    on_each(number, &nothing(source, &Unfetched::Permission, target, now));
                } else {
                    jobs.push(Box::pin(self.job(number, source, &how.stop)));
                }
            }
            if let Some(nap) = nap.filter(|_| !napping) {
                napping = true;
                jobs.push(Box::pin(self.nap(nap)));
            }
            // A nap alone is waited for only while something is to come after it.
            if jobs.len() == usize::from(napping) && nap.is_none() {
                return kept;
            }
            match first(&mut jobs).await {
                Woken::Rested => napping = false,
                Woken::Ended(number, fetched) => {
                    let (Some(source), Some(fetched)) = (sources.get(number), fetched) else { continue };
                    let found = finding(source.url(), &fetched, target, self.ports.now());
                    on_each(number, &found);
                    let written = ledger::keep_finding(&self.ports, source, target, &found).await;
                    kept = kept.and(written.map_err(Failure::from));
                    for other in others {
                        let found = finding(source.url(), &fetched, other, self.ports.now());
                        let written = ledger::keep_finding(&self.ports, source, other, &found).await;
                        kept = kept.and(written.map_err(Failure::from));
                    }
                }
            }
        }
    }

    async fn nap(&self, milliseconds: f64) -> Woken {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast saturates")]
        self.ports.sleep(milliseconds.min(f64::from(NAP)) as u32).await;
        Woken::Rested
    }

    /// Fetches the page of a turn that was begun, and ends the turn.
    async fn job(&self, number: usize, source: &Address, stop: &Stop) -> Woken {
        let fetched = self.fetch_page(source, stop).await;
        let now = self.ports.now();
        let ended = fetched.as_ref().map_or(Ended::Well, |fetched| refusal(fetched, now));
        self.checks.borrow_mut().manners.end(source.host(), ended, now);
        Woken::Ended(number, fetched)
    }

    /// None if it was stopped.
    async fn fetch_page(&self, source: &Address, stop: &Stop) -> Option<Fetched> {
        let mut url = source.url().clone();
        url.set_fragment(None);
        match self.rules(&url, stop).await? {
            Err(why) => return Some(Fetched::Nothing(why)),
            Ok(rules) if !rules.allows(&url) => return Some(Fetched::Nothing(Unfetched::Robots)),
            Ok(_) => {}
        }
        let packed = match self.fetch(url.as_str(), Want::Page { largest: LARGEST_PAGE }, stop).await? {
            Ok(packed) => packed,
            Err(why) => return Some(Fetched::Nothing(why)),
        };
        Some(Page::fetched(&packed).into())
    }

    /// What the site lets programs fetch. What was learned holds for a day; that nothing can be learned now, not at all.
    async fn rules(&self, url: &Url, stop: &Stop) -> Option<Result<Robots, Unfetched>> {
        let now = self.ports.now();
        // What cannot be read from the database can be asked for again.
        if let Ok(Some(known)) = ledger::known_rules(&self.ports, url, now).await {
            return Some(Ok(known));
        }
        let Ok(address) = url.join("/robots.txt") else { return Some(Err(Unfetched::RobotsUnknown)) };
        let packed = match self.fetch(address.as_str(), Want::Text { largest: LARGEST_RULES }, stop).await? {
            Ok(packed) => packed,
            Err(why) => return Some(Err(why)),
        };
        let rules = match packed::rows(&packed).next() {
            Some(Row::Text(200..=299, text)) => Robots::parse(&text),
            // The site has none, or keeps it from everybody.
            Some(Row::Text(status @ 400..=499, _)) if status != 429 => Robots::default(),
            Some(Row::Missing(word, ..)) => {
                return Some(Err(match word.as_ref() {
                    "redirected" => Unfetched::RedirectedAway,
                    "too_slow" => Unfetched::Timeout,
                    _ => Unfetched::Network,
                }));
            }
            _ => return Some(Err(Unfetched::RobotsUnknown)),
        };
        // Not kept, they are asked for again, no more.
        let _ = ledger::keep_rules(&self.ports, url, rules.clone(), now).await;
        Some(Ok(rules))
    }

    /// None if it was stopped.
    pub(super) async fn fetch(&self, url: &str, want: Want, stop: &Stop) -> Option<Result<String, Unfetched>> {
        if stop.stopped.get() {
            return None;
        }
        let ticket = self.ticket();
        stop.tickets.borrow_mut().push(ticket);
        let packed = Web::fetch(&self.ports, url, want, ticket).await;
        stop.tickets.borrow_mut().retain(|other| *other != ticket);
        // Stopped, it ends in whatever way.
        (!stop.stopped.get()).then(|| packed.map_err(|_| Unfetched::Network))
    }

    /// Stops a run: nothing new is begun, and what is under way is broken off.
    pub(super) async fn stop_looks(&self, stop: &Stop) {
        stop.stopped.set(true);
        for ticket in stop.tickets.take() {
            self.ports.stop(ticket).await;
        }
    }
}

impl How {
    /// No fetch begins after the time that a worker has for one answer.
    pub(super) fn in_window(now: f64, again: bool) -> Self {
        Self { again, until: Some(now + WINDOW), stop: Rc::default() }
    }

    pub(super) fn is_over(&self, now: f64) -> bool {
        self.stop.stopped.get() || self.until.is_some_and(|until| now >= until)
    }
}

/// The finding of a page that was not fetched.
fn nothing(source: &Address, why: &Unfetched, target: &Target, now: f64) -> Finding {
    finding(source.url(), &Fetched::Nothing(why.clone()), target, now)
}
