//! A list's sources against the saved targets too: whom each links to, and who is linked where the person is not. Nothing is
//! asked here: the pages are read once for all targets, and a target's index answers are bought by a list of its own.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::App;
use super::super::sites::RIVALS;
use super::sheet::Sheet;
use super::view::price_view;
use crate::address::{bounded, safe_text, show_raw, show_url};
use crate::ledger::{self, Item, List, Run};
use crate::phrase::{Failure, Phrase, Retry};
use crate::ports::{Ports, StoreFault};
use crate::protocol::{
    ListAnswer, PieceView, RivalCell, RivalColumn, RivalRow, RivalShow, RivalShowCount, RivalsView, TargetKind,
};
use crate::scope::{Cell, Scope, Target};
use crate::verdict::{Finding, Lamp, There};

/// Most saved targets that are compared.
const MOST: usize = 11;
/// Most rows sent to a view at once.
const MOST_ROWS: u32 = 200;
/// A target and all that is known of it and the sources.
pub(super) struct Column {
    id: Option<u32>,
    label: String,
    pub(super) kind: TargetKind,
    pub(super) target: Target,
    pub(super) sheet: Sheet,
    lives: Vec<Option<Finding>>,
}

/// Whether a source links to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tie {
    Yes,
    No,
    Unknown,
}

impl Column {
    pub(super) fn live(&self, at: usize) -> Option<&Finding> {
        self.lives.get(at).and_then(Option::as_ref)
    }

    /// A link on the page or in the index is one. That there is none, the page says; the index only where the page was not
    /// read, for it may be behind.
    fn tie(&self, at: usize) -> Tie {
        let (live, index) = (self.live(at).map(|finding| finding.there), self.sheet.verdict(at).lamp);
        match (live, index) {
            (Some(There::Yes), _) | (_, Lamp::Yes) => Tie::Yes,
            (Some(There::No), _) | (None, Lamp::No) => Tie::No,
            _ => Tie::Unknown,
        }
    }
}

/// Whom a source links to.
fn show(columns: &[Column], at: usize) -> RivalShow {
    let side = |kind: TargetKind| {
        let mut ties = columns.iter().filter(|column| column.kind == kind).map(|column| column.tie(at)).peekable();
        let mut all = if ties.peek().is_some() { Tie::No } else { Tie::Unknown };
        for tie in ties {
            all = match (all, tie) {
                (Tie::Yes, _) | (_, Tie::Yes) => Tie::Yes,
                (Tie::Unknown, _) | (_, Tie::Unknown) => Tie::Unknown,
                (Tie::No, Tie::No) => Tie::No,
            };
        }
        all
    };
    match (side(TargetKind::Mine), side(TargetKind::Competitor)) {
        (Tie::No, Tie::Yes) => RivalShow::Gap,
        (Tie::Yes, Tie::Yes) => RivalShow::Both,
        (Tie::Yes, Tie::No) => RivalShow::Mine,
        (Tie::No, Tie::No) => RivalShow::Neither,
        _ => RivalShow::Open,
    }
}

impl<P: Ports> App<P> {
    /// The saved targets besides that one, with their numbers.
    pub(super) async fn rivals_of(&self, own: &Target) -> Result<Vec<(u32, Target)>, StoreFault> {
        let sameness = ledger::load_sameness(&self.ports).await?;
        let saved = ledger::load_targets(&self.ports).await?;
        let made =
            saved.list.iter().filter_map(|one| Some((one.id, Target::by(&one.input, one.scope, &sameness).ok()?)));
        let others = made.filter(|(_, target)| (&target.sent, target.scope) != (&own.sent, own.scope));
        Ok(others.take(MOST).collect())
    }

