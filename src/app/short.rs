//! Short links of the page in front: their servers are asked where they lead when the person says so, and what they said is
//! kept.

use url::Url;

use super::App;
use super::check::{How, NAP, SOON};
use super::pages::Held;
use super::together::{Job, first};
use crate::address::{Address, NoWay, Said, Way, Ways, Wrapped, host_of};
use crate::check::{Ended, May, covers, patterns, said};
use crate::ledger;
use crate::page::{Link, Page};
use crate::phrase::{Failure, Phrase, Retry};
use crate::ports::{Ports, Want};
use crate::protocol::{Answer, ShortLooked, ShortView};
use crate::scope::{Scope, Target};

/// As much of a service's own page as is read, in bytes: a refresh stands at its beginning.
const LARGEST: u32 = 64_000;
/// Most that are asked for in one go. Whoever wants more presses again.
const MOST_ASKED: usize = 100;
/// Most steps from one short link to the next that are looked up.
const MOST_STEPS: usize = 5;
/// How long it holds where a short link leads, in milliseconds: 30 days.
const HOLDS: f64 = 30.0 * 86_400_000.0;

impl<P: Ports> App<P> {
    /// Takes in what is known of where the page's short links lead. Where nothing can be learned, nothing is known.
    pub(super) async fn lead(&self, page: &mut Page) {
        let asked = first_asked(page);
        if asked.is_empty() || self.open_ledger().await.is_err() {
            return;
        }
        let ways = self.known_ways(asked).await;
        page.lead(&ways);
    }

    async fn known_ways(&self, asked: Vec<Url>) -> Ways {
        let now = self.ports.now();
        let mut ways = Ways::default();
        let mut wanted = asked.clone();
        for _ in 0..MOST_STEPS {
            let Ok(known) = ledger::ways(&self.ports, &wanted).await else { break };
            let known = wanted.iter().zip(known).filter_map(|(address, way)| Some((address, way?)));
            let known: Vec<_> = known.filter(|(_, way)| now - way.at < HOLDS).collect();
            if known.is_empty() {
                break;
            }
            for (address, way) in known {
                ways.learn(address, way);
            }
            let next = asked.iter().filter_map(|address| match ways.end(address) {
                Wrapped::NeedsRequest { address } => Some(address),
                _ => None,
            });
            wanted = next.collect();
        }
        ways
    }

    /// Asks where the page's short links lead, as far as there is time and permission. `again` has those asked once more
    /// that did not tell.
    pub(super) async fn short_look(&self, tab: i32, run: u32, again: bool) -> Result<Answer, Failure> {
        let target = self.target().await?.and_then(Result::ok);
        let how = How::in_window(self.ports.now(), again);
        self.checks.borrow_mut().runs.push((run, how.stop.clone()));
        let looked = self.ask_ways(tab, target.as_ref().map(Target::site).unwrap_or_default(), &how).await;
        self.checks.borrow_mut().runs.retain(|(_, stop)| !std::rc::Rc::ptr_eq(stop, &how.stop));
        let left = looked?;
        Ok(Answer::Short(ShortLooked { report: Box::new(self.report_of(tab).await?), left }))
    }

    /// How many are left.
    async fn ask_ways(&self, tab: i32, site: &str, how: &How) -> Result<u32, Failure> {
        let began = self.ports.now();
        let before = if how.again { began } else { began - SOON };
        let print = self.page(tab).await.print();
        let mut told: Vec<(Url, Way)> = Vec::new();
        let mut kept = Ok(());
        loop {
            let held = self.page(tab).await;
            let page = held.page.as_ref().map_err(Clone::clone)?;
            // Another page by now: nobody asked for its links.
            if held.print() != print {
                return Ok(0);
            }
            let granted = self.ports.granted().await;
            let all = open(page, site, before);
            let may: Vec<&Url> = all.iter().copied().filter(|address| covers(&granted, address)).collect();
            if may.is_empty() && !all.is_empty() && told.is_empty() {
                return Err(Failure::new("check.permission", Retry::AfterChange));
            }
            if told.len() >= MOST_ASKED {
                kept?;
                return Ok(0);
            }
            if may.is_empty() || how.is_over(self.ports.now()) {
                kept?;
                return Ok(u32::try_from(may.len()).unwrap_or(u32::MAX));
            }
            let said = self.ask_some(&may, site, how).await;
            if said.is_empty() && !how.is_over(self.ports.now()) {
                self.ports.sleep(NAP).await;
            }
            for (address, way) in &said {
                kept = kept.and(ledger::keep_way(&self.ports, address, way).await);
            }
            told.extend(said);
            let mut ways = self.known_ways(first_asked(page)).await;
            // Whether or not it could be written down, nobody is asked twice.
            for (address, way) in &told {
                ways.learn(address, way.clone());
            }
            self.change_page(tab, held, |page| page.lead(&ways));
        }
    }

