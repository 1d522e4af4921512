//! Verifying a placement: one button for the steps of `verdict/placement.rs`. Each step's answer is in the ledger before the
//! next is paid for, so whatever ends a run loses nothing, and the next one goes on from there.

use futures_channel::oneshot;

use super::App;
use super::kept::{crawled, metrics, redirect_says};
use super::next::aim_at;
use super::stand::Stand;
use crate::ledger;
use crate::phrase::{Failure, Phrase, Retry};
use crate::ports::Ports;
use crate::protocol::{Answer, StepState, StepView, VerifyView};
use crate::scope::Scope;
use crate::verdict::{Known, Lamp, Plan, Planned, Step, Steps, What, index_view};

/// A run under way.
pub(super) struct Run {
    tab: i32,
    step: Step,
    /// Who wants to know when it has come a step further.
    waiting: Vec<oneshot::Sender<()>>,
}

impl<P: Ports> App<P> {
    /// Takes the steps that are on and not known, for at most `rows` rows. A run that is under way is joined, for nothing.
    pub(super) async fn verify(&self, tab: i32, rows: u32) -> Result<Answer, Failure> {
        if self.running(tab).is_some() {
            self.run_ended(tab).await;
            return self.report(tab).await;
        }
        // Who only wanted to join has come too late, and learns what came of it.
        if rows == 0 {
            return self.report(tab).await;
        }
        // Before anything is awaited, so that nobody else begins one and whoever asks for its progress finds it.
        self.stops.borrow_mut().retain(|stopped| *stopped != tab);
        self.runs.borrow_mut().push(Run { tab, step: Step::Clean, waiting: Vec::new() });
        let result = self.run(tab, rows).await;
        tell(self.end_run(tab));
        result?;
        self.report(tab).await
    }

    /// Returns once the tab's run has ended.
    pub(super) async fn run_ended(&self, tab: i32) {
        while let Some(further) = self.join_run(tab) {
            // An error here means that it ended without a word.
            let _ = further.await;
        }
    }

    async fn run(&self, tab: i32, rows: u32) -> Result<(), Failure> {
        let steps = ledger::load_steps(&self.ports).await?;
        let stand = self.stand(tab).await?;
        if Plan::new(steps, stand.due()).rows() != rows {
            return Err(Failure::new("ask.price_changed", Retry::Now));
        }
        let before = self.billed().await?;
        let result = self.steps(tab, stand, steps, rows).await;
        self.close_bill(rows, before).await?;
        result
    }

    async fn steps(&self, tab: i32, mut stand: Stand, steps: Steps, mut left: u32) -> Result<(), Failure> {
        loop {
            let next = Plan::new(steps, stand.due()).next().copied();
            let Some(next) = next.filter(|next| next.rows <= left) else { return Ok(()) };
            if self.stops.borrow().contains(&tab) {
                return Ok(());
            }
            self.at_step(tab, next.step);
            let done = match next.step {
                Step::Redirect => self.find(tab, stand.looks.left(What::Redirect)).await?,
                Step::Crawl => self.find(tab, vec![stand.looks.source.look_up.clone()]).await?,
                Step::Status => match stand.nine.main() {
                    Some(question) => self.fly(tab, question, next.rows).await?,
                    None => false,
                },
                Step::Clean | Step::Verdict => false,
            };
            left = left.saturating_sub(next.rows);
            let after = self.stand(tab).await?;
            // The target was changed meanwhile: nobody wants to pay for the old one any more.
            let changed = after.nine.main() != stand.nine.main();
            // It moved, and perhaps the other address is meant; whoever goes on knows.
            let moved = next.step == Step::Redirect && after.looks.moved_to().is_some();
            if !done || changed || moved {
                return Ok(());
            }
            stand = after;
        }
    }

    /// Switches a step, and remembers it.
    pub(super) async fn set_step(&self, tab: i32, step: Step, on: bool) -> Result<Answer, Failure> {
        let steps = ledger::load_steps(&self.ports).await?.with(step, on);
        ledger::save_steps(&self.ports, steps).await?;
        self.report(tab).await
    }

    /// The report, once the run has come a step further or has ended.
    pub(super) async fn progress(&self, tab: i32) -> Result<Answer, Failure> {
        if let Some(further) = self.join_run(tab) {
            let _ = further.await;
        }
        self.report(tab).await
    }

