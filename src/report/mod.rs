//! A page's links for other programs: CSV, JSON, Markdown, plain text. A finding as a card to hand over.
//! Pure: links or cards in, text out.
//!
//! Texts are made window by window, so that a page of 100,000 links needs neither one huge message nor a long pause;
//! the pieces put one after the other are the whole.

mod card;
mod csv;
mod html;
mod json;
mod markdown;
mod proof;
mod row;

use serde::{Deserialize, Serialize};

pub use card::{Card, CardLight, CardLine, CardPart, ProofFormat};
pub use csv::table;
pub use json::lines as json_lines;
pub use markdown::table as markdown_table;
pub use proof::{Tongue, is_picture, plain_name, proof_file, proof_name, write_proof};
pub use row::COLUMNS;
use row::Row;

use crate::page::Page;

/// Version of the columns and of what stands in them; raised when a program that reads them could be misled.
pub const VERSION: u32 = 1;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Comma-separated values (RFC 4180).
    Csv,
    /// The same with the mark by which Excel knows UTF-8.
    CsvExcel,
    /// JSON.
    Json,
    /// A table in Markdown.
    Markdown,
    /// Addresses only, one a line.
    Addresses,
    /// Addresses and texts, separated by a tab, as spreadsheets paste it.
    Texts,
}

/// Which piece of a whole is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// True for the first, which has the heading.
    pub first: bool,
    /// True for the last.
    pub last: bool,
}

/// Writes the links of those numbers. `at` is when, in milliseconds since 1970.
pub fn write(format: Format, page: &Page, at: f64, ids: impl Iterator<Item = u32>, piece: Piece) -> String {
    let rows = ids.filter_map(|id| Row::new(page, id));
    match format {
        Format::Csv => csv::write(rows, piece, ""),
        Format::CsvExcel => csv::write(rows, piece, "\u{feff}"),
        Format::Json => json::write(page, at, rows, piece),
        Format::Markdown => markdown::write(page, at, rows, piece),
        Format::Addresses => rows.map(|row| row.address().to_owned() + "\n").collect(),
        Format::Texts => rows.map(|row| csv::line_of_tabs(&[row.address(), row.text()])).collect(),
    }
}

/// A name for the file: whose links, and when.
pub fn file_name(format: Format, page: &Page, at: f64) -> String {
    let ending = match format {
        Format::Csv | Format::CsvExcel => "csv",
        Format::Json => "json",
        Format::Markdown => "md",
        Format::Addresses | Format::Texts => "txt",
    };
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' || c == '-' { c } else { '-' };
    let host: String = page.url.host_str().unwrap_or("page").chars().map(plain).take(100).collect();
    format!("links-{}-{}.{ending}", host.trim_matches(['-', '.']), crate::day::day(at))
}

/// The media type of the file.
pub fn media_type(format: Format) -> &'static str {
    match format {
        Format::Csv | Format::CsvExcel => "text/csv;charset=utf-8",
        Format::Json => "application/json",
        Format::Markdown => "text/markdown;charset=utf-8",
        Format::Addresses | Format::Texts => "text/plain;charset=utf-8",
    }
}
