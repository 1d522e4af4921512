//! The script of a letter, as far as it matters which scripts a host mixes.

/// A script that host names are written in, as far as it matters with which others it may be mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Latin.
    Latin,
    /// Greek.
    Greek,
    /// Cyrillic.
    Cyrillic,
    /// Armenian.
    Armenian,
    /// Hebrew.
    Hebrew,
    /// Arabic.
    Arabic,
    /// The characters of Chinese, which Japanese and Korean use too.
    Han,
    /// One of the two syllabaries of Japanese.
    Hiragana,
    /// The other one.
    Katakana,
    /// Taiwan's phonetic signs.
    Bopomofo,
    /// Korean.
    Hangul,
    /// Any other.
    Other,
}

/// First and last character of the ranges in which a script has the letters that hosts may have; none for signs that
/// go with any. A whole table of scripts would be forty times as large; a test holds this one against it.
const RANGES: &[(char, char, Option<Script>)] = &[
    ('\u{61}', '\u{7a}', Some(Script::Latin)),
    ('\u{df}', '\u{2af}', Some(Script::Latin)),
    ('\u{2b9}', '\u{2ee}', None),
    ('\u{371}', '\u{3e1}', Some(Script::Greek)),
    ('\u{3f0}', '\u{3fc}', Some(Script::Greek)),
    ('\u{430}', '\u{52f}', Some(Script::Cyrillic)),
    ('\u{559}', '\u{588}', Some(Script::Armenian)),
    ('\u{5d0}', '\u{5f2}', Some(Script::Hebrew)),
    ('\u{620}', '\u{63f}', Some(Script::Arabic)),
    ('\u{640}', '\u{640}', None),
    ('\u{641}', '\u{6ff}', Some(Script::Arabic)),
    ('\u{750}', '\u{77f}', Some(Script::Arabic)),
    ('\u{870}', '\u{8c9}', Some(Script::Arabic)),
    ('\u{1100}', '\u{11ff}', Some(Script::Hangul)),
    ('\u{1c8a}', '\u{1c8a}', Some(Script::Cyrillic)),
    ('\u{1ce9}', '\u{1cfa}', None),
    ('\u{1d00}', '\u{1d25}', Some(Script::Latin)),
    ('\u{1d26}', '\u{1d2a}', Some(Script::Greek)),
    ('\u{1d2b}', '\u{1d2b}', Some(Script::Cyrillic)),
    ('\u{1d2f}', '\u{1d9a}', Some(Script::Latin)),
    ('\u{1e01}', '\u{1eff}', Some(Script::Latin)),
    ('\u{1f00}', '\u{1ff6}', Some(Script::Greek)),
    ('\u{214e}', '\u{2188}', Some(Script::Latin)),
    ('\u{2c61}', '\u{2c7b}', Some(Script::Latin)),
    ('\u{2e2f}', '\u{2e2f}', None),
    ('\u{3005}', '\u{3005}', Some(Script::Han)),
    ('\u{3006}', '\u{3006}', None),
    ('\u{3007}', '\u{3029}', Some(Script::Han)),
    ('\u{3031}', '\u{3035}', None),
    ('\u{303b}', '\u{303b}', Some(Script::Han)),
    ('\u{303c}', '\u{303c}', None),
    ('\u{3041}', '\u{309e}', Some(Script::Hiragana)),
    ('\u{30a1}', '\u{30fa}', Some(Script::Katakana)),
    ('\u{30fc}', '\u{30fc}', None),
    ('\u{30fd}', '\u{30fe}', Some(Script::Katakana)),
    ('\u{3105}', '\u{312f}', Some(Script::Bopomofo)),
    ('\u{31a0}', '\u{31bf}', Some(Script::Bopomofo)),
    ('\u{31f0}', '\u{31ff}', Some(Script::Katakana)),
    ('\u{3400}', '\u{4dbf}', Some(Script::Han)),
    ('\u{4e00}', '\u{9fff}', Some(Script::Han)),
    ('\u{a641}', '\u{a69b}', Some(Script::Cyrillic)),
    ('\u{a717}', '\u{a71f}', None),
    ('\u{a723}', '\u{a787}', Some(Script::Latin)),
    ('\u{a788}', '\u{a788}', None),
    ('\u{a78c}', '\u{a7ff}', Some(Script::Latin)),
    ('\u{a960}', '\u{a97c}', Some(Script::Hangul)),
    ('\u{a9cf}', '\u{a9cf}', None),
    ('\u{ab30}', '\u{ab64}', Some(Script::Latin)),
    ('\u{ab65}', '\u{ab65}', Some(Script::Greek)),
    ('\u{ab66}', '\u{ab68}', Some(Script::Latin)),
    ('\u{ac00}', '\u{d7fb}', Some(Script::Hangul)),
    ('\u{fa0e}', '\u{fa29}', Some(Script::Han)),
    ('\u{fe73}', '\u{fe73}', Some(Script::Arabic)),
    ('\u{10140}', '\u{10174}', Some(Script::Greek)),
    ('\u{10780}', '\u{10780}', Some(Script::Latin)),
    ('\u{10ec2}', '\u{10ec7}', Some(Script::Arabic)),
    ('\u{16fe3}', '\u{16ff6}', Some(Script::Han)),
    ('\u{1aff0}', '\u{1b000}', Some(Script::Katakana)),
    ('\u{1b001}', '\u{1b11f}', Some(Script::Hiragana)),
    ('\u{1b120}', '\u{1b122}', Some(Script::Katakana)),
    ('\u{1b132}', '\u{1b152}', Some(Script::Hiragana)),
    ('\u{1b155}', '\u{1b167}', Some(Script::Katakana)),
    ('\u{1df00}', '\u{1df2a}', Some(Script::Latin)),
    ('\u{1f150}', '\u{1f189}', None),
    ('\u{20000}', '\u{2ee5d}', Some(Script::Han)),
    ('\u{30000}', '\u{33479}', Some(Script::Han)),
];

