//! A list as it is held while somebody looks at it or Moz is asked about it: its questions, and what the ledger knows of
//! them. Only what may have changed is read again, for a list of ten thousand takes half a second to read.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::App;
use super::read::address;
use crate::ledger::{self, Item, List, Lost, Run};
use crate::list::{Fold, Progress, Source, fold};
use crate::ports::{Ports, StoreFault};
use crate::scope::{Cell, Question, Target};
use crate::verdict::{Freshness, Known};

/// After this long what is known is read anew, in milliseconds: answers get old.
const OLD_MS: f64 = 600_000.0;

/// A list in memory.
pub(super) struct Sheet {
    /// Which list.
    pub(super) id: u32,
    /// Its items, each with its number.
    pub(super) items: Vec<(usize, Item)>,
    /// What they ask.
    pub(super) fold: Fold,
    /// The scopes.
    pub(super) cell: Cell,
    /// For each question the position of the first item that asks it.
    pub(super) first: Vec<usize>,
    /// By question, where it stands among the questions.
    places: BTreeMap<Question, usize>,
    known: RefCell<Vec<Known>>,
    lost: RefCell<Vec<Option<Lost>>>,
    /// Questions to be read anew, and since which edition.
    stale: RefCell<BTreeMap<usize, u32>>,
    edition: RefCell<u32>,
    /// What the answers were held against.
    freshness: RefCell<Option<Freshness>>,
}

impl Sheet {
    /// The items, held against the target at these scopes; of which nothing is known yet.
    pub(super) fn new(id: u32, items: Vec<(usize, Item)>, target: &Target, cell: Cell) -> Self {
        let sources: Vec<Option<Source>> =
            items.iter().map(|(_, item)| Some(Source { line: item.line, address: address(item)? })).collect();
        let mut folded = fold(sources.iter().flatten(), target, cell);
        // What is no address any more keeps its row, without a question.
        let mut places = folded.places.into_iter();
        folded.places = sources.iter().map(|source| source.as_ref().and_then(|_| places.next().flatten())).collect();
        let mut first = vec![0; folded.questions.len()];
        let mut lost = vec![None; folded.questions.len()];
        for (at, place) in folded.places.iter().enumerate().rev() {
            let (Some(place), Some((_, item))) = (place, items.get(at)) else { continue };
            if let Some(first) = first.get_mut(*place) {
                *first = at;
            }
            if let Some(lost) = lost.get_mut(*place).filter(|lost: &&mut Option<Lost>| lost.is_none()) {
                lost.clone_from(&item.lost);
            }
        }
        let count = folded.questions.len();
        Self {
            id,
            items,
            cell,
            first,
            places: folded.questions.iter().cloned().enumerate().map(|(at, question)| (question, at)).collect(),
            known: RefCell::new(vec![Known::Nothing; count]),
            lost: RefCell::new(lost),
            stale: RefCell::new((0..count).map(|at| (at, 0)).collect()),
            edition: RefCell::new(0),
            freshness: RefCell::new(None),
            fold: folded,
        }
    }

    /// What the ledger knows of these may have changed.
    pub(super) fn touch(&self, questions: &[Question]) {
        let edition = self.next_edition();
        self.stale.borrow_mut().extend(questions.iter().filter_map(|one| Some((*self.places.get(one)?, edition))));
    }

    fn touch_all(&self) {
        let edition = self.next_edition();
        self.stale.borrow_mut().extend((0..self.fold.questions.len()).map(|at| (at, edition)));
    }

    fn next_edition(&self) -> u32 {
        let mut edition = self.edition.borrow_mut();
        *edition = edition.wrapping_add(1);
        *edition
    }

    /// What is known of a question, and how its last asking failed.
    pub(super) fn with<T>(&self, place: usize, look: impl FnOnce(&Known, Option<&Lost>) -> T) -> T {
        let (known, lost) = (self.known.borrow(), self.lost.borrow());
        look(known.get(place).unwrap_or(&Known::Nothing), lost.get(place).and_then(Option::as_ref))
    }

    /// The questions whose asking failed just now, each with why.
    pub(super) fn lose(&self, lost: &[(usize, Lost)]) {
        let mut all = self.lost.borrow_mut();
        for (place, lost) in lost {
            if let Some(slot) = all.get_mut(*place) {
                *slot = Some(lost.clone());
            }
        }
    }

    /// Which questions a run is yet to ask, in order.
    pub(super) fn due(&self, run: &Run) -> Vec<usize> {
        (0..self.fold.questions.len())
            .filter(|place| self.with(*place, |known, lost| is_due(known, lost, run)))
            .collect()
    }

