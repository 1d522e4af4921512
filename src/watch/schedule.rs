//! When a placement is looked at. Each has its own time of the day, week or month, told from its name, so that two hundred
//! watches that were begun together do not come together. Turns that were missed are made up for by one look.

use super::Watch;

/// Most placements that are looked at in one waking.
pub const PER_WAKE: usize = 8;
/// How long after a waking that left some over the next one is, in milliseconds.
pub const BETWEEN: f64 = 60_000.0;

/// When it is the placement's turn next; at once if it was never looked at. `key` names it.
pub fn due(key: &str, watch: &Watch, now: f64) -> f64 {
    let Some(looked) = watch.looked() else { return now };
    // Looked at in the future: the clock was set back since. What it says now is all there is to go by.
    let looked = looked.min(now);
    let period = watch.every.period();
    let phase = phase(key) * period;
    let next = ((looked - phase) / period).floor() * period + period + phase;
    // Just looked at out of turn, the turn that comes right after would tell nothing more.
    let next = if next - looked < period / 2.0 { next + period } else { next };
    match watch.live.wants().filter(|_| watch.looks.live()) {
        // Not before it was looked at: the clock may have been set back.
        Some(soon) => next.min(soon.max(looked)),
        None => next,
    }
}

/// Whether it is its turn.
pub fn is_due(key: &str, watch: &Watch, now: f64) -> bool {
    watch.is_active() && due(key, watch, now) <= now
}

/// Which of the watches are looked at now, by number, those that wait for longest first; and when the next waking is to be.
pub fn take_due<'a>(watches: impl Iterator<Item = (&'a str, &'a Watch)>, now: f64) -> (Vec<usize>, Option<f64>) {
    let mut waiting: Vec<(f64, usize)> = Vec::new();
    let mut next: Option<f64> = None;
    for (number, (key, watch)) in watches.enumerate().filter(|(_, (_, watch))| watch.is_active()) {
        let due = due(key, watch, now);
        if due <= now {
            waiting.push((watch.looked().map_or(f64::NEG_INFINITY, |looked| looked.min(now)), number));
        } else {
            next = Some(next.map_or(due, |next| next.min(due)));
        }
    }
    waiting.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    if waiting.len() > PER_WAKE {
        next = Some(now + BETWEEN);
    }
    (waiting.into_iter().take(PER_WAKE).map(|(_, number)| number).collect(), next)
}

/// Where in its period a placement's turn is: from 0 to under 1, by a hash of its name (FNV-1a, mixed once more, since
/// names that differ at their end alone would be neighbours).
fn phase(key: &str) -> f64 {
    let hash = key.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    let hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
    f64::from(hash ^ (hash >> 16)) / 4_294_967_296.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watch::{DAY, Every, Looks};
    use proptest::prelude::*;

    const NOW: f64 = 1_790_000_000_000.0;

    fn watch(every: Every, looked: Option<f64>) -> Watch {
        let mut watch = Watch { every, looks: Looks::Live, ..Watch::default() };
        watch.live.looked = looked;
        watch
    }

    fn every() -> impl Strategy<Value = Every> {
        prop_oneof![Just(Every::Day), Just(Every::Week), Just(Every::Month)]
    }

    #[test]
    fn two_hundred_are_spread_over_the_day() {
        let mut hours = [0; 24];
        for number in 0..200 {
            let key = format!("r acme.example https://press.example/article-{number}");
            let due = due(&key, &watch(Every::Day, Some(NOW)), NOW);
            // Within a day and a half.
            let hour = (0..36).take_while(|hour| f64::from(*hour + 1) * 3_600_000.0 <= due - NOW).count();
            hours[hour % 24] += 1;
        }
        assert!(hours.iter().all(|count| (1..=20).contains(count)), "{hours:?}");
    }

    proptest! {
        /// Whatever the clock says, a watch that was just looked at is not due for half a period, nor later than in one and
        /// a half.
        #[test]
        fn once_a_period(key in "[a-z]{1,20}", every in every(), now in 1e12..3e12) {
            let next = due(&key, &watch(every, Some(now)), now);
            let half = every.period() / 2.0;
            prop_assert!(next >= now + half && next <= now + 3.0 * half + 1.0, "{next} {now}");
        }

        /// Any number of missed turns is one look, wherever the clock went.
        #[test]
        fn caught_up_once(key in "[a-z]{1,20}", every in every(), jump in -1e11..1e11) {
            let now = NOW + jump;
            let mut watch = watch(every, Some(NOW));
            let mut looks = 0;
            while is_due(&key, &watch, now) {
                watch.live.looked = Some(now);
                looks += 1;
            }
            prop_assert!(looks <= 1);
            prop_assert_eq!(looks == 1, jump >= 0.0 && due(&key, &self::watch(every, Some(NOW)), NOW) <= now);
        }

        /// After a clock that was set back, the next look is no further away than a period and a half.
        #[test]
        fn a_clock_set_back_stops_nothing(key in "[a-z]{1,20}", every in every(), ahead in 0.0..1e12) {
            prop_assert!(due(&key, &watch(every, Some(NOW + ahead)), NOW) <= NOW + 1.5 * every.period() + 1.0);
        }

        /// No waking takes more than a few, those that wait for longest first, and it says when the next one is.
        #[test]
        fn no_burst(ages in proptest::collection::vec(0.0..20.0, 0..300)) {
            let watches: Vec<(String, Watch)> = ages.iter().enumerate()
                .map(|(number, age)| (format!("key {number}"), watch(Every::Day, Some(NOW - age * DAY)))).collect();
            let all = || watches.iter().map(|(key, watch)| (key.as_str(), watch));
            let (taken, next) = take_due(all(), NOW);
            let waiting = all().filter(|(key, watch)| is_due(key, watch, NOW)).count();
            prop_assert_eq!(taken.len(), waiting.min(PER_WAKE));
            if waiting > PER_WAKE {
                prop_assert_eq!(next, Some(NOW + BETWEEN));
            }
            prop_assert_eq!(next.is_some(), waiting > PER_WAKE || waiting < watches.len());
        }

        /// The rows of a month never pass its limit, in whatever order the clock says the months.
        #[test]
        fn the_months_limit_holds(limit in 0_u32..20, tries in proptest::collection::vec((1_u32..5, 0.0..90.0), 0..200)) {
            let mut watch = Watch { month_limit: limit, ..Watch::default() };
            let mut spent = std::collections::BTreeMap::<String, u32>::new();
            for (rows, after) in tries {
                let now = NOW + after * DAY;
                if watch.reserve(rows, now) {
                    *spent.entry(watch.index.spent.month.clone()).or_default() += rows;
                }
            }
            prop_assert!(spent.values().all(|rows| *rows <= limit), "{spent:?}");
        }
    }
}
