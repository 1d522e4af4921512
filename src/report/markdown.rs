//! A table in Markdown (<https://github.github.com/gfm/#tables-extension->). Nothing that a page says can end its cell,
//! begin markup, or become something to click but the address itself.

use super::Piece;
use super::row::{COLUMNS, Row};
use crate::address::{bounded, safe_text, without_personal};
use crate::day::second;
use crate::page::Page;

/// Writes rows, in the first piece behind a heading.
pub fn write<'a>(page: &Page, at: f64, rows: impl Iterator<Item = Row<'a>>, piece: Piece) -> String {
    let mut out = String::new();
    if piece.first {
        out.extend(["# ", &escape(&safe_text(&page.title, 300)), "\n\n"]);
        let address = bounded(without_personal(&page.url).as_str(), 8 * 1024);
        out.extend([&cell(&address), ", ", &second(at), "\n\n"]);
        out.push_str(&line(COLUMNS.into_iter().map(escape)));
        out.push_str(&line(COLUMNS.into_iter().map(|_| "---".to_owned())));
    }
    for row in rows {
        out.push_str(&line(row.cells().map(cell)));
    }
    out
}

/// A table of other things, with its first piece's names of columns.
pub fn table<const N: usize>(columns: Option<[&str; N]>, rows: &[[String; N]]) -> String {
    let mut out = String::new();
    if let Some(columns) = columns {
        out.push_str(&line(columns.into_iter().map(escape)));
        out.push_str(&line(columns.into_iter().map(|_| "---".to_owned())));
    }
    for row in rows {
        out.push_str(&line(row.iter().map(|text| cell(text))));
    }
    out
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

/// An address of the web as one to click, anything else as text.
pub(super) fn cell(text: &str) -> String {
    let web = ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme));
    // An unusable href may begin so and yet be no address.
    if !web || text.contains(|c: char| !c.is_ascii_graphic() || matches!(c, '<' | '>')) {
        return escape(text);
    }
    // Backslashes mean nothing inside, so what could end cell or address is written as addresses write it.
    format!("<{}>", text.replace('|', "%7C").replace('\\', "%5C").replace('`', "%60"))
}

/// Text without meaning to Markdown.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '(' | ')' | '#' | '|' | '~' | '&' | '!'
            | '$' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_stays_text() {
        for (text, expected) in [
            ("a|b", r"a\|b"),
            (r"a\|b", r"a\\\|b"),
            ("[x](javascript:y)", r"\[x\]\(javascript:y\)"),
            ("`a` <b> &amp;", r"\`a\` \<b\> \&amp;"),
            ("a\nb", "a b"),
        ] {
            assert_eq!(cell(text), expected);
        }
        assert_eq!(cell("https://a.example/x|y`z?a\\b"), "<https://a.example/x%7Cy%60z?a%5Cb>");
        assert_eq!(cell("https://a b"), "https://a b");
        assert_eq!(cell("http://[bad|"), "<http://[bad%7C>");
    }

    proptest! {
        /// Pipes that are not escaped are those between the cells, so no text moves another one to another column.
        #[test]
        fn no_text_ends_its_cell(text in "(\\PC|[|\\\\`\r\n]){0,60}|https://[|\\\\`a-z]{0,9}") {
            let line = line([text.as_str(), "next"].into_iter().map(cell));
            let mut bare = 0;
            let mut chars = line.chars();
            while let Some(c) = chars.next() {
                match c {
                    '\\' => drop(chars.next()),
                    '|' => bare += 1,
                    _ => {}
                }
            }
            prop_assert_eq!(bare, 3, "{}", line);
            prop_assert_eq!(line.lines().count(), 1);
        }
    }
}
