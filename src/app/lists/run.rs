//! Asking Moz about a list, batch by batch. Where it stands is in the database at every moment, so that it goes on when
//! the worker was stopped: by the next message, by the alarm, or when the browser starts. What was in flight just then
//! reads "may have been billed" and is not asked again without the person's word.

use futures_channel::oneshot;

use super::super::App;
use super::super::paid::{Bought, Endpoint, Order, Paid, Unpaid};
use super::Running;
use super::gone;
use super::read::about;
use super::sheet::Sheet;
use crate::ledger::{self, List, Lost, Run, RunState, Why};
use crate::moz::{MozError, link_status};
use crate::phrase::{Failure, Retry};
use crate::ports::{Ports, StoreFault};
use crate::protocol::ListAnswer;
use crate::scope::Question;
use crate::verdict::Known;

/// Whose calls these are: no browser's tab has this number.
pub(super) const TAB: i32 = i32::MIN;
/// How long before its turn a run goes on, in milliseconds: so much is slept through.
const AHEAD_MS: f64 = 25_000.0;
/// When the alarm is to ring while a run is under way, should the worker be stopped, in milliseconds.
const SOON_MS: f64 = 30_000.0;
/// After so long without a step the person is asked before more is spent, in milliseconds.
const PATIENCE_MS: f64 = 3_600_000.0;
/// After so many batches in a row that brought nothing it pauses: whatever is wrong is not with these sources.
const MOST_LOST: u32 = 2;
const DAY_MS: f64 = 86_400_000.0;
/// How far apart two clocks of one machine may be, in milliseconds: browsers blur them, each context in its own way.
const JITTER_MS: f64 = 1_000.0;

/// What to do after a batch.
enum Next {
    Batch,
    Rest,
}

impl<P: Ports> App<P> {
    /// Begins a run, or goes on with one that was paused; `again` for what was asked in vain, and only that.
    pub(super) async fn run_list(&self, id: u32, rows: u32, again: bool) -> Result<ListAnswer, Failure> {
        let list = self.list_of(id).await?;
        if let Some(other) = self.running_list().await? {
            let title = ledger::load_list(&self.ports, other).await?.map(|list| list.title).unwrap_or_default();
            return Err(Failure::new("list.busy", Retry::Later).about(title));
        }
        if ledger::load_token(&self.ports).await?.is_none() {
            return Err(Failure::new("token.missing", Retry::AfterChange));
        }
        let price = ledger::price(ledger::load_terms(&self.ports).await?.flavour);
        let sheet = self.sheet(&list).await?.ok_or_else(|| Failure::new("list.no_target", Retry::AfterChange))?;
        let now = self.ports.now();
        let begun = if again {
            Run { since: now, again: now, alone: true, ..Run::default() }
        } else if list.run.state == RunState::Paused {
            list.run.clone()
        } else {
            Run { since: now, ..Run::default() }
        };
        let progress = sheet.progress(&begun, price);
        if progress.rows_left != rows {
            return Err(Failure::new("ask.price_changed", Retry::Now));
        }
        if rows == 0 {
            return self.list_view(list, None).await;
        }
        let spent = progress.rows.saturating_add(progress.maybe_rows);
        let agreed = spent.saturating_add(rows);
        let run = Run { state: RunState::Running, agreed, price, why: None, until: None, moved: now, ..begun };
        let list = ledger::change_list(&self.ports, id, &mut |list: &mut List| list.run = run.clone()).await?;
        self.begin_run(id);
        self.list_view(list.ok_or_else(gone)?, None).await
    }

    fn begin_run(&self, id: u32) {
        self.desk.running.set(Running::List(id));
        self.desk.lost_in_a_row.set(0);
        self.desk.measured.set(None);
        self.wake_by(None);
    }

    /// Stops the run once the present batch is through, which is paid for. Nothing more is sent.
    pub(super) async fn stop_list(&self, id: u32, state: RunState) -> Result<ListAnswer, Failure> {
        let stop = &mut |list: &mut List| {
            let goes_on = list.run.state == RunState::Running || state == RunState::Idle;
            if goes_on {
                list.run = Run { state, why: None, until: None, ..list.run.clone() };
            }
        };
        let list = ledger::change_list(&self.ports, id, stop).await?.ok_or_else(gone)?;
        self.forget_run(id);
        self.stop_waits(TAB);
        self.list_view(list, None).await
    }

