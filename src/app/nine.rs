//! The nine questions of a tab's page and target, and what is known of each.

use super::App;
use crate::ledger::{self, Terms};
use crate::phrase::Phrase;
use crate::ports::{Ports, StoreFault};
use crate::protocol::{LadderView, RungView};
use crate::scope::{Cell, Ladder, Question, Rung, Scope, Target};
use crate::verdict::{Freshness, Known, index_view, scope_words};

/// What one page and one target can be asked.
pub(super) struct Nine {
    /// The cell that the report is about: this page → the target as picked.
    main: Cell,
    /// Fewer than nine where source or target has no root domain.
    questions: Vec<(Question, Known)>,
    /// Of the answers that hold: a stale one is shown where it was given and implies nothing, for the nine cells it
    /// would fill together with newer ones may be those of no index there ever was.
    ladder: Ladder,
    /// What asking one of them costs, in rows.
    price: u32,
    /// From how many rows on the person wants to be asked first.
    confirm_at: u32,
}

impl<P: Ports> App<P> {
    /// What is known of the questions: under way, known for a moment, or in the ledger.
    pub(super) async fn nine(&self, source: &crate::address::Address, target: &Target) -> Result<Nine, StoreFault> {
        let questions: Vec<Question> = Cell::all().filter_map(|cell| Question::new(source, target, cell)).collect();
        let known = self.known_all(questions, &self.freshness().await?).await?;
        let terms = ledger::load_terms(&self.ports).await?;
        let main = Cell { source: Scope::Page, target: target.scope };
        Ok(Nine::new(main, known, &terms))
    }

    /// What is known of each of these: under way, waiting, known for a moment, or in the ledger.
    pub(super) async fn known_all(
        &self,
        questions: Vec<Question>,
        freshness: &Freshness,
    ) -> Result<Vec<(Question, Known)>, StoreFault> {
        let written = ledger::known_all(&self.ports, &questions, freshness).await?;
        let waiting = ledger::waiting_for(&self.ports, &questions, self.ports.now()).await?;
        let waits = waiting.into_iter().map(|waiting| waiting.filter(|waiting| !waiting.is_over(freshness.now)));
        let known = questions.into_iter().zip(written).zip(waits).map(|((question, written), waits)| {
            let flying = self.flights.borrow().iter().any(|flight| flight.question == question);
            let recent =
                || self.recent.borrow().iter().find(|(asked, _)| *asked == question).map(|(_, known)| known.clone());
            let known = match (flying, self.waits_until(&question), waits) {
                (true, Some(until), _) => Known::Waiting { until },
                (true, None, _) => Known::Asking,
                (false, _, Some(waiting)) => Known::Waiting { until: waiting.until },
                (false, _, None) => recent().unwrap_or(written),
            };
            (question, known)
        });
        Ok(known.collect())
    }
}

impl Nine {
    /// Of what is known of each question.
    pub(super) fn new(main: Cell, questions: Vec<(Question, Known)>, terms: &Terms) -> Self {
        let mut answers: Vec<(f64, Cell, bool)> = Vec::new();
        for (question, known) in &questions {
            if let Known::Answer { exists, at, stale: None, .. } = known {
                let newer = answers.iter().position(|(other, ..)| other < at).unwrap_or(answers.len());
                answers.insert(newer, (*at, question.cell(), *exists));
            }
        }
        let ladder = Ladder::new(answers.into_iter().map(|(_, cell, exists)| (cell, exists)));
        let (price, confirm_at) = (ledger::price(terms.flavour), terms.confirm_at);
        Self { main, questions, ladder, price, confirm_at }
    }

    /// True if it is one of them.
    pub(super) fn has(&self, question: &Question) -> bool {
        self.questions.iter().any(|(other, _)| other == question)
    }

    /// True if the person wants to be asked before so many rows are spent.
    pub(super) fn confirms(&self, rows: u32) -> bool {
        rows >= self.confirm_at.max(1)
    }

    /// The question of a cell.
    pub(super) fn question(&self, cell: Cell) -> Option<&(Question, Known)> {
        self.questions.iter().find(|(question, _)| question.cell() == cell)
    }

    /// What asking one of them costs, in rows.
    pub(super) fn price(&self) -> u32 {
        self.price
    }

    /// The question that the report is about.
    pub(super) fn main(&self) -> Option<&Question> {
        self.question(self.main).map(|(question, _)| question)
    }

    /// What is known of the question that the report is about.
    pub(super) fn known(&self) -> Known {
        self.known_at(self.main)
    }

    fn known_at(&self, cell: Cell) -> Known {
        let Some((_, known)) = self.question(cell) else { return Known::Nothing };
        match (known, self.ladder.at(cell)) {
            // An answer that the ladder does not hold itself is stale or contradicted by a newer one, which goes first.
            (Known::Nothing | Known::Answer { .. }, Rung::Implied(exists, by)) => {
                let by = self.question(by).map(|(question, _)| question.clone());
                by.map_or(Known::Nothing, |by| Known::Implied { exists, by })
            }
            (known, _) => known.clone(),
        }
    }

    /// The question to ask next to settle all; none if all are, or if there are not nine.
    pub(super) fn next(&self, expect: bool) -> Option<&Question> {
        let whole = self.questions.len() == 9;
        let cell = self.ladder.next(expect).filter(|_| whole)?;
        self.question(cell).map(|(question, _)| question)
    }

    /// The most rows that settling all may still cost.
    pub(super) fn most_rows(&self, expect: bool) -> u32 {
        let rows = self.next(expect).map_or(0, |_| self.price);
        u32::try_from(self.ladder.worst(expect)).unwrap_or(u32::MAX).saturating_mul(rows)
    }

    /// The ladder as a view shows it; none if there are not nine questions.
    pub(super) fn view(&self, expect: bool) -> Option<LadderView> {
        if self.questions.len() != 9 {
            return None;
        }
        let rungs = self.questions.iter().map(|(question, _)| {
            let cell = question.cell();
            let known = self.known_at(cell);
            let view = index_view(Some(question), &known);
            RungView {
                source: cell.source,
                target: cell.target,
                state: view.state,
                implied: matches!(known, Known::Implied { .. }),
                says: scope_words(question),
                chips: view.chips,
                rows: if known.is_settled() { 0 } else { self.price },
                is_main: cell == self.main,
            }
        });
        let open = u32::try_from(self.ladder.open()).unwrap_or(9);
        let most_rows = self.most_rows(expect);
        Some(LadderView { rungs: rungs.collect(), open, most_rows, confirm: self.confirms(most_rows) })
    }

    /// A yes at a wider cell than the main one, in words: where Moz does know a link.
    pub(super) fn wider_yes(&self) -> Option<Phrase> {
        let wider = Cell::all().filter(|cell| *cell != self.main && self.main.is_within(*cell));
        let mut asked = wider.filter(|cell| matches!(self.ladder.at(*cell), Rung::Asked(true)));
        asked.next().and_then(|cell| self.question(cell)).map(|(question, _)| scope_words(question))
    }

    /// The main question with the target's root domain in the place of the target, if that is wider and left to ask.
    pub(super) fn wider_left(&self) -> Option<Cell> {
        let wider = Cell { source: self.main.source, target: Scope::RootDomain };
        self.question(wider)?;
        (wider != self.main && !self.known_at(wider).is_settled()).then_some(wider)
    }
}
