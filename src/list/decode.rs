//! From the bytes of a file to text: UTF-8, UTF-16, or what programs on Windows write. What is no text is told so.

use thiserror::Error;

use crate::phrase::{Failure, Retry};

/// Longest file that is read, in bytes: ten thousand lines of a crawler's export with every column it has.
pub const MOST_BYTES: u32 = 20 * 1024 * 1024;
/// Share of control characters by which something is no text: one in so many.
const ONE_IN: usize = 50;

/// Why a file cannot be read as text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Undecodable {
    /// Longer than is read; its size in bytes.
    #[error("{0} bytes are too many")]
    TooLarge(u64),
    /// No text: a spreadsheet's own format, a picture, a program.
    #[error("not a text")]
    Binary,
}

impl Undecodable {
    /// The failure that a person reads.
    pub fn failure(&self) -> Failure {
        match self {
            Self::TooLarge(bytes) => {
                let mut failure = Failure::new("list.too_large", Retry::AfterChange);
                let megabytes = |bytes: u64| u32::try_from(bytes.div_ceil(1024 * 1024)).unwrap_or(u32::MAX);
                failure.says = failure.says.count(megabytes(*bytes)).count(megabytes(MOST_BYTES.into()));
                failure
            }
            Self::Binary => Failure::new("list.binary", Retry::AfterChange),
        }
    }
}

/// Whether a file of that size is read at all.
pub fn judge_size(bytes: u64) -> Result<(), Undecodable> {
    if bytes > MOST_BYTES.into() { Err(Undecodable::TooLarge(bytes)) } else { Ok(()) }
}

/// The text of the bytes, without a byte order mark.
pub fn decode(bytes: &[u8]) -> Result<String, Undecodable> {
    judge_size(bytes.len() as u64)?;
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ if bytes.contains(&0) => match wide(bytes) {
            Some(unit) => utf16(bytes, unit),
            None => return Err(Undecodable::Binary),
        },
        _ => utf8(bytes),
    };
    let strange = text.chars().filter(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{c}')).count();
    if text.contains('\0') || strange > text.len() / ONE_IN {
        return Err(Undecodable::Binary);
    }
    Ok(text)
}

/// UTF-8, or else Windows-1252, in which everything means something.
fn utf8(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    }
}

type Unit = fn([u8; 2]) -> u16;

/// UTF-16 without a mark: text of the web is mostly ASCII, so that every other byte is mostly 0.
fn wide(bytes: &[u8]) -> Option<Unit> {
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).take(2_000).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), bytes.len().min(4_000) / 4);
    match (even, odd) {
        (0, odd) if odd > half => Some(u16::from_le_bytes),
        (even, 0) if even > half => Some(u16::from_be_bytes),
        _ => None,
    }
}

fn utf16(bytes: &[u8], unit: Unit) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| <[u8; 2]>::try_from(pair).ok()).map(unit);
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// What the code page has between its control characters (encoding.spec.whatwg.org/index-windows-1252.txt).
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_are_text_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(text) = decode(&bytes) {
                prop_assert!(!text.contains('\0'));
            }
        }

        #[test]
        fn whatever_wrote_it_the_text_is_the_same(text in "[a-zA-Zäöü€ /:.,;\t\n]{1,80}") {
            let mark = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
            let units = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
            prop_assert_eq!(decode(text.as_bytes()), Ok(text.clone()));
            prop_assert_eq!(decode(&mark(&[0xef, 0xbb, 0xbf], text.clone().into_bytes())), Ok(text.clone()));
            prop_assert_eq!(decode(&mark(&[0xff, 0xfe], units(u16::to_le_bytes))), Ok(text.clone()));
            prop_assert_eq!(decode(&mark(&[0xfe, 0xff], units(u16::to_be_bytes))), Ok(text.clone()));
        }
    }

    #[test]
    fn a_large_file_is_refused_by_its_size() {
        assert_eq!(judge_size(MOST_BYTES.into()), Ok(()));
        assert_eq!(judge_size(50 << 20), Err(Undecodable::TooLarge(50 << 20)));
        let failure = Undecodable::TooLarge((50 << 20) + 1).failure();
        assert_eq!(
            serde_json::to_value(failure.says.args).expect("JSON"),
            serde_json::json!([{"count": 51}, {"count": 20}])
        );
    }
}
