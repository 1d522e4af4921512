//! How long to wait after a failure, and which failures may be asked again without paying twice.

use super::MozError;

/// The first ceiling, in milliseconds; each further failure doubles it.
const BASE_MS: u64 = 2_000;
/// The last ceiling: longer than the half minute for which V1 throttled (moz-api 3), short enough to wait for.
pub(super) const CAP_MS: u64 = 120_000;
/// How often one call is sent before it is given up.
const MOST_TRIES: u32 = 5;

/// Full jitter: anything up to the ceiling, so that several that failed together do not come back together.
/// `failures` is how many there were in a row, `random` a fraction in parts of 2³². Milliseconds.
pub fn backoff_ms(failures: u32, random: u32) -> u64 {
    let ceiling = BASE_MS.saturating_mul(1 << failures.saturating_sub(1).min(16)).min(CAP_MS);
    (ceiling * u64::from(random)) >> 32
}

/// True if a call that was sent `tries` times may be sent again without asking the person.
///
/// A refusal for pace is not billed, so it may. Where an answer was lost, its rows may have been billed: only a call
/// that is `free` may be repeated. All other answers of 4xx would be the same again, and count towards the penalty.
pub fn may_repeat(error: &MozError, free: bool, tries: u32) -> bool {
    let may = match error {
        MozError::Rate | MozError::NotAnswered => true,
        MozError::Server(_) | MozError::Network | MozError::Timeout | MozError::NotJson | MozError::Truncated => free,
        _ => false,
    };
    may && tries < MOST_TRIES
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [MozError; 22] = [
        MozError::BadRequest,
        MozError::TokenRefused,
        MozError::NoLinksApi,
        MozError::Forbidden,
        MozError::Quota,
        MozError::Rate,
        MozError::NoData,
        MozError::Question(500),
        MozError::NotAnswered,
        MozError::Server(503),
        MozError::Unexpected(404),
        MozError::Unexpected(304),
        MozError::NotJson,
        MozError::Truncated,
        MozError::Shape,
        MozError::Length,
        MozError::Network,
        MozError::Timeout,
        MozError::Cancelled,
        MozError::TooLarge,
        MozError::Redirect,
        MozError::Server(500),
    ];

    #[test]
    fn nothing_is_paid_twice_and_no_4xx_but_429_is_repeated() {
        for error in ALL {
            assert!(!may_repeat(&error, false, 1) || !error.maybe_billed(), "{error}");
            assert!(!may_repeat(&error, true, 1) || !error.is_4xx() || error == MozError::Rate, "{error}");
            assert!(!may_repeat(&error, true, MOST_TRIES), "{error}");
        }
        assert!(may_repeat(&MozError::Rate, false, 4));
        assert!(may_repeat(&MozError::Timeout, true, 1));
        assert!(!may_repeat(&MozError::Timeout, false, 1));
        assert!(!may_repeat(&MozError::Cancelled, true, 1), "the person's word counts");
    }

    #[test]
    fn ceilings_double_and_end() {
        let ceilings: Vec<u64> = (1..=8).map(|failures| backoff_ms(failures, u32::MAX) + 1).collect();
        assert_eq!(ceilings, [2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 120_000, 120_000]);
    }

    proptest! {
        #[test]
        fn jitter_stays_under_the_ceiling_and_uses_all_of_it(failures: u32, random: u32) {
            let wait = backoff_ms(failures, random);
            prop_assert!(wait < CAP_MS);
            prop_assert!(wait <= backoff_ms(failures.saturating_add(1), random));
            prop_assert_eq!(backoff_ms(failures, 0), 0);
            // Half the random numbers give half the ceiling.
            let half = backoff_ms(failures, 1 << 31);
            prop_assert!(half.abs_diff(backoff_ms(failures, u32::MAX) / 2) <= 1);
        }
    }
}
