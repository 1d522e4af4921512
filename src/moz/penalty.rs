//! The penalty of JSON-RPC (moz-api 4): after more than 50 answers of 4xx in five minutes, only 50 requests of any
//! kind in five minutes. Whether V2 counts too is not known, so all are counted.

use serde::{Deserialize, Serialize};

/// How long an answer of 4xx counts, in milliseconds.
const WINDOW_MS: u64 = 300_000;
/// How many in that time are enough to stop: ten before the service acts, since other programs may use the token.
const ENOUGH: usize = 40;

/// The answers of 4xx that count.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Penalty(Vec<u64>);

impl Penalty {
    /// Counts an answer of 4xx at `now`, in milliseconds since 1970.
    pub(super) fn note(&mut self, now: u64) {
        self.0.retain(|at| now.saturating_sub(*at) < WINDOW_MS);
        self.0.push(now);
    }

    /// Until when to ask nothing, in milliseconds since 1970. None if there is no danger.
    pub fn stop(&self, now: u64) -> Option<u64> {
        // The last `ENOUGH` all count until the first of them no longer does.
        let first = self.0.iter().rev().nth(ENOUGH - 1)?;
        let until = first.saturating_add(WINDOW_MS);
        (until > now).then_some(until)
    }

    /// Moves all into the past, since the clock was put back.
    pub(super) fn shift(&mut self, back: u64) {
        for at in &mut self.0 {
            *at = at.saturating_sub(back);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_well_before_fifty_and_goes_on_when_the_first_is_forgotten() {
        let mut penalty = Penalty::default();
        for at in 0..39 {
            penalty.note(at * 1000);
            assert_eq!(penalty.stop(at * 1000), None);
        }
        penalty.note(39_000);
        assert_eq!(penalty.stop(39_000), Some(300_000));
        assert_eq!(penalty.stop(299_999), Some(300_000));
        assert_eq!(penalty.stop(300_000), None);
        penalty.note(300_000);
        assert_eq!(penalty.stop(300_000), Some(301_000), "the one at 0 is forgotten, the one at 1000 counts");
        assert_eq!(penalty.0.len(), 40, "what no longer counts is not kept");
    }
}
