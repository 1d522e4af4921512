//! Lists ready to show.

use std::collections::BTreeMap;

use super::super::App;
use super::read::no_root;
use super::sheet::{Sheet, vain};
use crate::address::{bounded, safe_text, show_raw, show_url};
use crate::ledger::{self, List, Lost, Run, RunState, Terms};
use crate::list::MOST_BYTES;
use crate::list::time_left_ms;
use crate::moz::link_status;
use crate::phrase::{Failure, Phrase, Retry};
use crate::ports::Ports;
use crate::protocol::{
    DraftView, ListAnswer, ListHead, ListItemRow, ListPrice, ListRowQuery, ListShow, ListShowCount, ListSort, ListView,
    ListsView, LookRow, RunStateView, RunView,
};
use crate::scope::{Question, Scope, Target};
use crate::verdict::{Known, Lamp, index_view};

/// Most rows sent to a view at once.
const MOST_ROWS: u32 = 500;

pub(super) fn lists_view(lists: &[List], draft: Option<Box<DraftView>>) -> ListsView {
    let lists = lists.iter().rev().filter(|list| list.deleted.is_none()).map(|list| head(list, None));
    ListsView { lists: lists.collect(), draft, most_bytes: MOST_BYTES }
}

fn head(list: &List, run: Option<Phrase>) -> ListHead {
    let key = match list.run.state {
        RunState::Running => Some("list_state_running"),
        RunState::Paused => Some("list_state_paused"),
        RunState::Idle => None,
    };
    ListHead {
        id: list.id,
        title: safe_text(&list.title, 120),
        says: Phrase::new("list_head").text(safe_text(&list.target, 200)).count(list.sources),
        made: Phrase::new("list_made").date(list.created),
        sources: list.sources,
        run: run.or_else(|| key.map(Phrase::new)),
        running: list.run.state == RunState::Running,
    }
}

/// What a run would cost, and why no more.
pub(super) fn price_view(sheet: &Sheet, run: &Run, terms: &Terms) -> ListPrice {
    let price = ledger::price(terms.flavour);
    let rows = sheet.progress(run, price).rows_left;
    let mut says = Vec::new();
    let folded = sheet.fold.folded();
    if folded > 0 {
        says.push(Phrase::new("list_folded").count(folded).text(folded.saturating_mul(price).to_string()));
    }
    let settled = u32::try_from(sheet.settled()).unwrap_or(u32::MAX);
    if settled > 0 {
        says.push(Phrase::new("list_known").count(settled));
    }
    let vain = u32::try_from(sheet.in_vain()).unwrap_or(u32::MAX);
    if vain > 0 && !run.alone {
        says.push(Phrase::new("list_in_vain").count(vain));
    }
    let without = sheet.fold.places.iter().filter(|place| place.is_none()).count();
    if without > 0 {
        says.push(Phrase::new("list_without").count(u32::try_from(without).unwrap_or(u32::MAX)));
    }
    ListPrice { rows, says, confirm: rows > 0 && rows >= terms.confirm_at.max(1) }
}

/// A row's verdict: the lamp, and why it cannot be told.
pub(super) struct Verdict {
    pub(super) lamp: Lamp,
    pub(super) failure: Option<Failure>,
    /// It was asked in vain.
    pub(super) failed: bool,
}

impl Sheet {
    /// The verdict of an item, by its position.
    pub(super) fn verdict(&self, at: usize) -> Verdict {
        let Some(Some(place)) = self.fold.places.get(at) else {
            return Verdict { lamp: Lamp::Unknown, failure: no_root(self.cell.source), failed: false };
        };
        self.with(*place, |known, lost| {
            let in_vain = vain(known, lost).is_some();
            let lamp = match known {
                Known::Answer { exists: true, .. } => Lamp::Yes,
                Known::Answer { exists: false, .. } => Lamp::No,
                _ if in_vain => Lamp::Unknown,
                _ => Lamp::None,
            };
            let failure = in_vain.then(|| reason(known, lost));
            Verdict { lamp, failure, failed: in_vain }
        })
    }

