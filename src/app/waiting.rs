//! Waits that a worker does not live through: the question is written down as waiting, and an alarm or a view that is
//! open brings it back. It is sent once, since it leaves the table in the transaction in which it is written down as in
//! flight; and only at the price that the person saw.

use super::App;
use super::index::LATER_MS;
use super::paid::Unpaid;
use crate::ledger::{self, Waiting};
use crate::phrase::{Failure, Retry};
use crate::ports::{Ports, StoreFault};
use crate::scope::Question;
use crate::verdict::Known;

/// How long before its turn a question is taken up, in milliseconds: so much is slept through.
const AHEAD_MS: f64 = 25_000.0;

impl<P: Ports> App<P> {
    /// What the browser forgets when it ends or the extension is updated: sites to be told of, alarms, badge.
    pub async fn start_up(&self) {
        // What fails here is tried again at the next start.
        let _ = self.tell_of_chosen().await;
        self.wake().await;
    }

    /// What the alarm is for. Whatever fails here is tried again when it rings the next time.
    pub async fn wake(&self) {
        if self.open_ledger().await.is_ok() {
            // First, so that whatever sets the alarm knows of it.
            let _ = self.running_list().await;
            let _ = self.resume_all().await;
            self.check_index_late().await;
            self.work().await;
            let _ = self.watch_wake().await;
            let _ = self.rearm().await;
        }
    }

    /// Sets the one alarm there is to the earliest of all that it is for.
    pub(super) async fn rearm(&self) -> Result<(), StoreFault> {
        let waiting =
            ledger::all_waiting(&self.ports, self.ports.now()).await?.into_iter().map(|waiting| waiting.until);
        let watch = self.next_watch().await?;
        let index = ledger::index_is_wanted(&self.ports).await?.then(|| self.ports.now() + LATER_MS);
        self.ports.set_alarm(waiting.chain(watch).chain(index).chain(self.desk.wake.get()).reduce(f64::min));
        Ok(())
    }

    /// Has the worker woken at that time, or for a list or a watch whose turn comes before.
    pub(super) fn wish(&self, at: f64) {
        let others = [self.next_watch.get(), self.desk.wake.get()];
        self.ports.set_alarm(others.into_iter().flatten().chain([at]).reduce(f64::min));
    }

    /// Takes up the questions whose turn has come.
    async fn resume_all(&self) -> Result<(), StoreFault> {
        for waiting in ledger::all_waiting(&self.ports, self.ports.now()).await? {
            self.resume(&waiting.question).await?;
        }
        Ok(())
    }

    /// Takes the question up, if it waits and its turn is near.
    pub(super) async fn resume(&self, question: &Question) -> Result<(), StoreFault> {
        let price = ledger::price(ledger::load_terms(&self.ports).await?.flavour);
        let waiting = ledger::all_waiting(&self.ports, self.ports.now()).await?;
        // From here to the flight no other task gets its turn, so a Cancel comes before all of it or finds the flight.
        let Some(waiting) = waiting.into_iter().find(|waiting| waiting.question == *question) else { return Ok(()) };
        let now = self.ports.now();
        let refused = if waiting.is_over(now) {
            None
        } else if waiting.rows != price {
            Some(Failure::new("ask.price_changed", Retry::Now))
        } else if waiting.until > now + AHEAD_MS {
            return Ok(());
        } else {
            match self.fly(waiting.tab, question, waiting.rows).await {
                Ok(_) => return Ok(()),
                Err(failure) => Some(failure),
            }
        };
        ledger::stop_waiting(&self.ports, std::slice::from_ref(question)).await?;
        if let Some(failure) = refused {
            self.remember(question, Known::Refused(failure));
        }
        Ok(())
    }

    /// Writes down that the question waits, and has the worker woken for it.
    pub(super) async fn park(&self, tab: i32, question: &Question, rows: u32, until: u64) -> Result<(), Unpaid> {
        #[expect(clippy::cast_precision_loss, reason = "times are far below 2⁵³")]
        let until = until as f64;
        // The alarm first: one that rings for nothing does no harm.
        self.wish(until);
        ledger::wait_for(
            &self.ports,
            &Waiting { question: question.clone(), tab, rows, until, since: self.ports.now() },
        )
        .await?;
        Ok(())
    }

    /// Has the tab's questions wait no longer, and those that its report is about.
    pub(super) async fn unpark(&self, tab: i32) -> Result<(), StoreFault> {
        let shown = self.subject(tab).await.map(|(nine, _)| nine);
        let waiting = ledger::all_waiting(&self.ports, self.ports.now()).await?.into_iter();
        let is_shown = |question: &Question| shown.as_ref().is_ok_and(|nine| nine.has(question));
        let ended = waiting.filter(|waiting| waiting.tab == tab || is_shown(&waiting.question));
        let ended: Vec<Question> = ended.map(|waiting| waiting.question).collect();
        ledger::stop_waiting(&self.ports, &ended).await
    }
}
