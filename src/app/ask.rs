//! Asking Moz: paid once, whatever happens.
//!
//! The order is the safety: the question is written down as in flight, then sent, then its answer is written down. A
//! worker that is stopped in between leaves the question as "may have been billed", and it is not paid again unless
//! the person presses the button again.

use futures_channel::oneshot;

use super::App;
use crate::ledger;
use crate::moz::{MozError, Ticket, Token, ask_link_status};
use crate::phrase::{Failure, Retry};
use crate::ports::{Ports, StoreFault};
use crate::protocol::Answer;
use crate::scope::Question;

/// A question under way.
pub(super) struct Flight {
    pub(super) question: Question,
    ticket: Ticket,
    /// Others who want to know when it ends.
    waiting: Vec<oneshot::Sender<()>>,
}

impl<P: Ports> App<P> {
    /// Asks the question that the tab's report shows, for `rows` rows. A question that is under way is joined, which
    /// costs nothing.
    pub(super) async fn ask(&self, tab: i32, rows: u32) -> Result<Answer, Failure> {
        let question = self.question(tab).await?;
        if let Some(end) = self.join(&question) {
            // An error here means that the flight ended without a word, which the report then tells.
            let _ = end.await;
            return self.report(tab).await;
        }
        if rows != question.rows() {
            return Err(Failure::new("ask.price_changed", Retry::Now));
        }
        let token = ledger::load_token(&self.ports).await.map_err(|fault| fault.failure())?;
        let Some((token, _)) = token else { return Err(Failure::new("token.missing", Retry::AfterChange)) };
        // Between here and the check above another view may have begun to ask.
        if let Some(end) = self.join(&question) {
            let _ = end.await;
            return self.report(tab).await;
        }
        let ticket = self.ticket();
        self.failed.borrow_mut().retain(|(failed, _)| *failed != question);
        self.flights.borrow_mut().push(Flight { question: question.clone(), ticket, waiting: Vec::new() });
        let result = self.fly(&token, &question, ticket).await;
        for waiting in self.land(&question) {
            // Who no longer waits need not be told.
            let _ = waiting.send(());
        }
        result.map_err(|fault| fault.failure())?;
        self.report(tab).await
    }

    /// Stops waiting for the tab's question. Whoever waits is told.
    pub(super) async fn cancel(&self, tab: i32) -> Result<Answer, Failure> {
        let question = self.question(tab).await?;
        let ticket =
            self.flights.borrow().iter().find(|flight| flight.question == question).map(|flight| flight.ticket);
        if let Some(ticket) = ticket {
            self.ports.cancel(ticket);
        }
        if let Some(end) = self.join(&question) {
            let _ = end.await;
        }
        self.report(tab).await
    }

    fn join(&self, question: &Question) -> Option<oneshot::Receiver<()>> {
        let mut flights = self.flights.borrow_mut();
        let (sender, receiver) = oneshot::channel();
        flights.iter_mut().find(|flight| flight.question == *question)?.waiting.push(sender);
        Some(receiver)
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
    async fn fly(&self, token: &Token, question: &Question, ticket: Ticket) -> Result<(), StoreFault> {
        let asked = self.ports.now();
        ledger::write_flight(&self.ports, question, asked).await?;
        let answer = ask_link_status(&self.ports, token, std::slice::from_ref(question), ticket).await;
        let answer = answer.and_then(|exists| exists.first().copied().ok_or(MozError::Length));
        match answer {
            Ok(exists) => ledger::write_answer(&self.ports, question, exists, asked, self.ports.now()).await,
            Err(error) => {
                if !error.maybe_billed() {
                    ledger::forget_flight(&self.ports, question).await?;
                }
                self.failed.borrow_mut().push((question.clone(), error));
                Ok(())
            }
        }
    }

    /// The question of the tab's page and the target last picked.
    async fn question(&self, tab: i32) -> Result<Question, Failure> {
        let target = self.target().await?;
        let target = target.ok_or_else(|| Failure::new("ask.no_target", Retry::AfterChange))?;
        let target = target.map_err(|error| error.failure())?;
        let held = self.page(tab).await;
        let page = held.page.as_ref().map_err(Clone::clone)?;
        Question::from_page(page.url.as_str(), &target).map_err(|_| Failure::new("ask.no_source", Retry::AfterChange))
    }
}
