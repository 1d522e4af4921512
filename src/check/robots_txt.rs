//! `robots.txt` (<https://www.rfc-editor.org/rfc/rfc9309>): what a site lets programs fetch.
//!
//! Own code, since of the crates that know the format those that are small stop with a panic at files that anybody can
//! publish, and the sound one brings all of `regex` (docs/decisions/0009-live-check.md).

use std::fmt::Write;

use serde::{Deserialize, Serialize};
use url::Url;

/// The name by which rules can be meant for us alone. Where there are none, those for everybody hold.
pub const AGENT: &str = "LinkLantern";

/// Most rules that are kept. Files of this length are made by programs, or to do harm.
const MOST_RULES: usize = 5_000;

/// The rules that hold for us on one site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Robots(Vec<Rule>);

/// A rule: whether it allows, and for which paths.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Rule(bool, String);

/// For whom the lines that follow are meant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum For {
    Others,
    Everybody,
    Us,
}

impl Robots {
    /// The rules of a file. What cannot be read as one is passed over.
    pub fn parse(text: &str) -> Self {
        let mut rules: [Vec<Rule>; 2] = Default::default();
        let mut group = For::Others;
        let (mut named, mut in_rules) = (false, true);
        for line in text.trim_start_matches('\u{feff}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            match key.as_str() {
                "user-agent" => {
                    // A name behind rules begins another group.
                    if in_rules {
                        (group, in_rules) = (For::Others, false);
                    }
                    group = group.max(meant(value));
                    named |= group == For::Us;
                }
                "allow" | "disallow" => {
                    in_rules = true;
                    let kept = match group {
                        For::Others => None,
                        For::Everybody => rules.first_mut(),
                        For::Us => rules.last_mut(),
                    };
                    if let Some(kept) = kept.filter(|kept| kept.len() < MOST_RULES && !value.is_empty()) {
                        kept.push(Rule(key == "allow", normal(value)));
                    }
                }
                // Others mean nothing to us, and end no group.
                _ => {}
            }
        }
        let [everybody, us] = rules;
        // A group for us holds alone, even if it forbids nothing.
        Self(if named { us } else { everybody })
    }

    /// Whether `url` may be fetched: the longest rule that matches decides, and of two of one length the kinder.
    pub fn allows(&self, url: &Url) -> bool {
        let query = url.query().map_or_else(String::new, |query| format!("?{query}"));
        let path = normal(&format!("{}{query}", url.path()));
        if path == "/robots.txt" {
            return true;
        }
        let matching = self.0.iter().filter(|Rule(_, pattern)| matches(&path, pattern));
        let longest = matching.max_by_key(|Rule(allows, pattern)| (pattern.len(), *allows));
        longest.is_none_or(|Rule(allows, _)| *allows)
    }
}

/// Whom a `user-agent` line means. What stands behind the name, such as a version, means nothing.
fn meant(value: &str) -> For {
    if value.starts_with('*') {
        return For::Everybody;
    }
    let name = value.split(|c: char| !(c.is_ascii_alphabetic() || c == '-' || c == '_')).next().unwrap_or_default();
    if name.eq_ignore_ascii_case(AGENT) { For::Us } else { For::Others }
}

/// Whether a path is one that a pattern means: `*` is any text, `$` at its end the end.
fn matches(path: &str, pattern: &str) -> bool {
    let (pattern, to_the_end) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return !to_the_end || rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if to_the_end && parts.peek().is_none() {
            return rest.ends_with(part);
        }
        // The first place is as good as any, since what follows may be anywhere behind it.
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    true
}

/// A path as it is compared: octets outside of ASCII encoded, those that need no encoding not, hex digits in capitals.
fn normal(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        let encoded = if byte == b'%' { hex(&bytes) } else { None };
        match encoded {
            Some(octet) => {
                let _ = bytes.nth(1);
                put(&mut out, octet, !(octet.is_ascii_alphanumeric() || b"-._~".contains(&octet)));
            }
            // A percent sign that encodes nothing is one that was not encoded.
            None => put(&mut out, byte, byte == b'%' || !byte.is_ascii()),
        }
    }
    out
}

fn put(out: &mut String, octet: u8, encoded: bool) {
    if encoded {
        // Writing to a string cannot fail.
        let _ = write!(out, "%{octet:02X}");
    } else {
        out.push(char::from(octet));
    }
}

/// The octet that the next two hex digits mean, if they are two.
fn hex(bytes: &std::str::Bytes<'_>) -> Option<u8> {
    let mut digits = bytes.clone().map(|digit| char::from(digit).to_digit(16));
    u8::try_from(digits.next()?? * 16 + digits.next()??).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn url(path: &str) -> Url {
        Url::parse(&format!("https://a.example{path}")).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The same by trying everything.
    fn slow(path: &[u8], pattern: &[u8]) -> bool {
        match pattern {
            [] => true,
            [b'$'] => path.is_empty(),
            [b'*', after @ ..] => (0..=path.len()).any(|at| slow(&path[at..], after)),
            [first, after @ ..] => path.first() == Some(first) && slow(&path[1..], after),
        }
    }

    proptest! {
        #[test]
        fn any_file_is_read_without_harm(text in "(\\PC|[\r\n:#*$%]|user-agent: ?|disallow: ?|linklantern){0,80}", path in "/\\PC{0,20}") {
            Robots::parse(&text).allows(&url(&path));
        }

        #[test]
        fn patterns_match_what_they_mean(path in "/[ab/]{0,8}", pattern in "[/*][ab*/]{0,6}\\$?") {
            prop_assert_eq!(matches(&path, &pattern), slow(path.as_bytes(), pattern.as_bytes()), "{} {}", path, pattern);
        }

        #[test]
        fn the_longest_rule_decides(rules in prop::collection::vec((any::<bool>(), "/[ab]{0,3}\\*?[ab]{0,2}"), 0..6), path in "/[ab]{0,5}") {
            let lines = rules.iter().map(|(allows, pattern)| format!("{}: {pattern}\n", if *allows { "Allow" } else { "Disallow" }));
            let robots = Robots::parse(&format!("User-agent: *\n{}", lines.collect::<String>()));
            let of = |allowing: bool| {
                let matching = rules.iter().filter(|(allows, pattern)| *allows == allowing && slow(path.as_bytes(), pattern.as_bytes()));
                matching.map(|(_, pattern)| pattern.len()).max()
            };
            prop_assert_eq!(robots.allows(&url(&path)), of(true) >= of(false), "{:?} {}", rules, path);
        }

        #[test]
        fn paths_compare_in_one_form(path in "(\\PC|%[0-9a-fA-F]{2}|%){0,20}") {
            let once = normal(&path);
            prop_assert!(once.is_ascii());
            prop_assert_eq!(normal(&once), once);
        }
    }

    #[test]
    fn rules_outlive_the_worker() {
        let robots = Robots::parse("user-agent: *\nallow: /a\ndisallow: /*?x$");
        let text = serde_json::to_string(&robots).unwrap_or_default();
        assert_eq!(text, r#"[[true,"/a"],[false,"/*?x$"]]"#);
        assert_eq!(serde_json::from_str::<Robots>(&text).ok(), Some(robots));
    }
}
