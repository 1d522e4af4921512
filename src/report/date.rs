//! Times as ISO 8601 has them, in UTC.

/// The day, as `2026-10-03`.
pub fn day(at: f64) -> String {
    let (year, month, day) = civil((at / 86_400_000.0).floor() as i64);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The second, as `2026-10-03T12:00:00Z`.
pub fn second(at: f64) -> String {
    let seconds = ((at / 1000.0).floor() as i64).rem_euclid(86_400);
    format!("{}T{:02}:{:02}:{:02}Z", day(at), seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Days since 1970 as a date of the Gregorian calendar. Years are counted from March, so that the leap day ends them;
/// 400 of them have 146,097 days.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let january = i64::from(month >= 10);
    (era * 400 + year + january, month + 3 - 12 * january, day - (153 * month + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        for (at, expected) in [
            (0.0, "1970-01-01T00:00:00Z"),
            (951_782_399_999.0, "2000-02-28T23:59:59Z"),
            (951_782_400_000.0, "2000-02-29T00:00:00Z"),
            (1_790_985_661_000.0, "2026-10-03T00:01:01Z"),
            (4_107_542_400_000.0, "2100-03-01T00:00:00Z"),
            (-1.0, "1969-12-31T23:59:59Z"),
        ] {
            assert_eq!(second(at), expected);
        }
    }
}
