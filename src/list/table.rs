//! From text to rows, and which column of them has the sources. Spreadsheets separate by commas, semicolons or tabs,
//! people by lines.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use serde::{Deserialize, Serialize};

use crate::address::clean;

/// What separates the cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Separator {
    /// Nothing: each line is one address.
    Lines,
    /// A comma.
    Comma,
    /// A semicolon.
    Semicolon,
    /// A tab.
    Tab,
}

/// How a text is read as rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct How {
    /// What separates cells.
    pub separator: Separator,
    /// Which column has the sources, from 0.
    pub column: usize,
    /// What that column is called, if the first row says so.
    pub header: Option<String>,
}

/// Rows that are looked at to find out how a text is to be read.
const SAMPLE: usize = 300;
/// Longest cell that is kept, in bytes; an address is refused long before.
const LONGEST: usize = 64 * 1024;
/// Most columns that are told apart.
const MOST_COLUMNS: usize = 300;
/// Names of columns that hold sources, best first, as `plain` has them.
const NAMES: [&str; 23] = [
    "sourceurl",
    "sourcepageurl",
    "sourcepage",
    "referringpageurl",
    "referringpage",
    "referringurl",
    "linkingpage",
    "linkingurl",
    "backlinkurl",
    "backlink",
    "source",
    "fromurl",
    "from",
    "pageurl",
    "page",
    "url",
    "address",
    "link",
    "website",
    "site",
    "referringdomain",
    "domain",
    "host",
];

/// A row: the number of the line it begins at, from 1, and its cells.
type Row = (u32, Vec<String>);

/// A text and how it is read.
#[derive(Debug)]
pub struct Table<'a> {
    text: &'a str,
    /// How.
    pub how: How,
    /// How many cells most rows have.
    width: usize,
    /// Whether quotes mean anything: a file with one that never ends would be a single row.
    quoting: bool,
}

impl<'a> Table<'a> {
    /// The text, read in the way that makes most of it addresses, or by the separator that the person named.
    pub fn new(text: &'a str, wanted: Option<Separator>) -> Self {
        let separators = match wanted {
            Some(one) => vec![one],
            None => vec![Separator::Lines, Separator::Tab, Separator::Comma, Separator::Semicolon],
        };
        let mut best: Option<(usize, Self)> = None;
        for separator in separators {
            let (score, table) = Self::guess(text, separator);
            if best.as_ref().is_none_or(|(other, _)| score > *other) {
                best = Some((score, table));
            }
        }
        let lines = How { separator: Separator::Lines, column: 0, header: None };
        best.map_or(Self { text, how: lines, width: 1, quoting: false }, |(_, table)| table)
    }

    /// How much a separator makes of the text, in points, and what.
    fn guess(text: &'a str, separator: Separator) -> (usize, Self) {
        let quoting = Rows::new(text, separator, true)
            .take(SAMPLE)
            .all(|(_, cells)| cells.iter().all(|cell| cell.len() < LONGEST && cell.matches('\n').count() < 20));
        let sample: Vec<Row> = Rows::new(text, separator, quoting).take(SAMPLE).collect();
        let (header, column) = header(&sample).map_or((None, None), |(at, name)| (Some(name), Some(at)));
        // Where columns have names, there are as many as names.
        let first = sample.first().filter(|_| header.is_some());
        let width = first.map_or_else(|| width(&sample), |(_, cells)| cells.len());
        let body = sample.get(usize::from(header.is_some())..).unwrap_or_default();
        let addresses =
            |at: usize| body.iter().filter(|(_, cells)| cells.get(at).is_some_and(|cell| is_address(cell))).count();
        let column = column.or_else(|| (0..width.max(1)).find(|at| addresses(*at) * 2 > body.len())).unwrap_or(0);
        // A separator that fits every row and leaves an address in each is worth more than lines that happen to be
        // addresses with the rest of the row in their path.
        let fits = body.iter().filter(|(_, cells)| cells.len() == width).count();
        let found = addresses(column) * 4;
        let score = match separator {
            Separator::Lines => found,
            _ if width < 2 => 0,
            _ if header.is_none() && fits * 10 < body.len() * 6 => found / 4,
            _ => found + fits + usize::from(header.is_some()) * 8,
        };
        (score, Self { text, how: How { separator, column, header }, width, quoting })
    }

    /// The source cell of each row, with the number of its line. Rows without any text are left out.
    pub fn cells(&self) -> impl Iterator<Item = (u32, String)> {
        let rows = Rows::new(self.text, self.how.separator, self.quoting);
        let skip = usize::from(self.how.header.is_some());
        rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()))
            .skip(skip)
            .map(|(line, cells)| (line, self.source(cells)))
    }

    /// The source among the cells of a row. A row that is not separated as the others are may be so by something else.
    fn source(&self, mut cells: Vec<String>) -> String {
        let others = [Separator::Tab, Separator::Semicolon, Separator::Comma];
        if self.width > 1
            && let [only] = cells.as_slice()
        {
            for other in others.into_iter().filter(|other| *other != self.how.separator) {
                let again = Rows::new(only, other, true).next().map(|(_, cells)| cells).unwrap_or_default();
                if again.len() > 1
                    && let Some(cell) = again.get(self.how.column).filter(|cell| is_address(cell))
                {
                    return cell.clone();
                }
            }
            // With one cell only, whatever column the others have it in.
            return cells.pop().unwrap_or_default();
        }
        if self.how.column < cells.len() { cells.swap_remove(self.how.column) } else { String::new() }
    }
}