    /// How far a run is, at that price a question.
    pub(super) fn progress(&self, run: &Run, price: u32) -> Progress {
        let left = u32::try_from(self.due(run).len()).unwrap_or(u32::MAX);
        let all = u32::try_from(self.fold.questions.len()).unwrap_or(u32::MAX);
        let (mut rows, mut maybe_rows) = (0_u32, 0_u32);
        for known in self.known.borrow().iter() {
            match known {
                Known::Answer { unfinished: Some(asked), .. } | Known::Unfinished { at: asked }
                    if *asked >= run.since =>
                {
                    maybe_rows = maybe_rows.saturating_add(price);
                }
                Known::Answer { at, rows: cost, unfinished: None, .. } if *at >= run.since => {
                    rows = rows.saturating_add(*cost);
                }
                _ => {}
            }
        }
        Progress { all, left, rows, maybe_rows, rows_left: left.saturating_mul(price) }
    }

    /// How many questions were asked in vain and could be asked again, with the person's word.
    pub(super) fn in_vain(&self) -> usize {
        (0..self.fold.questions.len())
            .filter(|place| self.with(*place, |known, lost| vain(known, lost).is_some()))
            .count()
    }

    /// How many questions nothing need be asked about.
    pub(super) fn settled(&self) -> usize {
        self.known.borrow().iter().filter(|known| known.is_settled()).count()
    }
}

/// When a question was last sent, as far as the ledger knows.
fn asked(known: &Known) -> Option<f64> {
    match known {
        Known::Answer { at, unfinished, .. } => Some(unfinished.unwrap_or(*at)),
        Known::Unfinished { at } => Some(*at),
        _ => None,
    }
}

/// When a question was asked in vain; none if it was not, or was answered since and that holds.
pub(super) fn vain(known: &Known, lost: Option<&Lost>) -> Option<f64> {
    let lost = lost.map(|lost| lost.at);
    match known {
        Known::Answer { stale: None, .. } => None,
        Known::Answer { at, unfinished: None, .. } => lost.filter(|lost| lost > at),
        Known::Answer { unfinished: Some(sent), .. } | Known::Unfinished { at: sent } => {
            Some(lost.map_or(*sent, |lost| lost.max(*sent)))
        }
        _ => lost,
    }
}

/// Whether a run is yet to ask a question: never twice in one run, and what was asked in vain only by the person's word.
fn is_due(known: &Known, lost: Option<&Lost>, run: &Run) -> bool {
    let since = |at: Option<f64>| at.is_some_and(|at| at >= run.since);
    if since(asked(known)) || since(lost.map(|lost| lost.at)) || known.is_settled() {
        return false;
    }
    match vain(known, lost) {
        Some(at) => at < run.again,
        None => !run.alone,
    }
}

impl<P: Ports> App<P> {
    /// The list in memory, with what is known by now. None if its target is none any more.
    pub(super) async fn sheet(&self, list: &List) -> Result<Option<Rc<Sheet>>, StoreFault> {
        let held = self.desk.sheet.borrow().clone().filter(|sheet| sheet.id == list.id);
        let sheet = if let Some(sheet) = held {
            sheet
        } else {
            let sameness = ledger::load_sameness(&self.ports).await?;
            let Ok(target) = Target::by(&list.target, list.target_scope, &sameness) else { return Ok(None) };
            let items = ledger::list_items(&self.ports, list.id).await?;
            let sheet = Rc::new(Sheet::new(list.id, items, &target, list.cell()));
            self.desk.sheet.replace(Some(Rc::clone(&sheet)));
            sheet
        };
        self.refresh(&sheet).await?;
        Ok(Some(sheet))
    }

    /// Reads what may have changed. Two may do so at once: who finds that a question was touched meanwhile leaves it to
    /// another round, so that nothing older ever takes the place of something newer.
    pub(super) async fn refresh(&self, sheet: &Sheet) -> Result<(), StoreFault> {
        let freshness = self.freshness().await?;
        let holds = sheet.freshness.borrow().as_ref().is_some_and(|old| {
            let age = freshness.now - old.now;
            old.index == freshness.index && old.days == freshness.days && (0.0..OLD_MS).contains(&age)
        });
        if !holds {
            sheet.touch_all();
            sheet.freshness.replace(Some(freshness.clone()));
        }
        loop {
            let stale: Vec<(usize, u32)> =
                sheet.stale.borrow().iter().map(|(place, edition)| (*place, *edition)).collect();
            if stale.is_empty() {
                return Ok(());
            }
            let questions: Vec<Question> =
                stale.iter().filter_map(|(place, _)| sheet.fold.questions.get(*place)).cloned().collect();
            let found = ledger::known_all(&self.ports, &questions, &freshness).await?;
            let (mut known, mut left) = (sheet.known.borrow_mut(), sheet.stale.borrow_mut());
            for ((place, edition), found) in stale.into_iter().zip(found) {
                if left.get(&place) == Some(&edition)
                    && let Some(slot) = known.get_mut(place)
                {
                    *slot = found;
                    left.remove(&place);
                }
            }
        }
    }
}
