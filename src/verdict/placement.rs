//! Verifying a placement: the steps, what each still costs, and which comes next. Pure.

use serde::{Deserialize, Serialize};

/// A step. In the order in which they are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The target is brought into the form that is asked. Free, and done when the target is set.
    Clean,
    /// Does the target redirect elsewhere?
    Redirect,
    /// Does Moz's index have the link?
    Status,
    /// When did Moz last crawl the page?
    Crawl,
    /// Page and index are held against each other. Free.
    Verdict,
}

/// Which of the steps that cost something are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Steps {
    /// See [`Step::Redirect`].
    pub redirect: bool,
    /// See [`Step::Status`].
    pub status: bool,
    /// See [`Step::Crawl`].
    pub crawl: bool,
}

impl Default for Steps {
    fn default() -> Self {
        Self { redirect: true, status: true, crawl: false }
    }
}

impl Steps {
    /// These with one of them switched; one that is free cannot be.
    #[must_use]
    pub fn with(self, step: Step, on: bool) -> Self {
        match step {
            Step::Redirect => Self { redirect: on, ..self },
            Step::Status => Self { status: on, ..self },
            Step::Crawl => Self { crawl: on, ..self },
            Step::Clean | Step::Verdict => self,
        }
    }
}

/// What each step would cost now, in rows: 0 if its answer is known. None if there is nothing to ask.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Due {
    /// See [`Step::Redirect`]; none at a scope wider than a page, which no redirect moves.
    pub redirect: Option<u32>,
    /// See [`Step::Status`].
    pub status: Option<u32>,
    /// See [`Step::Crawl`].
    pub crawl: Option<u32>,
}

/// A step of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    /// Which.
    pub step: Step,
    /// It is taken.
    pub on: bool,
    /// What it costs if it is on, in rows.
    pub rows: u32,
}

/// The steps, with those left out that have nothing to ask.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan(pub Vec<Planned>);

impl Plan {
    /// The plan for what is on and what is due.
    pub fn new(steps: Steps, due: Due) -> Self {
        let paid = [
            (Step::Redirect, steps.redirect, due.redirect),
            (Step::Status, steps.status, due.status),
            (Step::Crawl, steps.crawl, due.crawl),
        ];
        let free = |step| Planned { step, on: true, rows: 0 };
        let paid = paid.into_iter().filter_map(|(step, on, rows)| Some(Planned { step, on, rows: rows? }));
        Self(std::iter::once(free(Step::Clean)).chain(paid).chain([free(Step::Verdict)]).collect())
    }

    fn left(&self) -> impl Iterator<Item = &Planned> {
        self.0.iter().filter(|planned| planned.on && planned.rows > 0)
    }

    /// The next step that has to be paid for; none if all that is on is known.
    pub fn next(&self) -> Option<&Planned> {
        self.left().next()
    }

    /// The most rows that it costs.
    pub fn rows(&self) -> u32 {
        self.left().map(|planned| planned.rows).fold(0, u32::saturating_add)
    }

    /// True if more is left than the question alone.
    pub fn is_whole(&self) -> bool {
        self.left().any(|planned| planned.step != Step::Status)
    }

    /// True if it may cost less: it stops where the target turns out to redirect, for then another target may be meant.
    pub fn may_stop(&self) -> bool {
        self.left().count() > 1 && self.next().is_some_and(|planned| planned.step == Step::Redirect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Due = Due { redirect: None, status: None, crawl: None };
    const KNOWN: Due = Due { redirect: Some(0), status: Some(0), crawl: Some(0) };
    const ALL: Due = Due { redirect: Some(1), status: Some(2), crawl: Some(1) };

    #[test]
    fn table() {
        let on = |redirect, status, crawl| Steps { redirect, status, crawl };
        for (steps, due, next, rows, may_stop) in [
            (Steps::default(), ALL, Some(Step::Redirect), 3, true),
            (Steps::default(), KNOWN, None, 0, false),
            (Steps::default(), NONE, None, 0, false),
            (on(true, true, true), ALL, Some(Step::Redirect), 4, true),
            (on(false, true, true), ALL, Some(Step::Status), 3, false),
            (on(false, false, true), ALL, Some(Step::Crawl), 1, false),
            (on(true, false, false), ALL, Some(Step::Redirect), 1, false),
            (on(false, true, false), ALL, Some(Step::Status), 2, false),
            (on(true, false, true), ALL, Some(Step::Redirect), 2, true),
            (on(false, false, false), ALL, None, 0, false),
            // The redirect is known: nothing is left that could stop it.
            (on(true, true, true), Due { redirect: Some(0), ..ALL }, Some(Step::Status), 3, false),
            (on(true, true, false), Due { status: Some(0), ..ALL }, Some(Step::Redirect), 1, false),
            // By JSON-RPC the status costs half.
            (on(true, true, false), Due { status: Some(1), ..ALL }, Some(Step::Redirect), 2, true),
            // A wider scope, or a page without root domain.
            (on(true, true, false), Due { redirect: None, ..ALL }, Some(Step::Status), 2, false),
        ] {
            let plan = Plan::new(steps, due);
            let told = (plan.next().map(|planned| planned.step), plan.rows(), plan.may_stop());
            assert_eq!(told, (next, rows, may_stop), "{steps:?} {due:?}");
        }
    }

    #[test]
    fn the_order_is_that_of_the_steps_and_the_ends_are_free() {
        let plan = Plan::new(Steps::default(), ALL);
        let steps: Vec<Step> = plan.0.iter().map(|planned| planned.step).collect();
        assert_eq!(steps, [Step::Clean, Step::Redirect, Step::Status, Step::Crawl, Step::Verdict]);
        let shorter: Vec<Step> = Plan::new(Steps::default(), NONE).0.iter().map(|planned| planned.step).collect();
        assert_eq!(shorter, [Step::Clean, Step::Verdict]);
        assert!(
            plan.0
                .iter()
                .filter(|planned| matches!(planned.step, Step::Clean | Step::Verdict))
                .all(|planned| planned.on && planned.rows == 0)
        );
    }

    /// Paying for the next step again and again comes to an end, and to the price that was told.
    #[test]
    fn the_steps_add_up_to_the_price() {
        for bits in 0_u8..8 {
            let steps = Steps { redirect: bits & 1 > 0, status: bits & 2 > 0, crawl: bits & 4 > 0 };
            let (mut due, mut paid) = (ALL, 0);
            let price = Plan::new(steps, due).rows();
            while let Some(next) = Plan::new(steps, due).next().copied() {
                paid += next.rows;
                match next.step {
                    Step::Redirect => due.redirect = Some(0),
                    Step::Status => due.status = Some(0),
                    _ => due.crawl = Some(0),
                }
            }
            assert_eq!(paid, price, "{steps:?}");
        }
    }
}