    fn at_step(&self, tab: i32, step: Step) {
        let mut runs = self.runs.borrow_mut();
        let run = runs.iter_mut().find(|run| run.tab == tab && run.step != step);
        let waiting = run.map(|run| {
            run.step = step;
            std::mem::take(&mut run.waiting)
        });
        drop(runs);
        tell(waiting.unwrap_or_default());
    }

    /// The step at which a tab's run is.
    pub(super) fn running(&self, tab: i32) -> Option<Step> {
        self.runs.borrow().iter().find(|run| run.tab == tab).map(|run| run.step)
    }

    /// Who waits for the end of the tab's run, which ends now.
    fn end_run(&self, tab: i32) -> Vec<oneshot::Sender<()>> {
        let mut runs = self.runs.borrow_mut();
        let ended = runs.iter().position(|run| run.tab == tab).map(|at| runs.swap_remove(at));
        ended.map(|run| run.waiting).unwrap_or_default()
    }

    fn join_run(&self, tab: i32) -> Option<oneshot::Receiver<()>> {
        let mut runs = self.runs.borrow_mut();
        let (sender, receiver) = oneshot::channel();
        runs.iter_mut().find(|run| run.tab == tab)?.waiting.push(sender);
        Some(receiver)
    }
}

fn tell(waiting: Vec<oneshot::Sender<()>>) {
    for waiting in waiting {
        // Who no longer waits need not be told.
        let _ = waiting.send(());
    }
}

/// The steps as a view shows them. `sent` is the target as it is asked.
pub(super) fn verify_view(
    tab: i32,
    stand: &Stand,
    steps: Steps,
    at: Option<Step>,
    live: Lamp,
    sent: &str,
) -> VerifyView {
    let plan = Plan::new(steps, stand.due());
    let view = |planned: &Planned| {
        let step = planned.step;
        let (result, failure) = outcome(stand, step, live, sent);
        let state = match (&failure, &result) {
            _ if at == Some(step) => StepState::Busy,
            (Some(_), _) => StepState::Failed,
            (None, Some(_)) if planned.rows == 0 => StepState::Done,
            _ => StepState::Open,
        };
        let moved = || stand.looks.moved_to().filter(|_| step == Step::Redirect);
        StepView {
            step,
            state,
            on: planned.on,
            can_switch: !matches!(step, Step::Clean | Step::Verdict),
            result,
            failure,
            rows: planned.rows,
            next: moved().map(|address| aim_at(tab, address, Scope::Page)),
        }
    };
    let steps = plan.0.iter().map(view).collect();
    let worth = plan.is_whole();
    VerifyView {
        steps,
        rows: plan.rows(),
        at_most: plan.may_stop(),
        confirm: stand.nine.confirms(plan.rows()),
        worth,
        running: at.is_some(),
    }
}

/// What came of a step, or why nothing did.
fn outcome(stand: &Stand, step: Step, live: Lamp, sent: &str) -> (Option<Phrase>, Option<Failure>) {
    let looks = &stand.looks;
    match step {
        Step::Clean => (Some(Phrase::new("step_clean_result").text(crate::address::bounded(sent, 300))), None),
        Step::Redirect => {
            let look = looks.redirect.as_ref();
            let known = look.filter(|look| look.looked.found().is_some());
            (known.map(|_| redirect_says(looks.moved_to())), look.and_then(|look| look.failure()).cloned())
        }
        Step::Status => {
            let known = stand.nine.known();
            let view = index_view(stand.nine.main(), &known);
            let answered = matches!(view.state, Lamp::Yes | Lamp::No);
            let failure = match known {
                Known::Failed(_) => view.failure,
                _ => None,
            };
            (answered.then_some(view.title), failure)
        }
        Step::Crawl => {
            let crawled =
                metrics(&looks.source).map(|metrics| Phrase::new("step_crawl_result").phrase(crawled(metrics)));
            (crawled, looks.source.failure().cloned())
        }
        Step::Verdict => {
            let index = index_view(None, &stand.nine.known()).state;
            let key = match (live, index) {
                (Lamp::Yes, Lamp::Yes) => Some("step_verdict_both"),
                (Lamp::Yes, Lamp::No) => Some("step_verdict_page_only"),
                (Lamp::No, Lamp::Yes) => Some("step_verdict_index_only"),
                (Lamp::No, Lamp::No) => Some("step_verdict_neither"),
                _ => None,
            };
            (key.map(Phrase::new), None)
        }
    }
}
