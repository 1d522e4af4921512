//! All saved targets held against one page: the live part, and what is known of the index already. Asks nobody.

use super::App;
use super::nine::Nine;
use super::pages::Held;
use super::targets::views;
use crate::address::Address;
use crate::ledger;
use crate::phrase::{Failure, Phrase};
use crate::ports::{Ports, StoreFault};
use crate::protocol::{Answer, MatrixRow, MatrixView, TargetKind, TargetView};
use crate::scope::Target;
use crate::verdict::{Known, Lamp, index_view, live};

impl<P: Ports> App<P> {
    pub(super) async fn matrix(&self, tab: i32) -> Result<Answer, Failure> {
        let sameness = ledger::load_sameness(&self.ports).await?;
        let saved = ledger::load_targets(&self.ports).await?;
        if saved.list.is_empty() {
            return Ok(Answer::Matrix(MatrixView { rows: Vec::new(), says: None, gaps: 0 }));
        }
        let held = self.page(tab).await;
        let source = held.source(&sameness);
        let picked = self.target().await?.and_then(Result::ok);
        let mut rows = Vec::new();
        for (view, saved) in views(&saved, &sameness).into_iter().zip(&saved.list) {
            let target = Target::by(&saved.input, saved.scope, &sameness).ok();
            let is_picked = picked
                .as_ref()
                .zip(target.as_ref())
                .is_some_and(|(picked, target)| picked.sent == target.sent && picked.scope == target.scope);
            let row = self.matrix_row(view, target.as_ref(), &held, source.as_ref()).await?;
            rows.push(MatrixRow { is_picked, ..row });
        }
        Ok(Answer::Matrix(mark_gaps(rows)))
    }

    async fn matrix_row(
        &self,
        view: TargetView,
        target: Option<&Target>,
        held: &Held,
        source: Option<&Address>,
    ) -> Result<MatrixRow, StoreFault> {
        let verdict = held.page.as_ref().ok().zip(target).map(|(page, target)| live(page, target, &held.seen.borrow()));
        let nine = match source.zip(target) {
            Some((source, target)) => Some(self.nine(source, target).await?),
            None => None,
        };
        let known = nine.as_ref().map_or(Known::Nothing, Nine::known);
        let question = nine.as_ref().and_then(Nine::main);
        let index = index_view(question, &known);
        let is_known =
            matches!(known, Known::Answer { .. } | Known::Implied { .. } | Known::Asking | Known::Waiting { .. });
        let state = verdict.as_ref().map_or(Lamp::Unknown, |verdict| verdict.state);
        Ok(MatrixRow {
            target: view,
            live: state,
            links: verdict.as_ref().map_or(0, |verdict| u32::try_from(verdict.hits.len()).unwrap_or(u32::MAX)),
            // Why there is nothing is the same for every row, and the report tells it.
            says: verdict.filter(|verdict| verdict.state == Lamp::Yes).map(|verdict| verdict.says),
            index: index.state,
            chips: index.chips,
            rows: nine.as_ref().filter(|_| !is_known && question.is_some()).map_or(0, Nine::price),
            is_picked: false,
            is_gap: false,
        })
    }
}

/// Competitors that are linked stand out only where it is certain that none of the person's own is.
fn mark_gaps(mut rows: Vec<MatrixRow>) -> MatrixView {
    let mut own = rows.iter().filter(|row| row.target.kind == TargetKind::Mine).peekable();
    let only_others = own.peek().is_some() && own.all(|row| row.live == Lamp::No);
    for row in &mut rows {
        row.is_gap = only_others && row.target.kind == TargetKind::Competitor && row.live == Lamp::Yes;
    }
    let count =
        |is: fn(&MatrixRow) -> bool| u32::try_from(rows.iter().filter(|row| is(row)).count()).unwrap_or(u32::MAX);
    let (gaps, linked) = (count(|row| row.is_gap), count(|row| row.live == Lamp::Yes));
    let all = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let unsure = rows.iter().any(|row| row.live == Lamp::Unknown);
    let says = match gaps {
        0 if linked == 0 && unsure => Phrase::new("lamp_unknown"),
        0 => Phrase::new("matrix_linked").text(linked.to_string()).count(all),
        gaps => Phrase::new("matrix_gaps").count(gaps),
    };
    MatrixView { rows, says: Some(says), gaps }
}
