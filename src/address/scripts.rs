//! Which scripts the letters of a host's labels are of, and whether a label passes for one in Latin letters.
//!
//! The rule for mixing is "highly restrictive" of <https://www.unicode.org/reports/tr39/#Restriction_Level_Detection>:
//! one script, or Latin with those that Chinese, Japanese and Korean are written in.

use super::letters::{Script, script};

/// Scripts that are written together, and together with Latin.
const TOGETHER: [&[Script]; 3] = [
    &[Script::Latin, Script::Han, Script::Hiragana, Script::Katakana],
    &[Script::Latin, Script::Han, Script::Bopomofo],
    &[Script::Latin, Script::Han, Script::Hangul],
];

/// Letters that many typefaces draw like a Latin one, and that one. Single pairs of
/// <https://www.unicode.org/Public/security/latest/confusables.txt>; those that only resemble one are left out, so that
/// words of other languages are not suspected.
const LOOK_ALIKES: [(char, char); 46] = [
    // Latin, of phonetic alphabets
    ('ɑ', 'a'),
    ('ɡ', 'g'),
    // Greek
    ('α', 'a'),
    ('γ', 'y'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('ν', 'v'),
    ('ο', 'o'),
    ('ρ', 'p'),
    ('σ', 'o'),
    ('υ', 'u'),
    ('ω', 'w'),
    ('ϲ', 'c'),
    ('ϳ', 'j'),
    // Cyrillic
    ('а', 'a'),
    ('г', 'r'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('ь', 'b'),
    ('ѕ', 's'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѡ', 'w'),
    ('ѵ', 'v'),
    ('ү', 'y'),
    ('һ', 'h'),
    ('ҽ', 'e'),
    ('ӏ', 'l'),
    ('ԁ', 'd'),
    ('ԍ', 'g'),
    ('ԛ', 'q'),
    ('ԝ', 'w'),
    // Armenian
    ('զ', 'q'),
    ('հ', 'h'),
    ('յ', 'j'),
    ('ո', 'n'),
    ('ռ', 'n'),
    ('ս', 'u'),
    ('ց', 'g'),
    ('ք', 'p'),
    ('օ', 'o'),
    ('ւ', 'i'),
];

/// The scripts of a label's letters, each once, in their order. Digits, hyphens and marks have none of their own.
pub fn scripts(label: &str) -> Vec<Script> {
    let mut found = Vec::new();
    for script in label.chars().filter_map(script) {
        if !found.contains(&script) {
            found.push(script);
        }
    }
    found
}

/// True if no language is written in these scripts together.
pub fn are_mixed(scripts: &[Script]) -> bool {
    scripts.len() > 1 && !TOGETHER.iter().any(|set| scripts.iter().all(|script| set.contains(script)))
}

/// The ASCII label that this one passes for; none if any of its letters shows that it is another.
pub fn passes_for(label: &str) -> Option<String> {
    if label.is_ascii() {
        return None;
    }
    let as_latin = |c: char| match c {
        c if c.is_ascii() => Some(c),
        c => LOOK_ALIKES.iter().find(|(like, _)| *like == c).map(|(_, latin)| *latin),
    };
    label.chars().map(as_latin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_are_letters_of_other_scripts_or_rare() {
        for (like, latin) in LOOK_ALIKES {
            assert!(!like.is_ascii() && latin.is_ascii_lowercase(), "{like}");
            let known = [Script::Latin, Script::Greek, Script::Cyrillic, Script::Armenian];
            assert!(script(like).is_some_and(|script| known.contains(&script)), "{like}");
        }
    }
}
