//! The one way to Moz. Whatever is asked of it, paid or free, goes through [`App::pay`]: the token, the day's limit, the
//! pace, the writing down before and after, and what may be sent again are looked after here and nowhere else.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;

use futures_channel::oneshot;

use super::App;
use crate::ledger::{self, Admission, InFlight, OverLimit, Terms};
use crate::moz::{Client, Flavour, MozError, Ticket, Token, Unanswered, may_repeat};
use crate::phrase::{Failure, Retry};
use crate::ports::{Change, Ports, StoreFault};
use crate::scope::Question;

pub(super) use crate::ledger::{Endpoint, Order};

/// The longest wait that is slept through, in milliseconds: a worker that seems idle for longer is stopped.
const LONGEST_SLEEP_MS: u64 = 25_000;

/// A call under way, from its wait on.
pub(super) struct Call {
    tab: Option<i32>,
    ticket: Ticket,
    questions: Vec<Question>,
    /// Until when it waits for its turn, in milliseconds since 1970; none once it has been sent.
    until: Option<u64>,
    /// Ends the wait.
    stop: Option<oneshot::Sender<()>>,
    stopped: bool,
}

/// What a call is sent with.
pub(super) struct Sending<'a, P> {
    /// The way out.
    pub(super) client: Client<'a, P>,
    /// Which API is to be asked.
    pub(super) flavour: Flavour,
    /// The call as it is written down.
    pub(super) flight: &'a InFlight,
}

/// What a call came back with.
pub(super) struct Bought<T> {
    /// The answer.
    pub(super) answer: T,
    /// What it cost, in rows.
    pub(super) rows: u32,
    /// What to write down of it, in the same transaction as its price.
    pub(super) changes: Result<Vec<Change>, StoreFault>,
}

/// An answer that is paid for.
pub(super) struct Paid<T> {
    /// The answer.
    pub(super) answer: T,
    /// What it cost, in rows.
    pub(super) rows: u32,
    /// Whether it could be written down. If not, it is paid for all the same, and to be shown.
    pub(super) kept: Result<(), StoreFault>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Unpaid {
    /// The ledger failed. What could not be written down beforehand was not sent.
    Store(StoreFault),
    /// There is no token.
    NoToken,
    /// The day's limit forbids it; nothing was sent.
    OverLimit(OverLimit),
    /// The price is another by now than the one that was agreed to; nothing was sent.
    Price,
    /// Its turn comes later than can be waited for here, in milliseconds since 1970; nothing is under way.
    Wait(u64),
    /// Cancelled while it waited, so before it was sent.
    Cancelled,
    /// It was sent, to no avail.
    Moz(MozError),
}

/// What a call cost, in rows, and whether that and its answer could be written down.
type Kept = (u32, Result<(), StoreFault>);

/// What a call came back with, besides its answer.
struct Bill {
    rows: u32,
    changes: Result<Vec<Change>, StoreFault>,
}

/// A call whose answer is put aside, so that whatever is asked for, the way to Moz is the same: it is long, and would be
/// in the module once for every kind of answer.
trait Asking<P> {
    fn ask<'a>(&'a self, sending: &'a Sending<'a, P>) -> Pin<Box<dyn Future<Output = Result<Bill, Unanswered>> + 'a>>;
}

struct Aside<T, F> {
    call: F,
    answer: Cell<Option<T>>,
}

impl<P, T, F: AsyncFn(&Sending<'_, P>) -> Result<Bought<T>, Unanswered>> Asking<P> for Aside<T, F> {
    fn ask<'a>(&'a self, sending: &'a Sending<'a, P>) -> Pin<Box<dyn Future<Output = Result<Bill, Unanswered>> + 'a>> {
        Box::pin(async move {
            let Bought { answer, rows, changes } = (self.call)(sending).await?;
            self.answer.set(Some(answer));
            Ok(Bill { rows, changes })
        })
    }
}