    /// The list's target and the others, with all that is known.
    pub(super) async fn columns(&self, list: &List) -> Result<Rc<Vec<Column>>, Failure> {
        if let Some((_, held)) = self.desk.rivals.borrow().as_ref().filter(|(id, _)| *id == list.id) {
            return Ok(Rc::clone(held));
        }
        let own = self.live_target(list).await?;
        let saved = ledger::load_targets(&self.ports).await?;
        let sameness = ledger::load_sameness(&self.ports).await?;
        let twin = saved.list.iter().find(|one| {
            let made = Target::by(&one.input, one.scope, &sameness);
            made.is_ok_and(|made| (&made.sent, made.scope) == (&own.sent, own.scope))
        });
        let items = ledger::list_items(&self.ports, list.id).await?;
        let mut all =
            vec![(None, twin.map_or(TargetKind::Mine, |one| one.kind), twin.map(|one| &one.label), own.clone())];
        for (id, target) in self.rivals_of(&own).await? {
            let Some(one) = saved.list.iter().find(|one| one.id == id) else { continue };
            all.push((Some(id), one.kind, Some(&one.label), target));
        }
        let mut columns = Vec::new();
        for (id, kind, label, target) in all {
            let cell = Cell { source: list.source_scope, target: target.scope };
            let sheet = Sheet::new(0, items.clone(), &target, cell);
            self.refresh(&sheet).await?;
            let each: Vec<&Item> = items.iter().map(|(_, item)| item).collect();
            let lives = self.found(&each, &target).await?;
            columns.push(Column { id, label: label.cloned().unwrap_or_default(), kind, target, sheet, lives });
        }
        let columns = Rc::new(columns);
        self.desk.rivals.replace(Some((list.id, Rc::clone(&columns))));
        Ok(columns)
    }

    pub(super) async fn rivals(
        &self,
        id: u32,
        wanted: RivalShow,
        offset: u32,
        limit: u32,
    ) -> Result<ListAnswer, Failure> {
        let list = self.list_of(id).await?;
        let columns = self.columns(&list).await?;
        let (found, shows) = find(&columns, wanted);
        let terms = ledger::load_terms(&self.ports).await?;
        let window = found.iter().skip(offset as usize).take(limit.min(MOST_ROWS) as usize);
        let rows = window.map(|(at, show)| row(&columns, *at, *show)).collect();
        let fresh = Run { since: self.ports.now(), ..Run::default() };
        let views = columns.iter().map(|column| RivalColumn {
            id: column.id,
            label: safe_text(&column.label, 80),
            target: column.target.shown(),
            scope: Phrase::new(scope_words(column.target.scope)),
            kind: column.kind,
            price: price_view(&column.sheet, &fresh, &terms),
        });
        Ok(ListAnswer::Rivals(Box::new(RivalsView {
            columns: views.collect(),
            shows,
            total: u32::try_from(found.len()).unwrap_or(u32::MAX),
            offset,
            rows,
            more: columns
                .iter()
                .any(|column| column.kind == TargetKind::Competitor)
                .then(|| PieceView { confirm: RIVALS.rows >= terms.confirm_at.max(1), ..RIVALS }),
        })))
    }

    pub(super) async fn list_rival_sites(
        &self,
        id: u32,
        next: Option<String>,
        rows: u32,
    ) -> Result<ListAnswer, Failure> {
        let list = self.list_of(id).await?;
        let own = self.live_target(&list).await?;
        let saved = ledger::load_targets(&self.ports).await?;
        let others = self.rivals_of(&own).await?;
        let is_rival = |id: u32| saved.list.iter().any(|one| one.id == id && one.kind == TargetKind::Competitor);
        let rivals: Vec<String> =
            others.into_iter().filter(|(id, _)| is_rival(*id)).map(|(_, target)| target.sent).collect();
        Ok(ListAnswer::Sites(self.rival_sites_of(None, &own, &rivals, next, rows).await?))
    }