    /// How the list stands once its run has come a step further.
    pub(super) async fn list_progress(&self, id: u32) -> Result<ListAnswer, Failure> {
        if self.running_list().await? == Some(id) && self.desk.driving.get() {
            let (sender, step) = oneshot::channel();
            self.desk.waiting.borrow_mut().push(sender);
            // An error means that it ended without a word, which the list then tells.
            let _ = step.await;
        }
        let list = self.list_of(id).await?;
        self.list_view(list, None).await
    }

    /// The list that goes on by itself, looked for once in a worker's life.
    pub(in crate::app) async fn running_list(&self) -> Result<Option<u32>, StoreFault> {
        match self.desk.running.get() {
            Running::Unknown => {}
            Running::None => return Ok(None),
            Running::List(id) => return Ok(Some(id)),
        }
        let lists = ledger::lists(&self.ports).await?;
        let running = lists.iter().find(|list| list.deleted.is_none() && list.run.state == RunState::Running);
        // Another may have begun meanwhile.
        if self.desk.running.get() == Running::Unknown {
            self.desk.running.set(running.map_or(Running::None, |list| Running::List(list.id)));
            if let Some(list) = running {
                self.desk.wake.set(Some(list.run.until.unwrap_or(0.0).max(self.ports.now() + SOON_MS)));
            }
        }
        Ok(if let Running::List(id) = self.desk.running.get() { Some(id) } else { None })
    }

    pub(super) fn forget_run(&self, id: u32) {
        if self.desk.running.get() == Running::List(id) {
            self.desk.running.set(Running::None);
            // The alarm may be wanted for something else: it is put right when it rings.
            self.desk.wake.set(None);
        }
    }

    /// Has the worker woken for the run, should it be stopped.
    fn wake_by(&self, until: Option<f64>) {
        let at = until.unwrap_or_else(|| self.ports.now() + SOON_MS);
        self.desk.wake.set(Some(at));
        self.wish(at);
    }

    /// Does what is to be done when nobody waits for it: asks Moz about the list that is under way, until its end or until
    /// it has to wait for longer than a worker lives.
    pub async fn work(&self) {
        // Where it was looked for and nothing found, not even the database is opened.
        if self.desk.running.get() == Running::None || self.desk.driving.replace(true) {
            return;
        }
        if self.open_ledger().await.is_ok() {
            // What fails here is tried again by the next message or the alarm.
            let _ = self.drive().await;
        }
        self.desk.driving.set(false);
        self.desk.moved();
    }

    async fn drive(&self) -> Result<(), StoreFault> {
        while let Some(id) = self.running_list().await? {
            let list = ledger::load_list(&self.ports, id).await?;
            let list = list.filter(|list| list.deleted.is_none() && list.run.state == RunState::Running);
            let Some(list) = list else {
                self.forget_run(id);
                continue;
            };
            let now = self.ports.now();
            if now + JITTER_MS < list.run.since.max(list.run.moved) {
                ledger::change_list(&self.ports, id, &mut |list: &mut List| list.run = list.run.put_back(now)).await?;
                continue;
            }
            let until = list.run.until;
            if now > list.run.moved.max(until.unwrap_or(0.0)) + PATIENCE_MS {
                self.halt(&list, why("list.away")).await?;
                continue;
            }
            if until.is_some_and(|until| until > now + AHEAD_MS) {
                self.wake_by(until);
                return Ok(());
            }
            self.wake_by(None);
            if let Next::Rest = self.batch(&list).await? {
                return Ok(());
            }
            self.desk.moved();
        }
        Ok(())
    }