impl<P: Ports> App<P> {
    /// Sends a call when its turn has come, and writes down what it costs and brings. Sent again by itself is only what
    /// certainly was not billed, or is free. `tab` is whose Cancel ends it.
    pub(super) async fn pay<T>(
        &self,
        tab: Option<i32>,
        order: &Order<'_>,
        call: impl AsyncFn(&Sending<'_, P>) -> Result<Bought<T>, Unanswered>,
    ) -> Result<Paid<T>, Unpaid> {
        let call = Aside { call, answer: Cell::new(None) };
        let (rows, kept) = self.pay_for(tab, order, &call).await?;
        // What was paid for was answered.
        let answer = call.answer.take().ok_or(Unpaid::Moz(MozError::Length))?;
        Ok(Paid { answer, rows, kept })
    }

    async fn pay_for(&self, tab: Option<i32>, order: &Order<'_>, call: &dyn Asking<P>) -> Result<Kept, Unpaid> {
        let ticket = self.ticket();
        self.calls.borrow_mut().push(Call {
            tab,
            ticket,
            questions: order.questions.to_vec(),
            until: None,
            stop: None,
            stopped: false,
        });
        let result = self.pay_as(ticket, order, call).await;
        self.calls.borrow_mut().retain(|call| call.ticket != ticket);
        // Whatever came of it, what the ledger knows of these may be something else now.
        self.desk.touch(order.questions);
        result
    }

    async fn pay_as(&self, ticket: Ticket, order: &Order<'_>, call: &dyn Asking<P>) -> Result<Kept, Unpaid> {
        let terms = ledger::load_terms(&self.ports).await?;
        let price =
            ledger::price(terms.flavour).saturating_mul(u32::try_from(order.questions.len()).unwrap_or(u32::MAX));
        if price > order.most_rows {
            return Err(Unpaid::Price);
        }
        let token = self.token().await?;
        let mut tries = 0;
        loop {
            let flight = self.take_turn(ticket, order, &token, &terms).await?;
            tries += 1;
            let client = Client { port: &self.ports, token: &token, ticket };
            let sending = Sending { client, flavour: terms.flavour, flight: &flight };
            match call.ask(&sending).await {
                Ok(bill) => {
                    let now = self.ports.now();
                    let kept = match bill.changes {
                        Ok(changes) => flight.answered(&self.ports, bill.rows, changes, now).await,
                        Err(fault) => Err(fault),
                    };
                    return Ok((bill.rows, kept));
                }
                Err(unanswered) => {
                    let (error, noted) = self.give_up(&sending, unanswered).await;
                    // What could not be written down is no reason to send it again, nor to say that nothing was sent.
                    let over = noted.is_err() || self.is_stopped(ticket);
                    if over || !may_repeat(&error, order.most_rows == 0, tries) {
                        return Err(Unpaid::Moz(error));
                    }
                }
            }
        }
    }

    /// Waits for the order's turn, and returns it written down as in flight.
    async fn take_turn(
        &self,
        ticket: Ticket,
        order: &Order<'_>,
        token: &Token,
        terms: &Terms,
    ) -> Result<InFlight, Unpaid> {
        loop {
            if self.is_stopped(ticket) {
                return Err(Unpaid::Cancelled);
            }
            let now = self.ports.now();
            match order.admit(&self.ports, token, terms, now).await? {
                // Cancelled while it was written down: it has not been sent, and will not be.
                Admission::Sent(flight) if self.is_stopped(ticket) => {
                    flight.withdrawn(&self.ports).await?;
                    return Err(Unpaid::Cancelled);
                }
                Admission::Sent(flight) => return Ok(flight),
                Admission::OverLimit(over) => return Err(Unpaid::OverLimit(over)),
                Admission::Wait(until) => {
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast saturates")]
                    let wait = until.saturating_sub(now as u64);
                    if wait > LONGEST_SLEEP_MS {
                        return Err(Unpaid::Wait(until));
                    }
                    self.sleep(ticket, until, u32::try_from(wait).unwrap_or(u32::MAX)).await;
                }
            }
        }
    }

    /// Sleeps, unless the call is cancelled meanwhile.
    async fn sleep(&self, ticket: Ticket, until: u64, milliseconds: u32) {
        let (sender, mut stop) = oneshot::channel();
        self.with_call(ticket, |call| (call.until, call.stop) = (Some(until), Some(sender)));
        let mut sleep = pin!(self.ports.sleep(milliseconds));
        poll_fn(
            |context| {
                if pin!(&mut stop).poll(context).is_ready() { Poll::Ready(()) } else { sleep.as_mut().poll(context) }
            },
        )
        .await;
        self.with_call(ticket, |call| (call.until, call.stop) = (None, None));
    }

    /// Writes down that there is no answer, and returns why in the end: a refused token is told apart, for free, from an
    /// account that only the other API takes. With it, whether it could be written down; if not, the question stays in
    /// flight there.
    async fn give_up(&self, sending: &Sending<'_, P>, unanswered: Unanswered) -> (MozError, Result<(), StoreFault>) {
        let chance = self.ports.fraction();
        let noted = sending.flight.failed(&self.ports, &unanswered, self.ports.now(), chance).await;
        let error = match sending.flavour {
            Flavour::V2 if noted.is_ok() => sending.client.tell_apart(unanswered.error).await,
            _ => unanswered.error,
        };
        (error, noted)
    }

    /// Cancels the tab's calls, those that wait and those that are sent.
    pub(super) fn stop_calls(&self, tab: i32) {
        let mut tickets = Vec::new();
        for call in self.calls.borrow_mut().iter_mut().filter(|call| call.tab == Some(tab)) {
            call.stopped = true;
            tickets.push(call.ticket);
            if let Some(stop) = call.stop.take() {
                // If nobody waits any more, there is nothing to end.
                let _ = stop.send(());
            }
        }
        for ticket in tickets {
            self.ports.cancel(ticket);
        }
    }

    /// Cancels the tab's calls that wait, and leaves those that are sent.
    pub(super) fn stop_waits(&self, tab: i32) {
        for call in self.calls.borrow_mut().iter_mut().filter(|call| call.tab == Some(tab) && call.until.is_some()) {
            call.stopped = true;
            if let Some(stop) = call.stop.take() {
                // If nobody waits any more, there is nothing to end.
                let _ = stop.send(());
            }
        }
    }

    /// Until when the question waits for its turn in a call, in milliseconds since 1970; none if it does not.
    pub(super) fn waits_until(&self, question: &Question) -> Option<f64> {
        let calls = self.calls.borrow();
        let until = calls.iter().find(|call| call.questions.contains(question))?.until?;
        #[expect(clippy::cast_precision_loss, reason = "times are far below 2⁵³")]
        Some(until as f64)
    }

    fn with_call(&self, ticket: Ticket, change: impl FnOnce(&mut Call)) {
        self.calls.borrow_mut().iter_mut().find(|call| call.ticket == ticket).map(change);
    }

    fn is_stopped(&self, ticket: Ticket) -> bool {
        self.calls.borrow().iter().any(|call| call.ticket == ticket && call.stopped)
    }

    async fn token(&self) -> Result<Token, Unpaid> {
        let token = ledger::load_token(&self.ports).await?;
        token.map(|(token, _)| token).ok_or(Unpaid::NoToken)
    }
}

impl From<StoreFault> for Unpaid {
    fn from(fault: StoreFault) -> Self {
        Self::Store(fault)
    }
}

impl From<Unpaid> for Failure {
    fn from(unpaid: Unpaid) -> Self {
        match unpaid {
            Unpaid::Store(fault) => fault.into(),
            Unpaid::NoToken => Self::new("token.missing", Retry::AfterChange),
            Unpaid::OverLimit(over) => over.into(),
            Unpaid::Price => Self::new("ask.price_changed", Retry::Now),
            Unpaid::Wait(until) => {
                let mut failure = Self::new("ask.wait", Retry::Later);
                #[expect(clippy::cast_precision_loss, reason = "times are far below 2⁵³")]
                let until = until as f64;
                failure.says = failure.says.time(until);
                failure
            }
            Unpaid::Cancelled => Self::new("ask.cancelled", Retry::Now),
            Unpaid::Moz(error) => error.failure(),
        }
    }
}
