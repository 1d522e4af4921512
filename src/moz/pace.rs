//! How fast Moz may be asked. All of it is state that can be written down and functions of (state, now, chance), so a
//! wait outlives the worker: who sends first takes a turn, writes the state down, and only then sends.
//!
//! The pace is learnt down at once and up slowly: a refusal halves it, and 50 answers in a row win back an eighth, down
//! to the plan's own interval. Never recovering would leave a fast plan slow for good because another program used the
//! token for a minute; recovering fast would run into the limit again and again, and each time counts towards the
//! penalty. At this rate the limit is met once in 50 requests at worst.

use serde::{Deserialize, Serialize};

use super::backoff::backoff_ms;
use super::{Penalty, Unanswered};

/// Free plan: one request in ten seconds (moz-api 3), and half a second since it is counted where it arrives.
const FREE_MS: u32 = 10_500;
/// The slowest pace that is learnt.
const SLOWEST_MS: u32 = 60_000;
/// The fastest pace that a person can set, per second; a client claims 200 (moz-api 3), unproven.
const FASTEST: u16 = 100;
/// Answers in a row that win back an eighth of the interval.
const CALM: u32 = 50;

/// What the person says of their plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// Nothing, so the slowest that there is.
    #[default]
    Unknown,
    /// One request in ten seconds.
    Free,
    /// So many requests per second; no figure is published (moz-api 3).
    Paid(u16),
}

/// The pace of one token. All times in milliseconds since 1970.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pace {
    plan: Plan,
    /// What was learnt on top of the plan's interval, in milliseconds.
    learnt_ms: u32,
    /// When the last turn was taken.
    last: Option<u64>,
    /// Before this nothing is sent, by `Retry-After` or after a failure.
    not_before: u64,
    /// Failures in a row.
    failures: u32,
    /// Answers in a row.
    answers: u32,
    /// The latest time that was seen.
    seen: u64,
    penalty: Penalty,
}

/// May a request be sent now?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Yes, and the turn is taken.
    Go,
    /// At that time, in milliseconds since 1970; ask again then.
    Wait(u64),
    /// Not before that time: too many answers were errors, and more would bring the penalty. A list is better ended,
    /// since whatever is wrong is wrong with each of its questions.
    Stop(u64),
}

impl Plan {
    /// The least time between two requests, in milliseconds.
    pub fn interval_ms(self) -> u32 {
        match self {
            Self::Unknown | Self::Free => FREE_MS,
            Self::Paid(per_second) => 1000_u32.div_ceil(u32::from(per_second.clamp(1, FASTEST))),
        }
    }
}

impl Pace {
    /// The pace of a plan, with nothing learnt.
    pub fn new(plan: Plan) -> Self {
        Self { plan, ..Self::default() }
    }

    /// Another plan: what was learnt about the old one is forgotten, what is waited for is not.
    pub fn set_plan(&mut self, plan: Plan) {
        if self.plan != plan {
            (self.plan, self.learnt_ms, self.answers) = (plan, 0, 0);
        }
    }

    /// The time between two requests as it is now, in milliseconds.
    pub fn interval_ms(&self) -> u32 {
        self.plan.interval_ms().saturating_add(self.learnt_ms)
    }

    /// True if the clock was put back since the pace was last asked or told anything.
    pub fn is_ahead(&self, now: u64) -> bool {
        now < self.seen
    }

    /// Takes a turn, if it is time.
    pub fn turn(&mut self, now: u64) -> Turn {
        self.see(now);
        if let Some(until) = self.penalty.stop(now) {
            return Turn::Stop(until.max(self.not_before));
        }
        let due = self.last.map_or(0, |last| last.saturating_add(u64::from(self.interval_ms())));
        match due.max(self.not_before) {
            ready if ready > now => Turn::Wait(ready),
            _ => {
                self.last = Some(now);
                Turn::Go
            }
        }
    }

    /// Learns from an answer that came.
    pub fn answered(&mut self, now: u64) {
        self.see(now);
        self.failures = 0;
        self.answers += 1;
        if self.answers >= CALM {
            self.answers = 0;
            let eighth = (self.interval_ms() / 8).max(1);
            self.learnt_ms = self.learnt_ms.saturating_sub(eighth);
        }
    }

    /// Learns from an answer that did not come. `random` is a fraction in parts of 2³².
    pub fn failed(&mut self, unanswered: &Unanswered, now: u64, random: u32) {
        use super::MozError::{Network, NotJson, Rate, Server, Timeout, Truncated};

        self.see(now);
        let error = &unanswered.error;
        if error.is_4xx() {
            self.penalty.note(now);
        }
        if *error == Rate {
            let slower = self.interval_ms().saturating_mul(2).min(SLOWEST_MS.max(self.plan.interval_ms()));
            (self.learnt_ms, self.answers) = (slower - self.plan.interval_ms(), 0);
        }
        let mut wait = 0;
        if matches!(error, Rate | Server(_) | Network | Timeout | NotJson | Truncated) {
            self.failures = self.failures.saturating_add(1);
            wait = backoff_ms(self.failures, random);
        }
        let told = unanswered.retry_after.and_then(|retry| retry.wait(now));
        let until = now.saturating_add(wait.max(told.unwrap_or(0)));
        self.not_before = self.not_before.max(until);
    }

    /// Moves everything along if the clock was put back, lest the wait last until it catches up.
    fn see(&mut self, now: u64) {
        if now < self.seen {
            let back = self.seen - now;
            self.last = self.last.map(|last| last.saturating_sub(back));
            self.not_before = self.not_before.saturating_sub(back);
            self.penalty.shift(back);
        }
        self.seen = now;
    }
}

#[cfg(test)]
mod tests;