    /// Asks the next questions of the run, or ends it if there are none.
    async fn batch(&self, list: &List) -> Result<Next, StoreFault> {
        let terms = ledger::load_terms(&self.ports).await?;
        if list.run.price != ledger::price(terms.flavour) {
            return self.halt(list, why("ask.price_changed")).await;
        }
        self.check_index_early().await?;
        let Some(sheet) = self.sheet(list).await? else {
            return self.halt(list, why("list.no_target")).await;
        };
        let due = sheet.due(&list.run);
        let progress = sheet.progress(&list.run, list.run.price);
        let most = progress.next(list.run.agreed, list.run.price, u32::try_from(link_status::MOST).unwrap_or(50));
        // What somebody else asks just now is theirs.
        let free = |place: &&usize| sheet.fold.questions.get(**place).is_some_and(|one| !self.is_flying(one));
        let batch: Vec<usize> = due.iter().filter(free).take(most as usize).copied().collect();
        if batch.is_empty() {
            return if due.is_empty() || most > 0 {
                self.finish(list).await
            } else {
                self.halt(list, why("list.agreed")).await
            };
        }
        let questions: Vec<Question> =
            batch.iter().filter_map(|place| sheet.fold.questions.get(*place)).cloned().collect();
        self.take_off(TAB, &questions);
        self.desk.sending.set(true);
        let paid = self.send_batch(list, &questions).await;
        self.desk.sending.set(false);
        // Not before all is written down: else somebody would find nothing and ask once more.
        let next = self.note(list, &sheet, &batch, paid).await;
        self.land_all(&questions);
        next
    }

    async fn send_batch(
        &self,
        list: &List,
        questions: &[Question],
    ) -> Result<Paid<Vec<Result<bool, MozError>>>, Unpaid> {
        let index = self.sure_index().await?;
        let most_rows = list.run.price.saturating_mul(u32::try_from(questions.len()).unwrap_or(u32::MAX));
        let order = Order { endpoint: Endpoint::LinkStatus, most_rows, questions, look_ups: &[] };
        self.pay(Some(TAB), &order, async |sending| {
            let answered = sending.client.link_status(sending.flavour, questions).await?;
            let changes = sending.flight.answers(&answered.each, index.as_deref(), self.ports.now());
            let rows = u32::try_from(answered.rows).unwrap_or(u32::MAX);
            Ok(Bought { answer: answered.each, rows, changes })
        })
        .await
    }

    /// Writes down what came of a batch.
    async fn note(
        &self,
        list: &List,
        sheet: &Sheet,
        batch: &[usize],
        paid: Result<Paid<Vec<Result<bool, MozError>>>, Unpaid>,
    ) -> Result<Next, StoreFault> {
        match paid {
            Ok(paid) => {
                self.desk.lost_in_a_row.set(0);
                self.measure();
                let each = batch.iter().zip(&paid.answer);
                let failed =
                    each.clone().filter_map(|(place, answer)| Some((*place, answer.as_ref().err()?.failure())));
                self.lose(sheet, failed.collect()).await?;
                if let Err(fault) = paid.kept {
                    // Paid for and not to be kept: shown as long as the worker lives, and no more is bought.
                    let at = self.ports.now();
                    for (place, answer) in each {
                        if let (Some(question), Ok(exists)) = (sheet.fold.questions.get(*place), answer) {
                            let (exists, rows) = (*exists, list.run.price);
                            self.remember(question, Known::Answer { exists, at, rows, unfinished: None, stale: None });
                        }
                    }
                    return self.halt(list, why_of(&fault.into())).await;
                }
                self.moved_on(list, None).await?;
                Ok(Next::Batch)
            }
            Err(Unpaid::Wait(until)) => {
                #[expect(clippy::cast_precision_loss, reason = "times are far below 2⁵³")]
                let until = until as f64;
                self.moved_on(list, Some(until)).await?;
                self.wake_by(Some(until));
                Ok(Next::Rest)
            }
            // Somebody has stopped it, which the next look at the list tells.
            Err(Unpaid::Cancelled) => Ok(Next::Batch),
            Err(Unpaid::Moz(error)) => self.note_error(list, sheet, batch, &error).await,
            Err(Unpaid::OverLimit(_)) => {
                let tomorrow = (self.ports.now() / DAY_MS).floor() * DAY_MS + DAY_MS;
                self.halt(list, Why { until: Some(tomorrow), ..why("list.daily_limit") }).await
            }
            Err(other) => self.halt(list, why_of(&other.into())).await,
        }
    }

