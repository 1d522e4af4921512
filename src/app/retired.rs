//! Old addresses: where they lead by now, by their own sites and by Moz, and which of the pages that were looked at still point
//! at them.

use url::Url;

use super::App;
use super::check::How;
use super::looked::needs;
use super::looks::price;
use crate::address::{Address, Sameness, safe_text, show_raw, show_url};
use crate::day::second;
use crate::ledger;
use crate::phrase::{Failure, Phrase, Retry};
use crate::ports::{Ports, StoreFault};
use crate::protocol::{Answer, OldView, PieceView, PointingView, RetiredView};
use crate::report::table;
use crate::scope::{Scope, Target};
use crate::verdict::{Finding, Found, Lamp, LookUp, Looked};
use crate::watch::End;

/// Most addresses of one request.
const MOST: usize = 50;
/// Most sources in the view; the text has more.
const MOST_SHOWN: usize = 200;
/// Whose Cancel ends its questions.
const TAB: i32 = i32::MIN + 1;
const COLUMNS: [&str; 6] = ["source", "anchor_text", "points_at", "leads_to", "learned_by", "looked"];

/// An address and what is known of it.
struct Old {
    typed: String,
    target: Result<Target, Failure>,
    end: Option<End>,
    looked_in_vain: Option<String>,
    moz: Looked,
}

impl Old {
    fn address(&self) -> Option<&Address> {
        self.target.as_ref().ok().map(Target::address)
    }

    fn look_up(&self) -> Option<LookUp> {
        self.target.as_ref().ok().map(|target| LookUp::Redirect(target.sent.clone()))
    }

    /// Where it leads now, if elsewhere, and how that is known: its own site knows better than the index.
    fn now(&self) -> Option<(String, &'static str)> {
        let same = |one: &str| self.address().is_some_and(|old| alike(one, old.url().as_str()));
        if let Some(end) = &self.end {
            return (!end.gone && !same(&end.address)).then(|| (end.address.clone(), "its site"));
        }
        match self.moz.holds() {
            Some(Found::Redirect(Some(to))) if !same(to) => Some((to.clone(), "Moz")),
            _ => None,
        }
    }
}

/// The same page, whatever the scheme, `www.`, and a slash at the end.
fn alike(one: &str, other: &str) -> bool {
    let sameness = Sameness::default();
    let sent = |text: &str| Target::by(text, Scope::Page, &sameness).ok().map(|target| plain(&target.sent));
    sent(one).is_some_and(|one| Some(one) == sent(other))
}

fn plain(sent: &str) -> String {
    let host_first = sent.split_once("://").map_or(sent, |(_, rest)| rest);
    host_first.strip_prefix("www.").unwrap_or(host_first).trim_end_matches('/').to_owned()
}

impl<P: Ports> App<P> {
    /// What is known of these.
    pub(super) async fn retired(&self, typed: &[String]) -> Result<Answer, Failure> {
        let olds = self.olds(typed).await?;
        self.retired_view(&olds, 0, None).await
    }

    /// Looks where they lead, as far as there is time.
    pub(super) async fn retired_look(&self, typed: &[String], run: u32) -> Result<Answer, Failure> {
        let olds = self.olds(typed).await?;
        let how = How::in_window(self.ports.now(), false);
        self.checks.borrow_mut().runs.push((run, how.stop.clone()));
        let mut left = 0;
        let mut looked = Ok(());
        for old in &olds {
            let (Some(address), Ok(target)) = (old.address(), &old.target) else { continue };
            let one = std::slice::from_ref(address);
            let mut told = false;
            let each = self.look_many(one, (target, &[]), &how, &mut |_, _| told = true).await;
            looked = looked.and(each);
            left += u32::from(!told);
        }
        self.checks.borrow_mut().runs.retain(|(_, stop)| !std::rc::Rc::ptr_eq(stop, &how.stop));
        let olds = self.olds(typed).await?;
        self.retired_view(&olds, left, looked.err()).await
    }

    /// Asks Moz about those that it was not asked about, one after the other, until one fails.
    pub(super) async fn retired_ask(&self, typed: &[String], rows: u32) -> Result<Answer, Failure> {
        let olds = self.olds(typed).await?;
        let open = open(&olds);
        if price(&open) != rows {
            return Err(Failure::new("ask.price_changed", Retry::Now));
        }
        let before = self.billed().await?;
        let mut failure = None;
        for look_up in open {
            match self.find(TAB, vec![look_up]).await {
                Ok(true) => {}
                // Why, is with the address.
                Ok(false) => break,
                Err(error) => {
                    failure = Some(error);
                    break;
                }
            }
        }
        self.close_bill(rows, before).await?;
        let olds = self.olds(typed).await?;
        self.retired_view(&olds, 0, failure).await
    }

    async fn olds(&self, typed: &[String]) -> Result<Vec<Old>, Failure> {
        if typed.len() > MOST {
            return Err(Failure::new("retired.too_many", Retry::AfterChange).about(MOST.to_string()));
        }
        let sameness = ledger::load_sameness(&self.ports).await?;
        let freshness = self.freshness().await?;
        let mut olds = Vec::new();
        for typed in typed {
            let target = Target::by(typed, Scope::Page, &sameness).map_err(|error| error.failure());
            let mut old = Old { typed: typed.clone(), target, end: None, looked_in_vain: None, moz: Looked::Nothing };
            if let Ok(target) = &old.target {
                let one = std::slice::from_ref(target.address());
                let found = ledger::findings(&self.ports, one, target).await?.pop().flatten();
                old.end = found.as_ref().and_then(End::of);
                old.looked_in_vain = found.filter(|_| old.end.is_none()).and_then(|found| found.why);
            }
            if let Some(look_up) = old.look_up() {
                let recent = self.recent_looks.borrow().iter().find(|(other, _)| *other == look_up).cloned();
                let written = ledger::looked_up(&self.ports, &[look_up], &freshness).await?.pop();
                old.moz = recent.map(|(_, looked)| looked).or(written).unwrap_or_default();
            }
            olds.push(old);
        }
        Ok(olds)
    }

