use proptest::prelude::*;

use super::super::backoff::CAP_MS;
use super::super::{MozError, RetryAfter};
use super::*;

fn refused(error: MozError, retry_after: Option<u64>) -> Unanswered {
    Unanswered { error, retry_after: retry_after.map(RetryAfter::In) }
}

fn taken(pace: &mut Pace, now: u64) -> bool {
    pace.turn(now) == Turn::Go
}

#[test]
fn an_unknown_plan_goes_as_slow_as_the_free_one() {
    for plan in [Plan::Unknown, Plan::Free] {
        let mut pace = Pace::new(plan);
        assert!(taken(&mut pace, 5_000));
        assert_eq!(pace.turn(15_000), Turn::Wait(15_500));
        assert!(taken(&mut pace, 15_500));
    }
    let intervals = [0, 1, 3, 40, 100, 200, u16::MAX].map(|per_second| Plan::Paid(per_second).interval_ms());
    assert_eq!(intervals, [1000, 1000, 334, 25, 10, 10, 10]);
}

#[test]
fn a_refusal_halves_the_pace_and_fifty_answers_win_back_an_eighth() {
    let mut pace = Pace::new(Plan::Paid(10));
    pace.failed(&refused(MozError::Rate, None), 0, 0);
    assert_eq!(pace.interval_ms(), 200);
    (0..49).for_each(|now| pace.answered(now));
    assert_eq!(pace.interval_ms(), 200);
    pace.answered(50);
    assert_eq!(pace.interval_ms(), 175);
    (0..5_000).for_each(|now| pace.answered(50 + now));
    assert_eq!(pace.interval_ms(), 100, "and never beyond the plan");
    (0..30).for_each(|now| pace.failed(&refused(MozError::Rate, None), now, 0));
    assert_eq!(pace.interval_ms(), SLOWEST_MS);
    pace.set_plan(Plan::Paid(10));
    assert_eq!(pace.interval_ms(), SLOWEST_MS, "the same plan teaches nothing new");
    pace.set_plan(Plan::Free);
    assert_eq!(pace.interval_ms(), FREE_MS);
}

#[test]
fn many_errors_stop_it_before_the_penalty() {
    let mut pace = Pace::new(Plan::Paid(100));
    let mut now = 1_000_000;
    for _ in 0..40 {
        assert!(taken(&mut pace, now));
        pace.failed(&refused(MozError::BadRequest, None), now, u32::MAX);
        now += 10;
    }
    assert_eq!(pace.turn(now), Turn::Stop(1_300_000));
    assert!(taken(&mut pace, 1_300_000));
}

#[test]
fn a_clock_put_back_does_not_stretch_the_wait() {
    let mut pace = Pace::new(Plan::Free);
    assert!(taken(&mut pace, 1_000_000_000));
    pace.failed(&refused(MozError::Server(503), Some(60_000)), 1_000_000_000, 0);
    assert_eq!(pace.turn(5_000), Turn::Wait(65_000));
    assert!(taken(&mut pace, 65_000));
}

#[test]
fn of_two_requests_under_way_the_longer_wait_counts() {
    let mut pace = Pace::new(Plan::Paid(100));
    pace.failed(&refused(MozError::Rate, Some(60_000)), 1_000, 0);
    pace.failed(&refused(MozError::Rate, Some(5_000)), 1_100, 0);
    pace.answered(1_200);
    assert_eq!(pace.turn(1_300), Turn::Wait(61_000));
}

#[test]
fn its_state_is_written_and_read() {
    let mut pace = Pace::new(Plan::Paid(3));
    pace.turn(1_790_000_000_000);
    pace.failed(&refused(MozError::Rate, Some(7_000)), 1_790_000_000_100, 9);
    let text = serde_json::to_string(&pace).expect("JSON");
    assert_eq!(serde_json::from_str::<Pace>(&text).expect("a pace"), pace);
    assert_eq!(serde_json::from_str::<Pace>("{}").expect("a pace"), Pace::default(), "of an older version");
}

fn plan() -> impl Strategy<Value = Plan> {
    prop_oneof![Just(Plan::Unknown), Just(Plan::Free), any::<u16>().prop_map(Plan::Paid)]
}

/// What may happen: some time passes, then there is an outcome.
fn event() -> impl Strategy<Value = (u64, Option<Unanswered>, u32)> {
    let error = prop_oneof![
        Just(MozError::Rate),
        Just(MozError::Server(503)),
        Just(MozError::Timeout),
        Just(MozError::BadRequest),
        Just(MozError::Cancelled),
    ];
    let retry = prop::option::of(0..3_000_000_u64);
    let failure = (error, retry).prop_map(|(error, retry)| refused(error, retry));
    (0..30_000_u64, prop::option::of(failure), any::<u32>())
}

proptest! {
    #[test]
    fn never_faster_than_the_pace_nor_sooner_than_told(
        plan in plan(),
        events in prop::collection::vec(event(), 1..120),
    ) {
        let mut pace = Pace::new(plan);
        let (mut now, mut last, mut told) = (1_000_000_u64, None::<u64>, 0);
        for (passed, outcome, random) in events {
            now += passed;
            let interval = u64::from(pace.interval_ms());
            prop_assert!(interval >= u64::from(plan.interval_ms()));
            match pace.turn(now) {
                Turn::Go => {
                    prop_assert!(last.is_none_or(|last| now - last >= interval), "{now} {last:?}");
                    prop_assert!(now >= told, "{now} {told}");
                    last = Some(now);
                    match outcome {
                        None => pace.answered(now),
                        Some(failure) => {
                            pace.failed(&failure, now, random);
                            if let Some(RetryAfter::In(wait)) = failure.retry_after {
                                told = told.max(now + wait);
                            }
                        }
                    }
                }
                Turn::Wait(until) | Turn::Stop(until) => {
                    prop_assert!(until > now && until >= told);
                    let own = CAP_MS.max(u64::from(SLOWEST_MS)).max(300_000);
                    prop_assert!(until <= told.max(now + own), "only what is told is longer than {own}");
                    // The worker dies in between, and the wait is kept.
                    let text = serde_json::to_string(&pace).expect("JSON");
                    pace = serde_json::from_str(&text).expect("a pace");
                    let before = pace.turn(until - 1);
                    prop_assert!(before != Turn::Go);
                    now = until;
                }
            }
        }
    }

    #[test]
    fn a_clock_that_jumps_never_makes_a_wait_longer(
        plan in plan(),
        times in prop::collection::vec(0..10_000_000_u64, 1..60),
    ) {
        let mut pace = Pace::new(plan);
        for now in times {
            if let Turn::Wait(until) = pace.turn(now) {
                prop_assert!(until - now <= u64::from(pace.interval_ms()));
            }
        }
    }
}
