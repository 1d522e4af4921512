//! Asking Moz: paid once, whatever happens.
//!
//! The order is the safety: the question is written down as in flight, then sent, then its answer is written down. A
//! worker that is stopped in between leaves the question as "may have been billed", and it is not paid again unless
//! the person presses the button again.

use futures_channel::oneshot;

use super::App;
use super::nine::Nine;
use crate::ledger;
use crate::moz::{Flavour, MozError, Ticket, Token, ask_link_status};
use crate::phrase::{Failure, Retry};
use crate::ports::{Ports, StoreFault};
use crate::protocol::Answer;
use crate::scope::{Cell, Question};
use crate::verdict::{Known, Lamp, live};

/// How long to wait after "too many requests", in milliseconds: the free plan takes one request in ten seconds
/// (moz-api 5), and what was refused for its pace was not billed.
const PACE_MS: u32 = 10_500;
/// How often that is done for one question before it is given up.
const MOST_WAITS: u32 = 2;

/// A question under way.
pub(super) struct Flight {
    pub(super) question: Question,
    tab: i32,
    ticket: Ticket,
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
        // Who only wanted to join has come too late, and learns what came of it.
        if rows == 0 {
            return self.report(tab).await;
        }
        if rows != question.rows() {
            return Err(Failure::new("ask.price_changed", Retry::Now));
        }
        let token = self.token().await?;
        // Whether and how it failed is in the report.
        let _ = self.fly(tab, &token, &question).await?;
        self.report(tab).await
    }

    /// Asks what settles all nine cells, for at most `rows` rows. Ends early at the first failure that waiting does
    /// not mend, and when it is cancelled; what was answered by then stays.
    pub(super) async fn settle(&self, tab: i32, rows: u32) -> Result<Answer, Failure> {
        let token = self.token().await?;
        let (mut left, mut waits) = (rows, 0);
        self.stops.borrow_mut().retain(|stopped| *stopped != tab);
        while !self.stops.borrow().contains(&tab) {
            let (nine, expect) = self.subject(tab).await?;
            let Some(question) = nine.next(expect).filter(|question| question.rows() <= left) else { break };
            match self.fly(tab, &token, question).await? {
                Ok(()) => (left, waits) = (left.saturating_sub(question.rows()), 0),
                Err(MozError::Rate) if waits < MOST_WAITS => {
                    waits += 1;
                    self.ports.sleep(PACE_MS).await;
                }
                Err(_) => break,
            }
        }
        self.report(tab).await
    }

    /// Stops waiting for the tab's questions. Whoever waits is told.
    pub(super) async fn cancel(&self, tab: i32) -> Result<Answer, Failure> {
        self.stops.borrow_mut().push(tab);
        let flying: Vec<(Question, Ticket)> = {
            let flights = self.flights.borrow();
            flights
                .iter()
                .filter(|flight| flight.tab == tab)
                .map(|flight| (flight.question.clone(), flight.ticket))
                .collect()
        };
        for (question, ticket) in flying {
            self.ports.cancel(ticket);
            if let Some(end) = self.join(&question) {
                let _ = end.await;
            }
        }
        self.report(tab).await
    }

    async fn token(&self) -> Result<Token, Failure> {
        let token = ledger::load_token(&self.ports).await?;
        token.map(|(token, _)| token).ok_or_else(|| Failure::new("token.missing", Retry::AfterChange))
    }

    fn join(&self, question: &Question) -> Option<oneshot::Receiver<()>> {
        let mut flights = self.flights.borrow_mut();
        let (sender, receiver) = oneshot::channel();
        flights.iter_mut().find(|flight| flight.question == *question)?.waiting.push(sender);
        Some(receiver)
    }

    /// Sends the question, unless another view is just doing that, and tells who waits for its end.
    async fn fly(&self, tab: i32, token: &Token, question: &Question) -> Result<Result<(), MozError>, StoreFault> {
        if let Some(end) = self.join(question) {
            let _ = end.await;
            return Ok(Ok(()));
        }
        let ticket = self.ticket();
        self.recent.borrow_mut().retain(|(asked, _)| asked != question);
        let flight = Flight { question: question.clone(), tab, ticket, waiting: Vec::new() };
        self.flights.borrow_mut().push(flight);
        let result = self.send(token, question, ticket).await;
        for waiting in self.land(question) {
            // Who no longer waits need not be told.
            let _ = waiting.send(());
        }
        result
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
    async fn send(
        &self,
        token: &Token,
        question: &Question,
        ticket: Ticket,
    ) -> Result<Result<(), MozError>, StoreFault> {
        let questions = std::slice::from_ref(question);
        let index = ledger::newest_index(&self.ports).await?;
        let flight = ledger::InFlight::write(&self.ports, questions, Flavour::V2, self.ports.now()).await?;
        let answer = ask_link_status(&self.ports, token, questions, ticket).await;
        let answer = answer.and_then(|exists| exists.first().copied().ok_or(MozError::Length));
        match answer {
            Ok(exists) => {
                let at = self.ports.now();
                let index = index.as_ref().map(|index| index.id.as_str());
                if flight.answered(&self.ports, &[exists], index, at).await.is_err() {
                    // It is paid for, so it is shown as long as the worker lives, even if it cannot be kept.
                    let known = Known::Answer { exists, at, rows: question.rows(), unfinished: None, stale: None };
                    self.remember(question, known);
                }
                Ok(Ok(()))
            }
            Err(error) => {
                if !error.maybe_billed() {
                    flight.not_billed(&self.ports).await?;
                }
                self.remember(question, Known::Failed(error.clone()));
                Ok(Err(error))
            }
        }
    }

    fn remember(&self, question: &Question, known: Known) {
        self.recent.borrow_mut().push((question.clone(), known));
    }

    /// The nine questions of the tab, and whether its page shows the link.
    async fn subject(&self, tab: i32) -> Result<(Nine, bool), Failure> {
        let target = self.target().await?;
        let target = target.ok_or_else(|| Failure::new("ask.no_target", Retry::AfterChange))?;
        let target = target.map_err(|error| error.failure())?;
        let held = self.page(tab).await;
        let page = held.page.as_ref().map_err(Clone::clone)?;
        let sameness = ledger::load_sameness(&self.ports).await?;
        let source = held.source(&sameness).ok_or_else(|| Failure::new("ask.no_source", Retry::AfterChange))?;
        let nine = self.nine(&source, &target).await?;
        Ok((nine, live(page, &target, &held.seen.borrow()).state == Lamp::Yes))
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
