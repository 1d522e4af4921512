//! Comma-separated values as RFC 4180 has them, and safe to open in a spreadsheet.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe in front, by which all of them know text
//! (<https://owasp.org/www-community/attacks/CSV_Injection>).

use std::borrow::Cow;

use super::Piece;
use super::row::{COLUMNS, Row};

/// Writes rows, in the first piece behind `mark` and the names of the columns.
pub fn write<'a>(rows: impl Iterator<Item = Row<'a>>, piece: Piece, mark: &str) -> String {
    let mut out = String::new();
    if piece.first {
        out.push_str(mark);
        line(&mut out, COLUMNS.into_iter());
    }
    for row in rows {
        line(&mut out, row.cells());
    }
    out
}

/// A table of other things, with its first piece's names of columns.
pub fn table<const N: usize>(columns: Option<[&str; N]>, rows: &[[String; N]]) -> String {
    let mut out = String::new();
    if let Some(columns) = columns {
        line(&mut out, columns.into_iter());
    }
    for row in rows {
        line(&mut out, row.iter().map(String::as_str));
    }
    out
}

/// One line of cells with tabs between. No cell may have tabs or line ends in it, and none of a row has.
pub fn line_of_tabs(cells: &[&str]) -> String {
    let mut line = cells.iter().map(|cell| harmless(cell)).collect::<Vec<_>>().join("\t");
    line.push('\n');
    line
}

fn line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    let start = out.len();
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        let cell = harmless(cell);
        if cell.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n')) {
            out.extend(["\"", &cell.replace('"', "\"\""), "\""]);
        } else {
            out.push_str(&cell);
        }
    }
    // A line of one empty cell is not an empty line.
    if out.len() == start {
        out.push_str("\"\"");
    }
    out.push_str("\r\n");
}

/// The cell as no spreadsheet takes it for a formula. What stands first counts, but for white space and quotes, which
/// some programs drop; and the full-width forms, which some fold.
fn harmless(cell: &str) -> Cow<'_, str> {
    let passed =
        |c: char| (c.is_whitespace() && !matches!(c, '\t' | '\r' | '\n')) || matches!(c, '"' | '\'' | '\u{feff}');
    let formula = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    if cell.trim_start_matches(passed).starts_with(formula) {
        return Cow::Owned(format!("'{cell}"));
    }
    Cow::Borrowed(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(cells: &[&str]) -> String {
        let mut out = String::new();
        line(&mut out, cells.iter().copied());
        out
    }

    #[test]
    fn quotes_as_the_standard_has_it() {
        for (cells, expected) in [
            (&["a", "b"][..], "a,b\r\n"),
            (&["a,b", "c\"d", "e\r\nf", "g\nh"], "\"a,b\",\"c\"\"d\",\"e\r\nf\",\"g\nh\"\r\n"),
            (&["", "", ""], ",,\r\n"),
            (&[""], "\"\"\r\n"),
            (&[" a ", "ünï"], " a ,ünï\r\n"),
        ] {
            assert_eq!(text(cells), expected);
        }
    }

    #[test]
    fn formulas_are_text() {
        for cell in
            ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u{a0}=1", "\"=1", "'=1", " \" '=1", "＝1"]
        {
            assert_eq!(harmless(cell), format!("'{cell}"), "{cell:?}");
        }
        for cell in ["", "a=1", "1-1", "https://a.example/?=", "(=1)", "–1"] {
            assert_eq!(harmless(cell), cell);
        }
        assert_eq!(line_of_tabs(&["https://a.example/", "=1"]), "https://a.example/\t'=1\n");
    }

    proptest! {
        #[test]
        fn any_cells_come_back(cells in proptest::collection::vec("(\\PC|[ \"',=+@\t\r\n-]){0,400}", 1..5)) {
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            let written = text(&cells);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(written.as_bytes());
            let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a record")).collect();
            prop_assert_eq!(records.len(), 1);
            let read: Vec<&str> = records[0].iter().collect();
            for (read, cell) in read.iter().zip(&cells) {
                let as_it_is = read.strip_prefix('\'').is_some_and(|rest| rest == *cell) || read == cell;
                prop_assert!(as_it_is, "{:?}", read);
                let first = read.trim_start().chars().next();
                prop_assert!(!first.is_some_and(|c| "=+-@".contains(c)), "{:?}", read);
            }
            prop_assert_eq!(read.len(), cells.len());
        }
    }
}