    /// The positions of the items that a query finds, in its order; and how many there are of each kind.
    pub(super) fn find(&self, query: &ListRowQuery) -> (Vec<usize>, Vec<ListShowCount>) {
        let words: Vec<String> = query.text.split_whitespace().map(str::to_lowercase).collect();
        let mut counts = BTreeMap::new();
        let mut found: Vec<(usize, Lamp)> = Vec::new();
        for (at, (_, item)) in self.items.iter().enumerate() {
            let source = item.source.to_lowercase();
            if !words.iter().all(|word| source.contains(word.as_str())) {
                continue;
            }
            let verdict = self.verdict(at);
            let kind = match verdict.lamp {
                Lamp::Yes => ListShow::Yes,
                Lamp::No => ListShow::No,
                Lamp::Unknown => ListShow::Unknown,
                Lamp::None | Lamp::Busy => ListShow::Open,
            };
            let kinds = [Some(ListShow::All), Some(kind), verdict.failed.then_some(ListShow::Failed)];
            for kind in kinds.into_iter().flatten() {
                *counts.entry(kind as u8).or_insert(0_u32) += 1;
            }
            if kinds.contains(&Some(query.show)) {
                found.push((at, verdict.lamp));
            }
        }
        match query.sort {
            ListSort::Line => {}
            ListSort::Source => {
                found.sort_by_cached_key(|(at, _)| self.items.get(*at).map(|(_, item)| site_first(&item.source)));
            }
            ListSort::Verdict => found.sort_unstable_by_key(|(at, lamp)| {
                let rank = match lamp {
                    Lamp::No => 0,
                    Lamp::Unknown => 1,
                    Lamp::Yes => 2,
                    Lamp::None | Lamp::Busy => 3,
                };
                (rank, *at)
            }),
        }
        let shows = [ListShow::All, ListShow::Yes, ListShow::No, ListShow::Unknown, ListShow::Failed, ListShow::Open];
        let shows = shows.map(|show| ListShowCount { show, rows: counts.get(&(show as u8)).copied().unwrap_or(0) });
        (found.into_iter().map(|(at, _)| at).collect(), shows.into())
    }
}

/// By site first, and then by address.
fn site_first(source: &str) -> (String, String) {
    let url = url::Url::parse(source).ok();
    let site = url.and_then(crate::address::Address::new).map(|address| address.site().to_owned());
    (site.unwrap_or_default(), source.to_owned())
}

/// Why asking brought nothing: as it was told, or else that the worker was stopped in the middle of it.
fn reason(known: &Known, lost: Option<&Lost>) -> Failure {
    let sent = match known {
        Known::Unfinished { at } | Known::Answer { unfinished: Some(at), .. } => Some(*at),
        _ => None,
    };
    let failure = match lost.filter(|lost| sent.is_none_or(|sent| lost.at >= sent)) {
        Some(lost) => failure(&lost.code, lost.about.as_deref()),
        None => Failure::new("list.unfinished", Retry::Now),
    };
    if sent.is_some() { failure.maybe_billed() } else { failure }
}

pub(super) fn failure(code: &str, about: Option<&str>) -> Failure {
    let failure = Failure::new(code, Retry::Later);
    match about {
        Some(about) => failure.about(about),
        None => failure,
    }
}

impl<P: Ports> App<P> {
    /// The list, with a window of the rows that a query finds if there is one.
    pub(super) async fn list_view(
        &self,
        list: List,
        window: Option<(&ListRowQuery, u32, u32)>,
    ) -> Result<ListAnswer, Failure> {
        let Some(sheet) = self.sheet(&list).await? else {
            return Err(Failure::new("list.no_target", Retry::AfterChange));
        };
        let terms = ledger::load_terms(&self.ports).await?;
        let has_token = ledger::load_token(&self.ports).await?.is_some();
        let sameness = ledger::load_sameness(&self.ports).await?;
        let target = Target::by(&list.target, list.target_scope, &sameness).ok();
        let all = ListRowQuery { show: ListShow::All, text: String::new(), sort: ListSort::Line };
        let (query, offset, limit) = window.unwrap_or((&all, 0, 0));
        let (found, shows) = sheet.find(query);
        let window: Vec<usize> =
            found.iter().copied().skip(offset as usize).take(limit.min(MOST_ROWS) as usize).collect();
        let lives = self.lives(&list, &sheet, &window).await?;
        let rows = window.iter().zip(lives).map(|(at, live)| self.item_row(&sheet, *at, live)).collect();
        let now = self.ports.now();
        let begun = match list.run.state {
            RunState::Idle => Run { since: now, ..Run::default() },
            RunState::Running | RunState::Paused => list.run.clone(),
        };
        let retry = Run { since: now, again: now, alone: true, ..Run::default() };
        let retry = price_view(&sheet, &retry, &terms);
        let head = head(&list, None);
        Ok(ListAnswer::One(Box::new(ListView {
            head,
            target: target.as_ref().map(Target::shown),
            scope: sheet.fold.questions.first().map(|one| {
                Phrase::new("scope_words").phrase(Phrase::new(source_words(&list))).phrase(target_words(one))
            }),
            run: self.run_view(&list, &sheet, &terms, has_token),
            price: price_view(&sheet, &begun, &terms),
            retry: (retry.rows > 0).then_some(retry),
            shows,
            total: u32::try_from(found.len()).unwrap_or(u32::MAX),
            offset,
            rows,
        })))
    }

