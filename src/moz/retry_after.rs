//! The header `Retry-After`: seconds, or a date in any of the three forms that RFC 9110 5.6.7 asks to be read.

/// Longest wait that is believed, in milliseconds: 31 days. By then a new month of rows has begun, so what is longer
/// is taken for nonsense and passed over, never for a shorter wait.
const LONGEST_MS: u64 = 31 * DAY_MS;
const DAY_MS: u64 = 86_400_000;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// When to come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryAfter {
    /// After so many milliseconds.
    In(u64),
    /// At that time, in milliseconds since 1970.
    At(u64),
}

impl RetryAfter {
    /// What the header's text says. None if it is neither seconds nor a date.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            // Too many digits for 64 bits are too many seconds as well.
            return Some(Self::In(text.parse().unwrap_or(u64::MAX).saturating_mul(1000)));
        }
        date(text).map(Self::At)
    }

    /// How long to wait from `now` (milliseconds since 1970), in milliseconds. None if that is beyond belief.
    pub fn wait(self, now: u64) -> Option<u64> {
        let wait = match self {
            Self::In(wait) => wait,
            Self::At(time) => time.saturating_sub(now),
        };
        (wait <= LONGEST_MS).then_some(wait)
    }
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`, in milliseconds
/// since 1970. In all three the day is the first number and the year the second.
fn date(text: &str) -> Option<u64> {
    let (mut month, mut time, mut numbers) = (None, None, Vec::new());
    for word in text.split([' ', ',', '-']).filter(|word| !word.is_empty()) {
        if word.contains(':') {
            time = time.or(Some(seconds_of_day(word)?));
        } else if let Ok(number) = word.parse::<u64>() {
            numbers.push(number);
        } else if let Some(at) = MONTHS.iter().position(|name| word.eq_ignore_ascii_case(name)) {
            month = Some(at as u64 + 1);
        }
    }
    let [day, year] = numbers.try_into().ok()?;
    // Two digits are of the century that is near: the header looks ahead, not back.
    let year = if year < 100 { year + 2000 } else { year };
    let days = days_since_1970(year, month?, day)?;
    Some((days * 86_400 + time?) * 1000)
}

fn seconds_of_day(word: &str) -> Option<u64> {
    let mut parts = word.split(':').map(str::parse::<u64>);
    let (hour, minute, second) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    // A minute may have a leap second.
    (hour < 24 && minute < 60 && second <= 60 && parts.next().is_none()).then_some(hour * 3600 + minute * 60 + second)
}

/// Days of the Gregorian calendar. Years are counted from March, so that the leap day is the last of its year.
fn days_since_1970(year: u64, month: u64, day: u64) -> Option<u64> {
    if !(1970..=9999).contains(&year) || !(1..=31).contains(&day) {
        return None;
    }
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let of_years = year * 365 + year / 4 - year / 100 + year / 400;
    // 153 days in five months from March on, twice a year.
    (of_years + (153 * month + 2) / 5 + day - 1).checked_sub(719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_seconds_and_the_three_forms_of_dates() {
        let table: [(&str, Option<RetryAfter>); 16] = [
            ("0", Some(RetryAfter::In(0))),
            (" 120 ", Some(RetryAfter::In(120_000))),
            ("99999999999999999999999", Some(RetryAfter::In(u64::MAX))),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(RetryAfter::At(784_111_777_000))),
            ("Sun Nov  6 08:49:37 1994", Some(RetryAfter::At(784_111_777_000))),
            ("Friday, 06-Nov-26 08:49:37 GMT", Some(RetryAfter::At(1_793_954_977_000))),
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(RetryAfter::At(0))),
            ("Tue, 29 Feb 2028 23:59:60 GMT", Some(RetryAfter::At(1_835_481_600_000))),
            ("", None),
            ("soon", None),
            ("-1", None),
            ("1.5", None),
            ("Sun, 06 Nov 1994", None),
            ("Sun, 06 Foo 1994 08:49:37 GMT", None),
            ("Sun, 06 Nov 1994 25:49:37 GMT", None),
            ("Sun, 06 Nov 1994 08:49:37 GMT 7 8", None),
        ];
        for (text, expected) in table {
            assert_eq!(RetryAfter::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn waits_are_whole_or_not_believed() {
        assert_eq!(RetryAfter::In(5_000).wait(77), Some(5_000));
        assert_eq!(RetryAfter::At(9_000).wait(4_000), Some(5_000));
        assert_eq!(RetryAfter::At(9_000).wait(10_000), Some(0), "a date in the past");
        assert_eq!(RetryAfter::In(LONGEST_MS).wait(0), Some(LONGEST_MS));
        assert_eq!(RetryAfter::In(LONGEST_MS + 1).wait(0), None);
    }
}
