//! Asking Moz: paid once, whatever happens.
//!
//! The order is the safety: the question is written down as in flight, then sent, then its answer is written down. A
//! worker that is stopped in between leaves the question as "may have been billed", and it is not paid again unless
//! the person presses the button again.

use futures_channel::oneshot;

use super::App;
use super::nine::Nine;
use super::paid::{Bought, Endpoint, Order, Unpaid};
use super::quota::Receipt;
use crate::ledger;
use crate::moz::MozError;
use crate::phrase::{Failure, Retry};
use crate::ports::{Ports, StoreFault};
use crate::protocol::Answer;
use crate::scope::{Cell, Question};
use crate::verdict::Known;

/// A question under way.
pub(super) struct Flight {
    pub(super) question: Question,
    tab: i32,
    /// Others who want to know when it ends.
    waiting: Vec<oneshot::Sender<()>>,
}

impl<P: Ports> App<P> {
    /// Asks the question of a cell, or the one that the tab's report is about, for `rows` rows. A question that is
    /// under way is joined, which costs nothing; 0 rows join and never ask.
    pub(super) async fn ask(&self, tab: i32, cell: Option<Cell>, rows: u32) -> Result<Answer, Failure> {
        let question = self.question(tab, cell).await?;
        if let Some(end) = self.join(&question) {
            // An error here means that the flight ended without a word, which the report then tells.
            let _ = end.await;
            return self.report(tab).await;
        }
        // Who only wanted to join has come too late and learns what came of it, or too early and has it taken up.
        if rows == 0 {
            self.resume(&question).await?;
            return self.report(tab).await;
        }
        if rows != self.price().await? {
            return Err(Failure::new("ask.price_changed", Retry::Now));
        }
        self.check_index_early().await?;
        let before = self.billed().await?;
        let sent = self.fly(tab, &question, rows).await? || self.may_be_billed(&question);
        let report = self.bought(tab, rows, before).await;
        report.map_err(|failure| after(sent, failure))
    }

    /// The report after a purchase.
    async fn bought(&self, tab: i32, expected: u32, before: u32) -> Result<Answer, Failure> {
        self.close_bill(expected, before).await?;
        self.report(tab).await
    }

    /// Asks what settles all nine cells, for at most `rows` rows. Ends early at the first failure that waiting does
    /// not mend, and when it is cancelled; what was answered by then stays.
    pub(super) async fn settle(&self, tab: i32, rows: u32) -> Result<Answer, Failure> {
        let mut left = rows;
        self.check_index_early().await?;
        let before = self.billed().await?;
        self.stops.borrow_mut().retain(|stopped| *stopped != tab);
        let settled = self.settle_all(tab, &mut left).await;
        let report = match settled {
            Ok(()) => self.bought(tab, rows, before).await,
            Err(failure) => Err(failure),
        };
        report.map_err(|failure| after(left < rows, failure))
    }

    /// Asks one question after the other, as long as they can be paid for with what is `left`.
    async fn settle_all(&self, tab: i32, left: &mut u32) -> Result<(), Failure> {
        while !self.stops.borrow().contains(&tab) {
            let (nine, expect) = self.subject(tab).await?;
            let price = nine.price();
            let Some(question) = nine.next(expect).filter(|_| price <= *left) else { break };
            let answered = self.fly(tab, question, price).await?;
            if answered || self.may_be_billed(question) {
                *left = left.saturating_sub(price);
            }
            if !answered {
                break;
            }
        }
        Ok(())
    }

    /// True if the question was sent in vain just now, and that may have been billed.
    fn may_be_billed(&self, question: &Question) -> bool {
        let recent = self.recent.borrow();
        recent
            .iter()
            .any(|(asked, known)| asked == question && matches!(known, Known::Failed(error) if error.maybe_billed()))
    }

    /// Rows billed in this month.
    pub(super) async fn billed(&self) -> Result<u32, StoreFault> {
        Ok(ledger::bills(&self.ports, self.ports.now()).await?.month.rows)
    }

    /// Holds what a purchase was said to cost against what it did.
    pub(super) async fn close_bill(&self, expected: u32, before: u32) -> Result<(), StoreFault> {
        let billed = self.billed().await?.saturating_sub(before);
        if billed > 0 {
            *self.receipt.borrow_mut() = Some(Receipt { expected, billed });
            self.plan_index_check().await?;
        }
        Ok(())
    }

    /// Stops waiting for the tab's questions. Whoever waits is told.
    pub(super) async fn cancel(&self, tab: i32) -> Result<Answer, Failure> {
        self.stops.borrow_mut().push(tab);
        // Before and after, since a question may just be on its way from one to the other.
        self.unpark(tab).await?;
        let flying: Vec<Question> = {
            let flights = self.flights.borrow();
            flights.iter().filter(|flight| flight.tab == tab).map(|flight| flight.question.clone()).collect()
        };
        self.stop_calls(tab);
        for question in flying {
            if let Some(end) = self.join(&question) {
                let _ = end.await;
            }
        }
        self.looking_ended(tab).await;
        self.run_ended(tab).await;
        self.unpark(tab).await?;
        self.report(tab).await
    }

