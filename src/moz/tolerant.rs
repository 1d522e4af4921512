//! Reading fields whose exact form is not established: `null`, a missing value, a float or a number in quotes are no
//! reason to lose an answer that was paid for. What cannot be read counts as not told, never as zero.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// What is no list and no object.
enum Scalar {
    Nothing,
    Flag(bool),
    Number(i64),
    Text(String),
}

struct Any;

// One visitor for all kinds of fields, since each would be compiled for itself.
impl Visitor<'_> for Any {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no list and no object")
    }

    fn visit_unit<E: Error>(self) -> Result<Scalar, E> {
        Ok(Scalar::Nothing)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Scalar, E> {
        Ok(Scalar::Flag(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar::Number(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Scalar, E> {
        Ok(Scalar::Number(i64::try_from(value).unwrap_or(i64::MAX)))
    }

    #[expect(clippy::cast_possible_truncation, reason = "it is counts and scores; the cast saturates")]
    fn visit_f64<E: Error>(self, value: f64) -> Result<Scalar, E> {
        Ok(Scalar::Number(value as i64))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(value.to_owned()))
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

/// A whole number, if there is one.
pub fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    Ok(match Scalar::deserialize(deserializer)? {
        Scalar::Number(number) => Some(number),
        Scalar::Text(text) => text.trim().parse().ok(),
        Scalar::Nothing | Scalar::Flag(_) => None,
    })
}

/// A count, if there is one. Counts of links go past 32 bits (recorded: 98,256,494,778).
pub fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    Ok(number(deserializer)?.and_then(|number| u64::try_from(number).ok()))
}

/// A score of 0 to 100, if there is one; -1 means that there is none (moz-api 2.5).
pub fn score<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    let score = number(deserializer)?.and_then(|number| u8::try_from(number).ok());
    Ok(score.filter(|score| *score <= 100))
}

/// A text, if there is one that is not empty: dates and titles are empty where there are none (moz-api 2.5).
pub fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Scalar::deserialize(deserializer)? {
        Scalar::Text(text) if !text.is_empty() => Some(text),
        Scalar::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// Yes or no; no where it is not told.
pub fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(match Scalar::deserialize(deserializer)? {
        Scalar::Flag(flag) => flag,
        Scalar::Number(number) => number != 0,
        Scalar::Text(text) => text == "true",
        Scalar::Nothing => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize, Default, Debug, PartialEq)]
    #[serde(default)]
    struct All {
        #[serde(deserialize_with = "number")]
        number: Option<i64>,
        #[serde(deserialize_with = "count")]
        count: Option<u64>,
        #[serde(deserialize_with = "score")]
        score: Option<u8>,
        #[serde(deserialize_with = "text")]
        text: Option<String>,
        #[serde(deserialize_with = "flag")]
        flag: bool,
    }

    fn all(of: &str) -> All {
        let keys = ["number", "count", "score", "text", "flag"].map(|key| format!("\"{key}\":{of}"));
        serde_json::from_str(&format!("{{{}}}", keys.join(","))).expect("tolerated")
    }

    #[test]
    fn takes_what_can_be_meant() {
        let told = |number: i64, count, score, flag| All {
            number: Some(number),
            count,
            score,
            text: Some(number.to_string()),
            flag,
        };
        assert_eq!(all("null"), All::default());
        assert_eq!(serde_json::from_str::<All>("{}").expect("tolerated"), All::default());
        assert_eq!(all("7"), told(7, Some(7), Some(7), true));
        assert_eq!(all("7.0"), told(7, Some(7), Some(7), true));
        assert_eq!(all("1.591958971e-05"), told(0, Some(0), Some(0), false));
        assert_eq!(all("-1"), told(-1, None, None, true));
        assert_eq!(all("101"), told(101, Some(101), None, true));
        assert_eq!(all("98256494778"), told(98_256_494_778, Some(98_256_494_778), None, true));
        assert_eq!(all("1e300").count, Some(i64::MAX.unsigned_abs()));
        assert_eq!(all("18446744073709551615").count, Some(i64::MAX.unsigned_abs()));
        assert_eq!(all("\"\""), All::default());
        assert_eq!(all("\"12\"").count, Some(12));
        assert!(all("true").flag && all("\"true\"").flag && !all("\"false\"").flag);
        for nested in ["[]", "{}"] {
            assert!(serde_json::from_str::<All>(&format!("{{\"count\":{nested}}}")).is_err(), "{nested}");
        }
    }
}