    pub(super) async fn rival_list(&self, id: u32, saved: u32) -> Result<ListAnswer, Failure> {
        let list = self.list_of(id).await?;
        let gone = || Failure::new("target.gone", Retry::Now);
        let targets = ledger::load_targets(&self.ports).await?;
        let target = targets.list.iter().find(|one| one.id == saved).ok_or_else(gone)?;
        let items = ledger::list_items(&self.ports, list.id).await?;
        let sources = |items: &[(usize, Item)]| items.iter().map(|(_, item)| item.source.clone()).collect::<Vec<_>>();
        for other in ledger::lists(&self.ports).await? {
            let is_like = other.deleted.is_none()
                && (&other.target, other.target_scope) == (&target.input, target.scope)
                && (other.source_scope, other.sources) == (list.source_scope, list.sources);
            if is_like && sources(&ledger::list_items(&self.ports, other.id).await?) == sources(&items) {
                return self.list_view(other, None).await;
            }
        }
        let name = if target.label.is_empty() { &target.input } else { &target.label };
        let made = List {
            title: bounded(&format!("{} – {}", list.title, safe_text(name, 80)), 120),
            target: target.input.clone(),
            target_scope: target.scope,
            created: self.ports.now(),
            deleted: None,
            run: Run::default(),
            ..list
        };
        let items: Vec<Item> = items.into_iter().map(|(_, item)| Item { lost: None, ..item }).collect();
        let id = ledger::add_list(&self.ports, made, &items).await?;
        let list = self.list_of(id).await?;
        self.list_view(list, None).await
    }
}

/// The positions of the sources that a query finds, each with whom it links to; and how many there are of each kind.
pub(super) fn find(columns: &[Column], wanted: RivalShow) -> (Vec<(usize, RivalShow)>, Vec<RivalShowCount>) {
    let count = columns.first().map_or(0, |column| column.sheet.items.len());
    let mut counts: BTreeMap<u8, u32> = BTreeMap::new();
    let mut found = Vec::new();
    for at in 0..count {
        let kind = show(columns, at);
        for each in [RivalShow::All, kind] {
            *counts.entry(each as u8).or_insert(0) += 1;
        }
        if wanted == RivalShow::All || wanted == kind {
            found.push((at, kind));
        }
    }
    let all = [RivalShow::All, RivalShow::Gap, RivalShow::Both, RivalShow::Mine, RivalShow::Neither, RivalShow::Open];
    let shows = all.map(|show| RivalShowCount { show, rows: counts.get(&(show as u8)).copied().unwrap_or(0) });
    (found, shows.into())
}

fn source(columns: &[Column], at: usize) -> String {
    let items = columns.first().map(|column| &column.sheet.items);
    items.and_then(|items| items.get(at)).map(|(_, item)| item.source.clone()).unwrap_or_default()
}

fn row(columns: &[Column], at: usize, show: RivalShow) -> RivalRow {
    let address = source(columns, at);
    let cell = |column: &Column| {
        let (live, live_says) = match column.live(at).map(|finding| finding.there) {
            None => (Lamp::None, "rivals_live_none"),
            Some(There::Yes)
                if column.live(at).is_some_and(|it| it.link.as_ref().is_some_and(|link| !link.followed)) =>
            {
                (Lamp::Yes, "rivals_live_nofollow")
            }
            Some(There::Yes) => (Lamp::Yes, "rivals_live_yes"),
            Some(There::No) => (Lamp::No, "rivals_live_no"),
            Some(There::Unknown) => (Lamp::Unknown, "rivals_live_unknown"),
        };
        RivalCell { live, live_says: Phrase::new(live_says), index: column.sheet.verdict(at).lamp }
    };
    RivalRow {
        at: u32::try_from(at).unwrap_or(u32::MAX),
        source: url::Url::parse(&address).map_or_else(|_| show_raw(&address), |url| show_url(&url)),
        show,
        sure: columns.iter().all(|column| column.tie(at) != Tie::No || column.live(at).is_some()),
        cells: columns.iter().map(cell).collect(),
    }
}

fn scope_words(scope: Scope) -> &'static str {
    match scope {
        Scope::Page => "scope_page",
        Scope::Subdomain => "scope_subdomain",
        Scope::RootDomain => "scope_root_domain",
    }
}
