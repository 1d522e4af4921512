//! JSON-RPC's answer to clients that err too often (moz-api 4, "Penalty").

use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant};

const WINDOW: Duration = Duration::from_mins(5);
const CALM: Duration = Duration::from_secs(30);
const LIMIT: usize = 50;

/// What one account did lately.
#[derive(Clone, Debug, Default)]
struct Record {
    refusals: VecDeque<Instant>,
    calls: VecDeque<Instant>,
    penalised: bool,
}

/// The records by account; callers without one share the empty name.
#[derive(Clone, Debug, Default)]
pub struct Penalties(BTreeMap<String, Record>);

impl Penalties {
    /// Whether a call may be answered now: under penalty only 50 in five minutes are.
    pub fn admit(&mut self, account: &str, now: Instant) -> bool {
        let record = self.0.entry(account.to_owned()).or_default();
        if record.refusals.back().is_none_or(|last| now.saturating_duration_since(*last) >= CALM) {
            record.penalised = false;
        }
        if !record.penalised {
            record.calls.clear();
            return true;
        }
        forget(&mut record.calls, now);
        let admitted = record.calls.len() < LIMIT;
        if admitted {
            record.calls.push_back(now);
        }
        admitted
    }

    /// Counts an answer of 4xx; the fifty-first within five minutes starts the penalty.
    pub fn note_refusal(&mut self, account: &str, now: Instant) {
        let record = self.0.entry(account.to_owned()).or_default();
        forget(&mut record.refusals, now);
        record.refusals.push_back(now);
        record.penalised |= record.refusals.len() > LIMIT;
    }
}

fn forget(times: &mut VecDeque<Instant>, now: Instant) {
    while times.front().is_some_and(|first| now.saturating_duration_since(*first) >= WINDOW) {
        times.pop_front();
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::Penalties;

    #[test]
    fn begins_after_fifty_refusals_and_ends_after_calm() {
        let mut penalties = Penalties::default();
        let start = Instant::now();
        for _ in 0..51 {
            assert!(penalties.admit("a", start));
            penalties.note_refusal("a", start);
        }
        let admitted = (0..60).filter(|_| penalties.admit("a", start)).count();
        assert_eq!(admitted, 50);
        assert!(penalties.admit("b", start), "another account is not touched");
        assert!(!penalties.admit("a", start + Duration::from_secs(29)));
        assert!(penalties.admit("a", start + Duration::from_secs(30)));
    }
}
