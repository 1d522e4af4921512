//! Days of UTC, as `YYYY-MM-DD`: so Moz writes them, and so a journey neither repeats nor skips one.

/// The day of a time in milliseconds since 1970, as `YYYY-MM-DD`. Its first seven letters are the month.
pub fn day(at: f64) -> String {
    // No browser's clock leaves this span, the years 1970 to 9999; a text that sorts is worth more than the truth here.
    #[expect(clippy::cast_possible_truncation, reason = "it is within the span")]
    let days = (at / 86_400_000.0).floor().clamp(0.0, 2_932_896.0) as i64;
    // Years counted from March, so that the leap day is the last one; eras of 400 years are all of one length
    // (howardhinnant.github.io/date_algorithms.html).
    let since = days + 719_468;
    let era = since / 146_097;
    let in_era = since % 146_097;
    let year = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * in_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{:02}", in_year - (153 * from_march + 2) / 5 + 1)
}

/// The second of a time in milliseconds since 1970, as ISO 8601 has it: `2026-10-03T12:00:00Z`.
pub fn second(at: f64) -> String {
    // The same span as above; the day's seconds are under 86,400.
    #[expect(clippy::cast_possible_truncation, reason = "it is within the span")]
    let seconds = (at / 1000.0).floor().clamp(0.0, 253_402_300_799.0) as i64 % 86_400;
    format!("{}T{:02}:{:02}:{:02}Z", day(at), seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// True for a text of that form. What comes from the network is looked at before it is shown as a day.
pub fn is_day(text: &str) -> bool {
    let fits = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: f64 = 86_400_000.0;

    #[test]
    fn known_days() {
        for (at, wanted) in [
            (0.0, "1970-01-01"),
            (DAY - 1.0, "1970-01-01"),
            (DAY, "1970-01-02"),
            (951_782_400_000.0, "2000-02-29"),
            (951_868_800_000.0, "2000-03-01"),
            (1_790_000_000_000.0, "2026-09-21"),
            (4_107_542_400_000.0, "2100-03-01"),
            (253_402_300_799_999.0, "9999-12-31"),
            (f64::MAX, "9999-12-31"),
            (-1.0, "1970-01-01"),
            (f64::NAN, "1970-01-01"),
        ] {
            assert_eq!(day(at), wanted, "{at}");
        }
    }

    #[test]
    fn known_seconds() {
        for (at, expected) in [
            (0.0, "1970-01-01T00:00:00Z"),
            (951_782_399_999.0, "2000-02-28T23:59:59Z"),
            (1_790_985_661_000.0, "2026-10-03T00:01:01Z"),
            (-1.0, "1970-01-01T00:00:00Z"),
        ] {
            assert_eq!(second(at), expected);
        }
    }

    /// Every day of 400 years is there, once, and in order as a text.
    #[test]
    fn days_follow_one_another() {
        let (mut year, mut month, mut date) = (1970, 1, 1);
        for number in 0..146_097 {
            assert_eq!(day(f64::from(number) * DAY), format!("{year:04}-{month:02}-{date:02}"));
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let last = match month {
                2 => 28 + i32::from(leap),
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            date += 1;
            if date > last {
                (month, date) = (month + 1, 1);
            }
            if month > 12 {
                (year, month) = (year + 1, 1);
            }
        }
    }
}