    /// Asks as many at once as manners allow.
    async fn ask_some(&self, addresses: &[&Url], site: &str, how: &How) -> Vec<(Url, Way)> {
        let mut said = Vec::new();
        let mut jobs: Vec<Job<'_, Option<(Url, Way)>>> = Vec::new();
        for address in addresses {
            let (host, now) = (host_of(address), self.ports.now());
            let may = self.checks.borrow().manners.may(host, now);
            match may {
                May::Now => {
                    self.checks.borrow_mut().manners.begin(host);
                    jobs.push(Box::pin(self.ask_way(address, site, how)));
                }
                May::GiveUp => said.push(((*address).clone(), Way { at: now, said: Said::Not(NoWay::Busy) })),
                May::At(_) | May::AfterAnother => {}
            }
        }
        while !jobs.is_empty() {
            said.extend(first(&mut jobs).await);
        }
        said
    }

    /// None if it was stopped.
    async fn ask_way(&self, address: &Url, site: &str, how: &How) -> Option<(Url, Way)> {
        let fetched = self.fetch(address.as_str(), Want::End { largest: LARGEST }, &how.stop).await;
        let at = self.ports.now();
        let (said, ended) = match &fetched {
            Some(Ok(packed)) => said(address, packed, site, at),
            Some(Err(_)) | None => (Said::Not(NoWay::Network), Ended::Well),
        };
        self.checks.borrow_mut().manners.end(host_of(address), ended, at);
        fetched.map(|_| (address.clone(), Way { at, said }))
    }
}

/// What the page's short links have to be asked for first.
fn first_asked(page: &Page) -> Vec<Url> {
    page.short_links().into_iter().map(|(address, _)| address).collect()
}

/// What is left to be asked for, for a target of that site: what never was, and what was before that time and may tell more
/// by now.
fn open<'a>(page: &'a Page, site: &str, before: f64) -> Vec<&'a Url> {
    let mut open: Vec<&Url> = Vec::new();
    for (_, link) in page.short_links() {
        let address = match link.wrapped.as_deref() {
            Some(Wrapped::NeedsRequest { address }) => address,
            Some(Wrapped::Untold { address, why: NoWay::Away(from), at }) if from != site || *at < before => address,
            Some(Wrapped::Untold { address, why, at }) if why.may_pass() && *at < before => address,
            _ => continue,
        };
        if !open.contains(&address) {
            open.push(address);
        }
    }
    open
}

/// What a view is told of short links; none where nothing is left to be asked.
pub(super) fn short_view(held: &Held, target: Option<&Target>) -> Option<ShortView> {
    let page = held.page.as_ref().ok()?;
    let site = target.map(Target::site).unwrap_or_default();
    let open = open(page, site, f64::INFINITY);
    let fresh = |(_, link): &(Url, &Link)| matches!(link.wrapped.as_deref(), Some(Wrapped::NeedsRequest { .. }));
    let asked = !page.short_links().iter().any(fresh);
    let mut hosts: Vec<String> = Vec::new();
    for host in open.iter().map(|address| host_of(address)) {
        if !hosts.iter().any(|other| other == host) {
            hosts.push(host.to_owned());
        }
    }
    let count = u32::try_from(open.len()).unwrap_or(u32::MAX);
    let patterns = hosts.iter().flat_map(|host| both(host)).chain(target.map(reach).unwrap_or_default()).collect();
    let says = Phrase::new(if asked { "short_untold" } else { "short_open" }).count(count);
    (count > 0).then_some(ShortView { links: count, says, again: asked, hosts, patterns })
}

fn both(host: &str) -> [String; 2] {
    ["https", "http"].map(|scheme| format!("{scheme}://{host}/*"))
}

/// Where a link to the target may end.
fn reach(target: &Target) -> Vec<String> {
    let address: &Address = target.address();
    match (target.scope, address.root_domain()) {
        (Scope::Subdomain, Some(_)) => both(&format!("*.{}", address.host())).into(),
        (Scope::RootDomain, Some(root)) => both(&format!("*.{root}")).into(),
        _ => patterns(std::slice::from_ref(address), &[]).1,
    }
}
