//! The form in which an answer is written down, and how older forms become the newest. Pure.
//!
//! A new form gets the next number and a line in [`Record::read`]. One struct reads all forms, with defaults for what
//! came later: a struct for each would cost 2 kB of module apiece. A form that an older version would misread also
//! takes a new [`SCHEMA`](crate::ports::SCHEMA), so that it is never asked to.

use serde::{Deserialize, Serialize};

use crate::moz::Flavour;

/// The newest form. Times in milliseconds since 1970.
const NEWEST: u32 = 2;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Record {
    /// The number of the form; the first one, `answer1 …` in extension storage, had none.
    #[serde(default = "first")]
    v: u32,
    /// When it was last sent.
    pub asked: f64,
    /// What that cost, or may have.
    pub rows: u32,
    /// How it was last sent.
    #[serde(default)]
    pub flavour: Flavour,
    /// The last answer that came. In flight while there is none, or while it is older than `asked`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Answer {
    pub at: f64,
    pub exists: bool,
    #[serde(default)]
    pub rows: u32,
    #[serde(default)]
    pub flavour: Flavour,
    /// The newest index that was known of then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<String>,
}

fn first() -> u32 {
    1
}

impl Record {
    pub(super) fn new(asked: f64, rows: u32, flavour: Flavour, answer: Option<Answer>) -> Self {
        Self { v: NEWEST, asked, rows, flavour, answer }
    }

    /// The record that a text of any form holds; none if it cannot be read.
    pub(super) fn read(text: &str) -> Option<Self> {
        let record: Self = serde_json::from_slice(text.as_bytes()).ok()?;
        match record.v {
            1 => Some(record.with_price()),
            NEWEST => Some(record),
            _ => None,
        }
    }

    /// From the first form, which told the price of question and answer together, and knew V2 alone.
    fn with_price(mut self) -> Self {
        if let Some(answer) = &mut self.answer {
            answer.rows = self.rows;
        }
        Self { v: NEWEST, ..self }
    }
}

/// An answer's record of any form in the newest form; none if it cannot be read.
pub fn upgraded_answer(text: &str) -> Option<String> {
    serde_json::to_string(&Record::read(text)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Case {
        from: String,
        to: Option<String>,
    }

    #[test]
    fn every_form_becomes_the_newest() {
        let cases: Vec<Case> = serde_json::from_str(include_str!("../../tests/data/records.json")).expect("JSON");
        for Case { from, to } in cases {
            assert_eq!(upgraded_answer(&from), to, "{from}");
            if let Some(to) = to {
                assert_eq!(upgraded_answer(&to).as_ref(), Some(&to), "the newest form stays as it is");
            }
        }
    }
}
