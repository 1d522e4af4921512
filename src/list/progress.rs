//! How far a run is, and how long the rest takes.

/// How far a run is, in questions and rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Questions of the whole list.
    pub all: u32,
    /// Those that are left to ask.
    pub left: u32,
    /// Rows that this run was billed.
    pub rows: u32,
    /// Rows that it may have been billed on top.
    pub maybe_rows: u32,
    /// Rows that it may still cost.
    pub rows_left: u32,
}

impl Progress {
    /// Questions that are done with.
    pub fn done(&self) -> u32 {
        self.all.saturating_sub(self.left)
    }

    /// How many questions may be sent next: no more than a batch, than are left, and than the rest of what was agreed to
    /// pays for.
    pub fn next(&self, agreed: u32, price: u32, batch: u32) -> u32 {
        let spent = self.rows.saturating_add(self.maybe_rows);
        let affordable = agreed.saturating_sub(spent).checked_div(price).unwrap_or(0);
        batch.min(self.left).min(affordable)
    }
}

/// How long `calls` more calls take, in milliseconds: at the pace that was measured, but no faster than is allowed.
pub fn time_left_ms(calls: u32, interval_ms: u32, measured_ms: Option<f64>) -> f64 {
    f64::from(calls) * measured_ms.filter(|ms| ms.is_finite()).unwrap_or(0.0).max(f64::from(interval_ms))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn times() {
        for (calls, interval, measured, wanted) in [
            (0, 10_500, None, 0.0),
            (3, 10_500, None, 31_500.0),
            (3, 10, Some(400.0), 1_200.0),
            (3, 10_500, Some(400.0), 31_500.0),
            (3, 500, Some(f64::NAN), 1_500.0),
        ] {
            assert!((time_left_ms(calls, interval, measured) - wanted).abs() < f64::EPSILON, "{calls} {interval}");
        }
    }

    proptest! {
        /// However a run goes, it ends and never costs more than was agreed to.
        #[test]
        fn a_run_ends_within_its_price(all in 0_u32..400, agreed in 0_u32..900, price in 1_u32..3, lost in prop::collection::vec(any::<bool>(), 0..20)) {
            let mut progress = Progress { all, left: all, ..Progress::default() };
            let mut lost = lost.into_iter();
            let mut calls = 0;
            while let next @ 1.. = progress.next(agreed, price, 50) {
                progress.left -= next;
                if lost.next().unwrap_or(false) { progress.maybe_rows += next * price } else { progress.rows += next * price }
                prop_assert!(progress.rows + progress.maybe_rows <= agreed);
                calls += 1;
                prop_assert!(calls <= 8);
            }
            prop_assert!(progress.left == 0 || agreed - progress.rows - progress.maybe_rows < price);
            prop_assert_eq!(progress.done() + progress.left, all);
        }
    }
}
