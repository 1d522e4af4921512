//! From rows to sources: each is an address, or a problem with its line and what to do about it.

use std::collections::BTreeSet;

use thiserror::Error;

use super::table::{How, Separator, Table};
use crate::address::{Address, CleanError, clean, safe_text};
use crate::phrase::{Failure, Retry};

/// Most sources in a list.
pub const MOST_SOURCES: usize = 10_000;
/// Most problems that are told one by one.
pub const MOST_PROBLEMS: usize = 200;
/// Most rows that are looked at: ten of a kind for each source.
const MOST_ROWS: usize = 100_000;

/// A source and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The line that it was first named on, from 1.
    pub line: u32,
    /// The address.
    pub address: Address,
}

/// Why a cell is no source.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Wrong {
    /// It is no address.
    #[error(transparent)]
    Clean(#[from] CleanError),
    /// The row has nothing in the column of the sources.
    #[error("the cell is empty")]
    Empty,
    /// It is a formula that names no address.
    #[error("a formula")]
    Formula,
    /// It has no registrable domain, which the scope wants.
    #[error("no root domain")]
    NoRoot,
}

impl Wrong {
    /// The failure that a person reads.
    pub fn failure(&self) -> Failure {
        match self {
            Self::Clean(error) => error.failure(),
            Self::Empty => Failure::new("list.empty_cell", Retry::AfterChange),
            Self::Formula => Failure::new("list.formula", Retry::AfterChange),
            Self::NoRoot => Failure::new("list.no_root", Retry::AfterChange),
        }
    }
}

/// A row that is no source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its line, from 1.
    pub line: u32,
    /// What stands there, safe to show.
    pub text: String,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What a text has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// How it was read.
    pub how: How,
    /// The sources, each once, in order.
    pub sources: Vec<Source>,
    /// How many rows named one of them again.
    pub duplicates: u32,
    /// The first problems.
    pub problems: Vec<Problem>,
    /// How many problems there are in all.
    pub wrong: u32,
}

/// There are more than a list takes, so none is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{0} sources or more")]
pub struct TooMany(pub u32);

impl TooMany {
    /// The failure that a person reads.
    pub fn failure(self) -> Failure {
        let mut failure = Failure::new("list.too_many", Retry::AfterChange);
        failure.says = failure.says.count(self.0).count(number(MOST_SOURCES));
        failure
    }
}

/// Reads a text, by the separator that the person named if they did. `own` are tracking parameters of their own.
pub fn read(text: &str, wanted: Option<Separator>, own: &[String]) -> Result<Reading, TooMany> {
    let table = Table::new(text, wanted);
    let (mut seen, mut sources, mut problems) = (BTreeSet::new(), Vec::new(), Vec::new());
    let (mut duplicates, mut wrong, mut rows, mut beyond) = (0, 0, 0, 0);
    for (line, cell) in table.cells() {
        rows += 1;
        match source(&cell, own) {
            Ok(address) if seen.contains(address.url().as_str()) => duplicates += 1,
            // Counted on, so that it can be said how many there are.
            Ok(_) if sources.len() >= MOST_SOURCES => beyond += 1,
            Ok(address) => {
                seen.insert(address.url().as_str().to_owned());
                sources.push(Source { line, address });
            }
            Err(why) => {
                wrong += 1;
                if problems.len() < MOST_PROBLEMS {
                    problems.push(Problem { line, text: safe_text(&cell, 200), wrong: why });
                }
            }
        }
        if rows >= MOST_ROWS {
            break;
        }
    }
    if beyond > 0 || rows >= MOST_ROWS {
        return Err(TooMany(number(sources.len()).saturating_add(beyond)));
    }
    Ok(Reading { how: table.how, sources, duplicates, problems, wrong })
}

/// The address in a cell.
fn source(cell: &str, own: &[String]) -> Result<Address, Wrong> {
    let text = bare(cell);
    if text.is_empty() {
        return Err(Wrong::Empty);
    }
    if text.starts_with(['=', '+', '@']) {
        return Err(Wrong::Formula);
    }
    Ok(clean(&text, own)?.address)
}

/// A cell without what spreadsheets and mails put around an address: quotes, angle brackets, the apostrophe of text, a
/// link written as a formula.
pub(super) fn bare(cell: &str) -> String {
    let text = cell.trim().trim_start_matches('\'').trim();
    let unwrapped = |open: char, close: char| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    // A quote without its pair is none of an address either; within a formula they stay.
    let text = unwrapped('<', '>').unwrap_or(text).trim();
    let text = if text.starts_with('=') { text } else { text.trim_matches('"').trim() };
    let formula = text.get(..11).filter(|start| start.eq_ignore_ascii_case("=hyperlink("));
    match formula.and_then(|_| text.split('"').nth(1)) {
        Some(address) => address.trim().to_owned(),
        None => text.to_owned(),
    }
}

pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ten_thousand_and_no_more() {
        let lines = |count: usize| (0..count).map(|n| format!("https://a.example/{n}")).collect::<Vec<_>>().join("\n");
        assert_eq!(read(&lines(MOST_SOURCES), None, &[]).map(|reading| reading.sources.len()), Ok(MOST_SOURCES));
        assert_eq!(read(&lines(MOST_SOURCES + 7), None, &[]), Err(TooMany(10_007)));
        let same = "https://a.example/x\n".repeat(MOST_SOURCES);
        let reading = read(&same, None, &[]).expect("one source");
        assert_eq!((reading.sources.len(), reading.duplicates), (1, 9_999));
    }

    proptest! {
        /// Every line with something on it is a source, a problem or a repetition, and none is two of these.
        #[test]
        fn nothing_is_lost(lines in prop::collection::vec("(https?://)?[a-z]{1,3}\\.[a-z]{2,3}(/[a-z,;]{0,3})?|\\PC{0,12}|[a-z ]{0,9}| {0,2}", 0..60)) {
            let text = lines.join("\n");
            let reading = read(&text, Some(Separator::Lines), &[]).expect("few");
            let full = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).count();
            let header = usize::from(reading.how.header.is_some());
            let told = reading.sources.len() + (reading.duplicates + reading.wrong) as usize;
            prop_assert_eq!(told + header, full);
            let mut at: Vec<u32> = reading.sources.iter().map(|source| source.line).collect();
            at.extend(reading.problems.iter().map(|problem| problem.line));
            let count = at.len();
            at.sort_unstable();
            at.dedup();
            prop_assert_eq!(at.len(), count);
        }

        #[test]
        fn any_text_is_read(text in "(\\PC|[,;\t\"\r\n]){0,400}") {
            let _ = read(&text, None, &[]);
        }
    }
}
