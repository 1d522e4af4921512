//! Looking at pages for a view, and what the view is told of them.

use super::App;
use super::check::How;
use crate::address::{Address, clean, safe_text, show_raw, show_url};
use crate::check::{failure, patterns};
use crate::ledger;
use crate::phrase::{Failure, Phrase, Retry};
use crate::ports::Ports;
use crate::protocol::{Answer, LookNeeds, LookRow, LooksView};
use crate::scope::{Scope, Target};
use crate::verdict::{Finding, FoundLink, FoundPage, Lamp, There};

/// Most sources of one request.
const MOST: usize = 50;
/// Most sources whose permissions are told of at once.
const MOST_PLANNED: usize = 10_000;
/// Patterns for every host of the web, as the manifest names them.
const EVERYWHERE: [&str; 2] = ["http://*/*", "https://*/*"];

impl<P: Ports> App<P> {
    pub(super) async fn look_needs(&self, sources: &[String]) -> Result<Answer, Failure> {
        let addresses: Vec<Address> = sources.iter().take(MOST_PLANNED).filter_map(|text| address(text).ok()).collect();
        let granted = self.ports.granted().await;
        Ok(Answer::LookNeeds(needs(&addresses, &granted)))
    }

    pub(super) async fn look_at(
        &self,
        run: u32,
        sources: &[String],
        (target, scope): (&str, Scope),
        again: bool,
    ) -> Result<Answer, Failure> {
        if sources.len() > MOST {
            return Err(Failure::new("request.malformed", Retry::Never));
        }
        let sameness = ledger::load_sameness(&self.ports).await?;
        let target = Target::by(target, scope, &sameness).map_err(|error| error.failure())?;
        let parsed: Vec<_> = sources.iter().map(|text| address(text)).collect();
        let mut rows: Vec<LookRow> =
            sources.iter().zip(&parsed).map(|(text, address)| unlooked(text, address)).collect();
        // Where the addresses that are any stand among the rows.
        let (places, addresses): (Vec<usize>, Vec<Address>) =
            parsed.into_iter().enumerate().filter_map(|(place, address)| Some((place, address.ok()?))).unzip();
        let how = How::in_window(self.ports.now(), again);
        self.checks.borrow_mut().runs.push((run, how.stop.clone()));
        let mut told = 0_u32;
        let looked = self
            .look_many(&addresses, (&target, &[]), &how, &mut |number, finding| {
                told += 1;
                if let Some(row) = places.get(number).and_then(|place| rows.get_mut(*place)) {
                    show(row, finding);
                }
            })
            .await;
        self.checks.borrow_mut().runs.retain(|(_, stop)| !std::rc::Rc::ptr_eq(stop, &how.stop));
        let left = u32::try_from(addresses.len()).unwrap_or(u32::MAX).saturating_sub(told);
        Ok(Answer::Looks(LooksView { rows, left, unkept: looked.err() }))
    }

    pub(super) async fn cancel_looks(&self, run: u32) -> Result<Answer, Failure> {
        let runs = self.checks.borrow().runs.clone();
        for (_, stop) in runs.into_iter().filter(|(other, _)| *other == run) {
            self.stop_looks(&stop).await;
        }
        Ok(Answer::Looks(LooksView::default()))
    }
}

/// Which permissions it takes to look at these.
pub(super) fn needs(addresses: &[Address], granted: &[String]) -> LookNeeds {
    let (hosts, patterns) = patterns(addresses, granted);
    LookNeeds { patterns, all: EVERYWHERE.map(str::to_owned).into(), hosts }
}

/// The address that a text is, with whatever parameters it has.
pub(super) fn address(text: &str) -> Result<Address, Failure> {
    // Tracking parameters change no page.
    clean(text, &[]).map(|cleaned| cleaned.address).map_err(|error| error.failure())
}

/// A row of which nothing is known.
pub(super) fn unlooked(source: &str, address: &Result<Address, Failure>) -> LookRow {
    LookRow {
        source: source.to_owned(),
        address: address.as_ref().map_or_else(|_| show_raw(source), |address| show_url(address.url())),
        state: if address.is_ok() { Lamp::None } else { Lamp::Unknown },
        says: address.as_ref().map_or_else(|failure| failure.says.clone(), |_| Phrase::new("looked_none")),
        notes: Vec::new(),
        failure: address.as_ref().err().cloned(),
        at: None,
    }
}

/// Fills a row with what was found.
pub(super) fn show(row: &mut LookRow, finding: &Finding) {
    row.failure = finding.why.as_deref().map(failure);
    row.state = match finding.there {
        There::Yes => Lamp::Yes,
        There::No => Lamp::No,
        There::Unknown => Lamp::Unknown,
    };
    row.says = match (&finding.link, &row.failure) {
        (Some(link), _) => link_says(link),
        (None, Some(failure)) => failure.says.clone(),
        (None, None) => Phrase::new("looked_no"),
    };
    row.notes = finding.page.iter().flat_map(|page| notes(row, page, finding.link.as_ref())).collect();
    row.at = Some(finding.at);
}

fn link_says(link: &FoundLink) -> Phrase {
    let follow = match link.decided_by.split_once(' ') {
        None if link.followed => Phrase::new("follow_followed"),
        None => Phrase::new("follow_header"),
        Some(("rel", tokens)) => Phrase::new("follow_rel").text(tokens.replace(' ', ", ")),
        Some(("meta", name)) => Phrase::new("follow_meta").text(name),
        Some((_, bot)) => Phrase::new("follow_header_bot").text(bot),
    };
    let says = |key| Phrase::new(key).phrase(follow).phrase(link.place.phrase());
    match safe_text(&link.anchor, 300) {
        none if none.is_empty() => says("live_says_no_text").phrase(Phrase::new("named_nothing")),
        anchor => says("live_says_text").text(anchor),
    }
}

fn notes(row: &LookRow, page: &FoundPage, link: Option<&FoundLink>) -> Vec<Phrase> {
    let shown = |url: &str| {
        let shown = url::Url::parse(url).map_or_else(|_| show_raw(url), |url| show_url(&url));
        format!("{}{}{}", shown.before, shown.domain, shown.after)
    };
    let asked = format!("{}{}{}", row.address.before, row.address.domain, row.address.after);
    let mut notes = Vec::new();
    if page.status > 0 && page.status != 200 {
        notes.push(Phrase::new("looked_status").text(page.status.to_string()));
    }
    if shown(&page.address) != asked {
        notes.push(Phrase::new("looked_redirected").text(shown(&page.address)));
    }
    if let Some(canonical) = &page.canonical {
        notes.push(Phrase::new("looked_canonical").text(shown(canonical)));
    }
    if page.noindex {
        notes.push(Phrase::new("looked_noindex"));
    }
    if let Some(link) = link {
        if link.wrapped {
            notes.push(Phrase::new("looked_wrapped"));
        }
        if link.links > 1 {
            notes.push(Phrase::new("looked_links").count(link.links));
        }
    }
    notes
}
