//! JSON: one object that says what it is, with the links as objects of the same columns.

use std::fmt::Write as _;

use serde::{Serialize, Serializer};

use super::row::{COLUMNS, Row};
use super::{Piece, VERSION};
use crate::address::{bounded, safe_text, without_personal};
use crate::day::second;
use crate::page::Page;

/// What it calls itself.
const SCHEMA: &str = "link-lantern/links";

/// Writes rows; in the first piece behind what the whole is, in the last before its end.
pub fn write<'a>(page: &Page, at: f64, rows: impl Iterator<Item = Row<'a>>, piece: Piece) -> String {
    let mut out = String::new();
    if piece.first {
        let address = bounded(without_personal(&page.url).as_str(), 8 * 1024);
        // A string can always be written down, so that nothing is lost here.
        let text = |text: &str| serde_json::to_string(text).unwrap_or_default();
        let (schema, address, title) = (text(SCHEMA), text(&address), text(&safe_text(&page.title, 1000)));
        let when = text(&second(at));
        // Writing to a string does not fail.
        let _ = write!(
            out,
            "{{\n\"schema\": {schema},\n\"version\": {VERSION},\n\"page\": {address},\n\"title\": {title},\n\"written\": {when},\n\"links\": ["
        );
    }
    let mut first = piece.first;
    for row in rows {
        out.push_str(if std::mem::take(&mut first) { "\n" } else { ",\n" });
        out.push_str(&serde_json::to_string(&row).unwrap_or_default());
    }
    if piece.last {
        out.push_str("\n]\n}\n");
    }
    out
}

/// Other things, one object a line, by the names of their columns.
pub fn lines<const N: usize>(columns: [&str; N], rows: &[[String; N]]) -> String {
    let text = |text: &str| serde_json::to_string(text).unwrap_or_default();
    let object = |row: &[String; N]| {
        let pairs = columns.iter().zip(row).map(|(name, value)| text(name) + ":" + &text(value));
        format!("{{{}}}\n", pairs.collect::<Vec<_>>().join(","))
    };
    rows.iter().map(object).collect()
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(COLUMNS.into_iter().zip(self.cells()))
    }
}