    async fn note_error(
        &self,
        list: &List,
        sheet: &Sheet,
        batch: &[usize],
        error: &MozError,
    ) -> Result<Next, StoreFault> {
        let failure = error.failure();
        let in_a_row = self.desk.lost_in_a_row.get() + 1;
        self.desk.lost_in_a_row.set(in_a_row);
        let account = matches!(
            error,
            MozError::TokenRefused | MozError::NoLinksApi | MozError::Forbidden | MozError::Quota | MozError::Redirect
        );
        // These say nothing about the sources, and were not billed: they stay as they were.
        if !account && *error != MozError::Rate {
            self.lose(sheet, batch.iter().map(|place| (*place, failure.clone())).collect()).await?;
        }
        self.refresh(sheet).await?;
        // With nothing left there is nothing to hold back.
        let hopeless = in_a_row >= MOST_LOST && !sheet.due(&list.run).is_empty();
        if account || hopeless {
            return self.halt(list, why_of(&failure)).await;
        }
        self.moved_on(list, None).await?;
        Ok(Next::Batch)
    }

    /// Writes down with the items how asking about them failed.
    async fn lose(&self, sheet: &Sheet, failed: Vec<(usize, Failure)>) -> Result<(), StoreFault> {
        if failed.is_empty() {
            return Ok(());
        }
        let at = self.ports.now();
        let lost: Vec<(usize, Lost)> = failed
            .iter()
            .map(|(place, why)| (*place, Lost { at, code: why.code.clone(), about: about(why) }))
            .collect();
        let number = |place: usize| Some(sheet.items.get(*sheet.first.get(place)?)?.0);
        let items: Vec<(usize, Lost)> =
            lost.iter().filter_map(|(place, lost)| Some((number(*place)?, lost.clone()))).collect();
        let numbers: Vec<usize> = items.iter().map(|(number, _)| *number).collect();
        sheet.lose(&lost);
        ledger::change_items(&self.ports, sheet.id, &numbers, &mut |number, item| {
            item.lost = items.iter().find(|(other, _)| *other == number).map(|(_, lost)| lost.clone());
        })
        .await
    }

    async fn moved_on(&self, list: &List, until: Option<f64>) -> Result<(), StoreFault> {
        let now = self.ports.now();
        ledger::change_list(&self.ports, list.id, &mut |list: &mut List| {
            list.run.moved = now;
            list.run.until = until.filter(|_| list.run.state == RunState::Running);
        })
        .await?;
        Ok(())
    }

    async fn finish(&self, list: &List) -> Result<Next, StoreFault> {
        self.close_run(list, RunState::Idle, None).await?;
        self.plan_index_check().await?;
        Ok(Next::Batch)
    }

    /// Stops the run until the person wants it to go on.
    async fn halt(&self, list: &List, why: Why) -> Result<Next, StoreFault> {
        self.close_run(list, RunState::Paused, Some(why)).await?;
        Ok(Next::Batch)
    }

    async fn close_run(&self, list: &List, state: RunState, why: Option<Why>) -> Result<(), StoreFault> {
        ledger::change_list(&self.ports, list.id, &mut |list: &mut List| {
            // Unless the person was faster.
            if list.run.state == RunState::Running {
                list.run = Run { state, why: why.clone(), until: None, ..list.run.clone() };
            }
        })
        .await?;
        self.forget_run(list.id);
        Ok(())
    }

    fn measure(&self) {
        let (began, batches) = self.desk.measured.get().unwrap_or((self.ports.now(), 0));
        self.desk.measured.set(Some((began, batches + 1)));
    }

    /// Milliseconds a batch, as measured by this worker; none before the second.
    pub(super) fn measured_ms(&self) -> Option<f64> {
        let (began, batches) = self.desk.measured.get()?;
        (batches > 1).then(|| (self.ports.now() - began) / f64::from(batches - 1))
    }
}

fn why(code: &str) -> Why {
    Why { code: code.to_owned(), about: None, until: None }
}

fn why_of(failure: &Failure) -> Why {
    Why { code: failure.code.clone(), about: about(failure), until: None }
}