    fn run_view(&self, list: &List, sheet: &Sheet, terms: &Terms, has_token: bool) -> RunView {
        let run = &list.run;
        let price = ledger::price(terms.flavour);
        let is_open = run.state != RunState::Idle;
        let now = Run { since: self.ports.now(), ..Run::default() };
        let progress = sheet.progress(if is_open { run } else { &now }, price);
        let whole = sheet.progress(run, price);
        let (rows, maybe_rows) = if run.agreed > 0 { (whole.rows, whole.maybe_rows) } else { (0, 0) };
        let state = match (run.state, self.desk.sending.get(), run.until) {
            (RunState::Running, _, Some(until)) if until > self.ports.now() => RunStateView::Waiting,
            (RunState::Running, ..) => RunStateView::Running,
            (RunState::Paused, true, _) => RunStateView::Pausing,
            (RunState::Paused, ..) => RunStateView::Paused,
            (RunState::Idle, ..) => RunStateView::Idle,
        };
        let mut says = Vec::new();
        if is_open {
            says.push(Phrase::new("list_done").count(progress.done()).text(progress.all.to_string()));
        }
        if rows > 0 || is_open {
            says.push(Phrase::new("list_spent").count(rows));
        }
        if maybe_rows > 0 {
            says.push(Phrase::new("list_maybe").count(maybe_rows));
        }
        if state == RunStateView::Running && progress.left > 0 {
            let calls = progress.left.div_ceil(u32::try_from(link_status::MOST).unwrap_or(50));
            says.push(duration(time_left_ms(calls, terms.plan.interval_ms(), self.measured_ms())));
        }
        if state == RunStateView::Waiting
            && let Some(until) = run.until
        {
            says.push(Phrase::new("list_waits").time(until));
        }
        let why = run.why.as_ref().filter(|_| run.state == RunState::Paused);
        RunView {
            state,
            done: progress.done(),
            all: progress.all,
            says,
            failure: why.map(|why| failure(&why.code, why.about.as_deref())),
            until: why.and_then(|why| why.until).map(|until| Phrase::new("list_can_go_on").date(until)),
            rows,
            maybe_rows,
            needs_token: !has_token,
        }
    }

    fn item_row(&self, sheet: &Sheet, at: usize, look: LookRow) -> ListItemRow {
        let empty = || (0, String::new());
        let (line, source) = sheet.items.get(at).map_or_else(empty, |(_, item)| (item.line, item.source.clone()));
        let mut verdict = sheet.verdict(at);
        let place = sheet.fold.places.get(at).copied().flatten();
        let question = place.and_then(|place| sheet.fold.questions.get(place));
        let mut chips =
            place.map(|place| sheet.with(place, |known, _| index_view(question, known).chips)).unwrap_or_default();
        if question.is_some_and(|question| self.is_flying(question)) {
            (verdict.lamp, verdict.failure) = (Lamp::Busy, None);
            chips.clear();
        }
        let says = match verdict.lamp {
            Lamp::None => "list_index_none",
            Lamp::Yes => "list_index_yes",
            Lamp::No => "list_index_no",
            Lamp::Unknown => "list_index_unknown",
            Lamp::Busy => "list_index_busy",
        };
        ListItemRow {
            at: u32::try_from(at).unwrap_or(u32::MAX),
            line,
            source: url::Url::parse(&source).map_or_else(|_| show_raw(&source), |url| show_url(&url)),
            live: look.state,
            live_says: look.says,
            live_notes: look
                .at
                .map(|at| Phrase::new("list_looked_at").date(at))
                .into_iter()
                .chain(look.notes)
                .collect(),
            live_failure: look.failure,
            index: verdict.lamp,
            index_says: Phrase::new(says),
            chips,
            failure: verdict.failure,
        }
    }
}

fn source_words(list: &List) -> &'static str {
    match list.source_scope {
        Scope::Page => "list_each_page",
        Scope::Subdomain => "list_each_subdomain",
        Scope::RootDomain => "list_each_root_domain",
    }
}

fn target_words(question: &Question) -> Phrase {
    let key = match question.target_scope {
        Scope::Page => "scope_target_page",
        Scope::Subdomain => "scope_target_subdomain",
        Scope::RootDomain => "scope_target_root_domain",
    };
    Phrase::new(key).text(bounded(&question.target, 120))
}

/// How long the rest takes, as roughly as it is known.
fn duration(milliseconds: f64) -> Phrase {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast saturates")]
    let seconds = (milliseconds / 1000.0).ceil() as u32;
    match seconds {
        0..=59 => Phrase::new("list_left_seconds").count(seconds.max(1)),
        60..=5_399 => Phrase::new("list_left_minutes").count(seconds.div_ceil(60)),
        _ => Phrase::new("list_left_hours").count(seconds.div_ceil(3_600)),
    }
}