    async fn retired_view(&self, olds: &[Old], left: u32, failure: Option<Failure>) -> Result<Answer, Failure> {
        let addresses: Vec<Address> = olds.iter().filter_map(|old| old.address().cloned()).collect();
        let granted = self.ports.granted().await;
        let terms = ledger::load_terms(&self.ports).await?;
        let open = open(olds);
        let rows = price(&open);
        let pointing = self.pointing(olds).await?;
        let cells: Vec<[String; 6]> = pointing.iter().map(|(source, found, old)| cells(source, found, old)).collect();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(Answer::Retired(Box::new(RetiredView {
            olds: olds.iter().map(view).collect(),
            price: (!open.is_empty()).then(|| PieceView {
                sites: number(open.len()),
                rows,
                confirm: rows >= terms.confirm_at.max(1),
            }),
            patterns: needs(&addresses, &granted).patterns,
            left,
            pointing: pointing.iter().take(MOST_SHOWN).map(|(source, found, old)| point(source, found, old)).collect(),
            total: number(pointing.len()),
            csv: table(Some(COLUMNS), &cells),
            failure,
        })))
    }

    /// The pages that were looked at and point at one of these.
    async fn pointing<'a>(&self, olds: &'a [Old]) -> Result<Vec<(String, Finding, &'a Old)>, StoreFault> {
        let names: Vec<(String, &Old)> =
            olds.iter().filter_map(|old| Some((plain(&old.target.as_ref().ok()?.sent), old))).collect();
        let sameness = Sameness::default();
        let mut pointing: Vec<(String, Finding, &Old)> = Vec::new();
        for (source, found) in ledger::all_findings(&self.ports).await? {
            let Some(link) = &found.link else { continue };
            let Ok(target) = Target::by(&link.address, Scope::Page, &sameness) else { continue };
            let name = plain(&target.sent);
            let Some((_, old)) = names.iter().find(|(other, _)| *other == name) else { continue };
            if !pointing.iter().any(|(other, _, known)| *other == source && std::ptr::eq(*known, *old)) {
                pointing.push((source, found, old));
            }
        }
        Ok(pointing)
    }
}

/// What Moz is yet to be asked.
fn open(olds: &[Old]) -> Vec<LookUp> {
    let mut open: Vec<LookUp> = Vec::new();
    for look_up in olds.iter().filter(|old| old.moz.holds().is_none()).filter_map(Old::look_up) {
        if !open.contains(&look_up) {
            open.push(look_up);
        }
    }
    open
}

fn shown(url: &str) -> crate::phrase::Shown {
    Url::parse(url).map_or_else(|_| show_raw(url), |url| show_url(&url))
}

fn view(old: &Old) -> OldView {
    let now = old.now();
    let (live, live_says) = match (&old.end, &old.looked_in_vain) {
        (Some(End { gone: true, at, .. }), _) => (Lamp::Unknown, Phrase::new("retired_live_gone").date(*at)),
        (Some(end), _) if now.is_some() => (Lamp::Yes, Phrase::new("retired_live_moved").date(end.at)),
        (Some(end), _) => (Lamp::No, Phrase::new("retired_live_stays").date(end.at)),
        (None, Some(why)) => (Lamp::Unknown, crate::check::failure(why).says),
        (None, None) => (Lamp::None, Phrase::new("rivals_live_none")),
    };
    let (moz, moz_says) = match &old.moz {
        Looked::Found { found: Found::Redirect(Some(to)), at, .. } => {
            let to = shown(to);
            let to = format!("{}{}{}", to.before, to.domain, to.after);
            (Lamp::Yes, Phrase::new("retired_moz_moved").text(to).date(*at))
        }
        Looked::Found { at, .. } => (Lamp::No, Phrase::new("retired_moz_stays").date(*at)),
        Looked::Unfinished { .. } => (Lamp::Unknown, Phrase::new("err_list_unfinished")),
        Looked::Failed(failure) => (Lamp::Unknown, failure.says.clone()),
        Looked::Nothing => (Lamp::None, Phrase::new("list_index_none")),
    };
    OldView {
        address: old.address().map_or_else(|| show_raw(&old.typed), |address| show_url(address.url())),
        failure: old.target.as_ref().err().cloned(),
        live,
        live_says,
        moz,
        moz_says,
        now: now.map(|(to, _)| shown(&to)),
    }
}

fn point(source: &str, found: &Finding, old: &Old) -> PointingView {
    let link = found.link.as_ref();
    PointingView {
        source: shown(source),
        anchor: link.map(|link| safe_text(&link.anchor, 80)).unwrap_or_default(),
        old: link.map_or_else(|| show_raw(&old.typed), |link| shown(&link.address)),
        now: old.now().map(|(to, _)| shown(&to)),
        when: Phrase::new("list_looked_at").date(found.at),
    }
}

fn cells(source: &str, found: &Finding, old: &Old) -> [String; 6] {
    let link = found.link.as_ref();
    let (to, by) = old.now().unwrap_or_default();
    [
        source.to_owned(),
        link.map(|link| link.anchor.clone()).unwrap_or_default(),
        link.map(|link| link.address.clone()).unwrap_or_default(),
        to,
        by.to_owned(),
        second(found.at),
    ]
}
