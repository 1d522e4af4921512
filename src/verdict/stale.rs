//! How long an answer of Moz holds: until the index changes, or until it is older than the person wants.

use crate::phrase::Phrase;

/// Days that an answer holds unless the person sets another number.
pub const DAYS: u32 = 30;

const DAY: f64 = 86_400_000.0;

/// Why an answer no longer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stale {
    /// Moz has another index now.
    Index,
    /// It is older than this many days, which is what was set.
    Age {
        /// The limit.
        days: u32,
    },
}

impl Stale {
    /// The reason in words.
    pub fn phrase(self) -> Phrase {
        match self {
            Self::Index => Phrase::new("chip_stale_index"),
            Self::Age { days } => Phrase::new("chip_stale_age").count(days),
        }
    }
}

/// What answers are held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Freshness {
    /// The time, in milliseconds since 1970.
    pub now: f64,
    /// The newest index known of.
    pub index: Option<String>,
    /// How many days an answer holds.
    pub days: u32,
}

impl Freshness {
    /// Why an answer of the time `at` from `index` no longer holds; none if it does. Of an answer that came before any
    /// index was known of, only the age can tell. One from the future, left by a clock that was set back, is not old.
    pub fn stale(&self, at: f64, index: Option<&str>) -> Option<Stale> {
        let newest = self.index.as_deref();
        if newest.is_some() && index.is_some() && newest != index {
            return Some(Stale::Index);
        }
        (self.now - at > f64::from(self.days) * DAY).then_some(Stale::Age { days: self.days })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: f64 = 1_790_000_000_000.0;

    #[test]
    fn table() {
        let old = Some(Stale::Age { days: 30 });
        for (age, answer, newest, stale) in [
            (0.0, None, None, None),
            (29.9, None, None, None),
            (30.0, None, None, None),
            (30.1, None, None, old),
            (-5.0, None, None, None),
            (1.0, Some("a"), Some("a"), None),
            (1.0, Some("a"), Some("b"), Some(Stale::Index)),
            (1.0, None, Some("b"), None),
            (1.0, Some("a"), None, None),
            (31.0, None, Some("b"), old),
            (31.0, Some("b"), Some("b"), old),
            (31.0, Some("a"), Some("b"), Some(Stale::Index)),
        ] {
            let freshness = Freshness { now: NOW, index: newest.map(str::to_owned), days: DAYS };
            assert_eq!(freshness.stale(NOW - age * DAY, answer), stale, "{age} {answer:?} {newest:?}");
        }
    }

    proptest! {
        /// What is stale stays so, whatever else is learnt later but the same index again.
        #[test]
        fn time_mends_nothing(age in 0.0..100.0, later in 0.0..100.0, index in "[ab]?", newest in "[ab]?", days in 0_u32..60) {
            let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            let at = |now| Freshness { now, index: some(&newest), days }.stale(NOW, some(&index).as_deref());
            if at(NOW + age * DAY).is_some() {
                prop_assert!(at(NOW + (age + later) * DAY).is_some());
            }
        }

        /// Fresh answers are never of two indices where one is known to be the newest.
        #[test]
        fn fresh_answers_agree_on_the_index(index in "[abc]", newest in "[abc]") {
            let freshness = Freshness { now: NOW, index: Some(newest.clone()), days: DAYS };
            prop_assert_eq!(freshness.stale(NOW, Some(&index)).is_none(), index == newest);
        }
    }
}