/// The script of a letter; none of what goes with any.
pub fn script(c: char) -> Option<Script> {
    if !c.is_alphabetic() {
        return None;
    }
    let at = RANGES.partition_point(|(_, last, _)| *last < c);
    match RANGES.get(at) {
        Some((first, _, script)) if *first <= c => *script,
        _ => Some(Script::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_properties::CodePointMapData;
    use icu_properties::props::Script as Unicode;

    /// Every character that a host can have is of the script that Unicode gives it.
    #[test]
    fn ranges_are_those_of_unicode() {
        assert!(RANGES.is_sorted_by(|one, next| one.1 < next.0), "in order");
        let map = CodePointMapData::<Unicode>::new();
        let in_hosts = |c: &char| {
            // Between letters of its own kind, for some are only valid there.
            let host = c.to_string();
            let valid = idna::domain_to_ascii(&host).ok().map(|ascii| idna::domain_to_unicode(&ascii).0 == host);
            valid == Some(true)
        };
        let mut wrong: Vec<(char, char, Option<Script>)> = Vec::new();
        for c in ('a'..='\u{10ffff}').filter(|c| c.is_alphabetic()).filter(in_hosts) {
            let unicode = match map.get(c) {
                Unicode::Common | Unicode::Inherited => None,
                Unicode::Latin => Some(Script::Latin),
                Unicode::Greek => Some(Script::Greek),
                Unicode::Cyrillic => Some(Script::Cyrillic),
                Unicode::Armenian => Some(Script::Armenian),
                Unicode::Hebrew => Some(Script::Hebrew),
                Unicode::Arabic => Some(Script::Arabic),
                Unicode::Han => Some(Script::Han),
                Unicode::Hiragana => Some(Script::Hiragana),
                Unicode::Katakana => Some(Script::Katakana),
                Unicode::Bopomofo => Some(Script::Bopomofo),
                Unicode::Hangul => Some(Script::Hangul),
                _ => Some(Script::Other),
            };
            if script(c) == unicode {
                continue;
            }
            match wrong.last_mut() {
                Some((_, last, same)) if *same == unicode && u32::from(c) - u32::from(*last) < 0x40 => *last = c,
                _ => wrong.push((c, c, unicode)),
            }
        }
        assert!(wrong.is_empty(), "{} ranges: {wrong:x?}", wrong.len());
    }
}