/// How many cells most rows have.
fn width(sample: &[Row]) -> usize {
    let mut counts = vec![0_usize; MOST_COLUMNS + 1];
    for (_, cells) in sample {
        if let Some(count) = counts.get_mut(cells.len().min(MOST_COLUMNS)) {
            *count += 1;
        }
    }
    counts.iter().enumerate().max_by_key(|(_, count)| **count).map_or(0, |(width, _)| width)
}

/// The column of the sources by its name, if the first row has names.
fn header(sample: &[Row]) -> Option<(usize, String)> {
    let (_, first) = sample.first()?;
    if first.iter().any(|cell| is_address(cell)) {
        return None;
    }
    let names: Vec<String> = first.iter().map(|cell| plain(cell)).collect();
    let at = NAMES.iter().find_map(|name| names.iter().position(|other| other == name))?;
    Some((at, crate::address::safe_text(first.get(at)?, 60)))
}

/// A column's name without what people write differently.
fn plain(cell: &str) -> String {
    cell.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(40).collect()
}

/// True for what people mean as an address: words of one column should not be taken for hosts.
pub(super) fn is_address(cell: &str) -> bool {
    let cell = super::sources::bare(cell);
    let Ok(cleaned) = clean(&cell, &[]) else { return false };
    let host = cleaned.address.host();
    let named = host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'));
    let ending = host.rsplit('.').next().unwrap_or_default();
    let schemed = cell.contains("://");
    named
        && (schemed
            || (cleaned.address.root_domain().is_some() && ending.starts_with(|c: char| c.is_ascii_alphabetic())))
}

/// The rows of a text, one after the other.
struct Rows<'a> {
    rest: &'a str,
    line: u32,
    separator: Separator,
    reader: Reader,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, separator: Separator, quoting: bool) -> Self {
        let delimiter = match separator {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
            Separator::Tab | Separator::Lines => b'\t',
        };
        let reader = ReaderBuilder::new().delimiter(delimiter).quoting(quoting).build();
        Self { rest: text, line: 1, separator, reader }
    }

    /// Passes empty lines, and line ends of the row before.
    fn pass_empty(&mut self) {
        loop {
            let rest = self.rest;
            let after = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n']));
            let Some(after) = after else { return };
            self.rest = after;
            self.line = self.line.saturating_add(1);
        }
    }

    fn whole_line(&mut self) -> Row {
        let end = self.rest.find(['\r', '\n']).unwrap_or(self.rest.len());
        let (line, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        (self.line, vec![cut(line)])
    }

    /// The next row by csv-core, up to but not with the end of its line.
    fn record(&mut self) -> Row {
        let line = self.line;
        self.reader.reset();
        let (mut cells, mut cell, mut used) = (Vec::new(), Vec::new(), 0);
        let bytes = self.rest.as_bytes();
        let mut room = [0; 512];
        loop {
            let (result, read, written) = self.reader.read_field(bytes.get(used..).unwrap_or_default(), &mut room);
            used += read;
            if cell.len() < LONGEST {
                cell.extend_from_slice(room.get(..written).unwrap_or_default());
            }
            match result {
                // Input is empty only at the end of the text, which it then says to the reader.
                ReadFieldResult::OutputFull | ReadFieldResult::InputEmpty => {}
                ReadFieldResult::Field { record_end } => {
                    let text = String::from_utf8_lossy(&std::mem::take(&mut cell)).into_owned();
                    if cells.len() < MOST_COLUMNS {
                        cells.push(cut(&text));
                    }
                    if record_end {
                        break;
                    }
                }
                ReadFieldResult::End => break,
            }
        }
        // The line's end is left for `pass_empty`, which counts it; those inside of quotes are counted here.
        let taken = self.rest.get(..used).unwrap_or(self.rest);
        let taken = taken.strip_suffix('\n').map_or(taken, |rest| rest.strip_suffix('\r').unwrap_or(rest));
        let taken = taken.strip_suffix('\r').unwrap_or(taken);
        self.rest = self.rest.get(taken.len()..).unwrap_or_default();
        let ends = taken.matches('\n').count() + taken.replace("\r\n", "").matches('\r').count();
        self.line = self.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        (line, cells)
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        self.pass_empty();
        if self.rest.is_empty() {
            return None;
        }
        Some(if self.separator == Separator::Lines { self.whole_line() } else { self.record() })
    }
}

fn cut(cell: &str) -> String {
    let mut end = cell.len().min(LONGEST);
    while !cell.is_char_boundary(end) {
        end -= 1;
    }
    cell.get(..end).unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_are_counted_through_quotes_and_every_kind_of_end() {
        let rows = |text, separator| Rows::new(text, separator, true).map(|(line, _)| line).collect::<Vec<_>>();
        assert_eq!(rows("a,b\r\n\r\n\"c\nd\",e\r\nf,g\rh,i\n\n\nj", Separator::Comma), [1, 3, 5, 6, 9]);
        assert_eq!(rows("a\r\n\nb\rc", Separator::Lines), [1, 3, 4]);
        assert_eq!(rows("\n\n", Separator::Comma), [0_u32; 0]);
    }

    proptest! {
        #[test]
        fn any_text_ends(text in "(\\PC|[,;\t\"\r\n]){0,300}") {
            for separator in [Separator::Lines, Separator::Comma, Separator::Semicolon, Separator::Tab] {
                let lines: Vec<u32> = Rows::new(&text, separator, true).map(|(line, _)| line).collect();
                prop_assert!(lines.is_sorted());
                let all = u32::try_from(text.len()).expect("short") + 1;
                prop_assert!(lines.iter().all(|line| (1..=all).contains(line)));
            }
        }
    }
}