    /// What a question costs, in rows.
    async fn price(&self) -> Result<u32, Failure> {
        Ok(ledger::price(ledger::load_terms(&self.ports).await?.flavour))
    }

    fn join(&self, question: &Question) -> Option<oneshot::Receiver<()>> {
        let mut flights = self.flights.borrow_mut();
        let (sender, receiver) = oneshot::channel();
        flights.iter_mut().find(|flight| flight.question == *question)?.waiting.push(sender);
        Some(receiver)
    }

    /// Sends the question for `rows` rows, unless another view is just doing that, and tells who waits for its end. True if
    /// there may be an answer; how it failed is in the report.
    pub(super) async fn fly(&self, tab: i32, question: &Question, rows: u32) -> Result<bool, Failure> {
        if let Some(end) = self.join(question) {
            let _ = end.await;
            return Ok(true);
        }
        self.recent.borrow_mut().retain(|(asked, _)| asked != question);
        self.flights.borrow_mut().push(Flight { question: question.clone(), tab, waiting: Vec::new() });
        let result = self.send(tab, question, rows).await;
        for waiting in self.land(question) {
            // Who no longer waits need not be told.
            let _ = waiting.send(());
        }
        match result {
            Ok(()) => Ok(true),
            Err(Unpaid::Moz(error)) => {
                self.remember(question, Known::Failed(error));
                Ok(false)
            }
            // Nothing was sent, so all is as it was before; or it waits.
            Err(Unpaid::Cancelled | Unpaid::Wait(_)) => Ok(false),
            Err(other) => Err(other.into()),
        }
    }

    /// True if the question is under way.
    pub(super) fn is_flying(&self, question: &Question) -> bool {
        self.flights.borrow().iter().any(|flight| flight.question == *question)
    }

    /// Has the questions count as under way, so that whoever wants one of them joins.
    pub(super) fn take_off(&self, tab: i32, questions: &[Question]) {
        self.recent.borrow_mut().retain(|(asked, _)| !questions.contains(asked));
        let flights = questions.iter().map(|question| Flight { question: question.clone(), tab, waiting: Vec::new() });
        self.flights.borrow_mut().extend(flights);
    }

    /// Ends that, and tells who waits for it.
    pub(super) fn land_all(&self, questions: &[Question]) {
        for waiting in questions.iter().flat_map(|question| self.land(question)) {
            // Who no longer waits need not be told.
            let _ = waiting.send(());
        }
    }

    /// Ends the flight and returns who waits for that.
    fn land(&self, question: &Question) -> Vec<oneshot::Sender<()>> {
        let mut flights = self.flights.borrow_mut();
        match flights.iter().position(|flight| flight.question == *question) {
            Some(at) => flights.swap_remove(at).waiting,
            None => Vec::new(),
        }
    }

    /// Sends the question and writes down what comes of it.
    async fn send(&self, tab: i32, question: &Question, most_rows: u32) -> Result<(), Unpaid> {
        let index = self.sure_index().await?;
        let questions = std::slice::from_ref(question);
        let order = Order { endpoint: Endpoint::LinkStatus, most_rows, questions, look_ups: &[] };
        let paid = self.pay(Some(tab), &order, async |sending| {
            let answered = sending.client.link_status(sending.flavour, questions).await?;
            let changes = sending.flight.answers(&answered.each, index.as_deref(), self.ports.now());
            let rows = u32::try_from(answered.rows).unwrap_or(u32::MAX);
            Ok(Bought { answer: answered.each, rows, changes })
        });
        let paid = match paid.await {
            Err(Unpaid::Wait(until)) => {
                self.park(tab, question, most_rows, until).await?;
                return Err(Unpaid::Wait(until));
            }
            paid => paid?,
        };
        let exists = paid.answer.into_iter().next().unwrap_or(Err(MozError::Length)).map_err(Unpaid::Moz)?;
        if paid.kept.is_err() {
            // It is paid for, so it is shown as long as the worker lives, even if it cannot be kept.
            let at = self.ports.now();
            self.remember(question, Known::Answer { exists, at, rows: paid.rows, unfinished: None, stale: None });
        }
        Ok(())
    }

    pub(super) fn remember(&self, question: &Question, known: Known) {
        self.recent.borrow_mut().push((question.clone(), known));
    }

    /// The nine questions of the tab, and whether its page shows the link.
    pub(super) async fn subject(&self, tab: i32) -> Result<(Nine, bool), Failure> {
        let stand = self.stand(tab).await?;
        Ok((stand.nine, stand.shows))
    }

    async fn question(&self, tab: i32, cell: Option<Cell>) -> Result<Question, Failure> {
        let (nine, _) = self.subject(tab).await?;
        let question = match cell {
            Some(cell) => nine.question(cell).map(|(question, _)| question),
            None => nine.main(),
        };
        question.cloned().ok_or_else(|| Failure::new("ask.no_source", Retry::AfterChange))
    }
}

/// A failure that came when something may have been `sent`: that nothing can be told of it does not mean that it was free.
fn after(sent: bool, failure: Failure) -> Failure {
    Failure { maybe_billed: failure.maybe_billed || sent, ..failure }
}
