//! Reads the text of the Public Suffix List: one rule a line, comments behind `//`, two sections.
//!
//! The text format: <https://github.com/publicsuffix/list/wiki/Format>. Knows nothing of the table
//! that is made of the rules; `table` does.

use serde::Serialize;
use thiserror::Error;

/// Where the list comes from, and by which licence: shown to users beside its date.
const SOURCE: &str = "https://publicsuffix.org/list/public_suffix_list.dat (MPL-2.0)";

/// What a rule says of the name it stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `co.uk`: the name is a suffix.
    Normal,
    /// `*.kawasaki.jp`: every direct child of the name is a suffix.
    Wildcard,
    /// `!city.kawasaki.jp`: the name is none, though a wildcard says so.
    Exception,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The name in punycode and lower case, without `*.` and `!`.
    pub name: String,
    /// What the line says of that name.
    pub kind: Kind,
    /// From the section of private domains (`github.io`), not of registries.
    pub private: bool,
}

/// The list as read.
#[derive(Debug)]
pub struct List {
    /// The rules in the order of the text.
    pub rules: Vec<Rule>,
    version: String,
}

/// What is written beside the table.
#[derive(Debug, Serialize)]
pub struct Meta<'a> {
    date: &'a str,
    rules: usize,
    source: &'static str,
}

/// Why a text is not the list.
#[derive(Debug, Error)]
pub enum ListError {
    /// The header that tells the date is not there.
    #[error("no \"// VERSION: \" line: is this the Public Suffix List?")]
    NoVersion,
    /// A line that no host could ever match, or of a form the table cannot hold.
    #[error("line {line}: \"{text}\" is no rule")]
    BadRule {
        /// Counted from one.
        line: usize,
        /// The line as it stands.
        text: String,
    },
    /// A rule outside both sections: it would be guesswork which kind it is.
    #[error("line {line}: a rule outside the ICANN and private sections")]
    NoSection {
        /// Counted from one.
        line: usize,
    },
}

impl List {
    /// Reads the whole text. One bad line fails it all: a list with holes is worse than an old one.
    pub fn parse(text: &str) -> Result<Self, ListError> {
        let mut rules = Vec::new();
        let mut version = None;
        let mut private = None;
        for (index, line) in text.lines().enumerate() {
            let number = index + 1;
            if let Some(comment) = line.trim_start().strip_prefix("//") {
                match comment.trim() {
                    "===BEGIN ICANN DOMAINS===" => private = Some(false),
                    "===BEGIN PRIVATE DOMAINS===" => private = Some(true),
                    other if other.starts_with("===END ") => private = None,
                    other => {
                        if let Some(value) = other.strip_prefix("VERSION:") {
                            version.get_or_insert_with(|| value.trim().to_owned());
                        }
                    }
                }
                continue;
            }
            // The format reads a line only up to its first white space.
            let Some(text) = line.split_whitespace().next() else {
                continue;
            };
            let private = private.ok_or(ListError::NoSection { line: number })?;
            let rule =
                parse_rule(text, private).ok_or_else(|| ListError::BadRule { line: number, text: text.to_owned() })?;
            rules.push(rule);
        }
        let version = version.ok_or(ListError::NoVersion)?;
        Ok(Self { rules, version })
    }

    /// The date is the day of `VERSION: 2026-10-22_08-36-41_UTC`.
    pub fn meta(&self) -> Meta<'_> {
        let date = self.version.split('_').next().unwrap_or(&self.version);
        Meta { date, rules: self.rules.len(), source: SOURCE }
    }
}

fn parse_rule(text: &str, private: bool) -> Option<Rule> {
    let (kind, name) = if let Some(name) = text.strip_prefix('!') {
        (Kind::Exception, name)
    } else if let Some(name) = text.strip_prefix("*.") {
        (Kind::Wildcard, name)
    } else {
        (Kind::Normal, text)
    };
    // The same conversion that crate `url` makes of hosts, so that both sides compare equal.
    let name = idna::domain_to_ascii_cow(name.as_bytes(), idna::AsciiDenyList::URL).ok()?;
    let whole = name.split('.').all(|label| !label.is_empty());
    // The format knows a wildcard only in front; deeper ones would need another table.
    (whole && !name.contains('*')).then(|| Rule { name: name.into_owned(), kind, private })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "// VERSION: 2026-10-22_08-36-41_UTC\n// ===BEGIN ICANN DOMAINS===\n";

    fn rules(body: &str) -> Result<Vec<Rule>, ListError> {
        List::parse(&format!("{HEAD}{body}")).map(|list| list.rules)
    }

    fn rule(name: &str, kind: Kind, private: bool) -> Rule {
        Rule { name: name.to_owned(), kind, private }
    }

    #[test]
    fn reads_the_three_kinds() {
        assert_eq!(
            rules("jp\n*.kawasaki.jp\n!city.kawasaki.jp\n").unwrap(),
            [
                rule("jp", Kind::Normal, false),
                rule("kawasaki.jp", Kind::Wildcard, false),
                rule("city.kawasaki.jp", Kind::Exception, false),
            ]
        );
    }

    #[test]
    fn passes_over_comments_blank_lines_and_text_behind_a_rule() {
        assert_eq!(rules("// a note\n\n  \ncom  // of old\n").unwrap(), [rule("com", Kind::Normal, false)]);
    }

    #[test]
    fn writes_international_names_in_punycode_and_lower_case() {
        assert_eq!(
            rules("公司.cn\nÅLESUND.no\n").unwrap(),
            [rule("xn--55qx5d.cn", Kind::Normal, false), rule("xn--lesund-hua.no", Kind::Normal, false),]
        );
    }

    #[test]
    fn tells_the_private_section_by_its_marks() {
        let body = "io\n// ===END ICANN DOMAINS===\n// ===BEGIN PRIVATE DOMAINS===\ngithub.io\n";
        assert_eq!(rules(body).unwrap(), [rule("io", Kind::Normal, false), rule("github.io", Kind::Normal, true),]);
    }

    #[test]
    fn refuses_what_it_cannot_hold() {
        for bad in ["a.*.b", "a..b", ".com", "*", "a b.c*\na%b"] {
            assert!(matches!(rules(bad), Err(ListError::BadRule { .. })), "{bad:?}");
        }
    }

    #[test]
    fn refuses_rules_outside_the_sections_and_lists_without_date() {
        let stray = List::parse("// VERSION: x\ncom\n");
        assert!(matches!(stray, Err(ListError::NoSection { line: 2 })));
        let undated = List::parse("// ===BEGIN ICANN DOMAINS===\ncom\n");
        assert!(matches!(undated, Err(ListError::NoVersion)));
    }

    #[test]
    fn meta_gives_the_day_and_the_count() {
        let list = List::parse(&format!("{HEAD}com\nnet\n")).unwrap();
        assert_eq!(
            serde_json::to_value(list.meta()).unwrap(),
            serde_json::json!({ "date": "2026-10-22", "rules": 2, "source": SOURCE })
        );
    }
}
