//! The table of wrappers, `wrappers.txt`: addresses that carry another one, or hide it. Data, so that a new wrapper is
//! a line and no code.
//!
//! A line is `host pattern kind`, separated by blanks, sorted by host; the first line of a host that gives an answer
//! counts. A host stands for its subdomains too, the longest one that fits counts, and a host that is in the table is
//! known in whole: the lines of `*`, for sites' own `/go/` and `?url=`, are for all others. `google.*` is any country's.
//!
//! In a pattern `*` is any text and `@` any text that is taken. A pattern with `?` or `@` is held against path and
//! query, another against the path alone, up to an address inside it. Kinds are those of [`Kind`].
//!
//! Sources: the rules of `ClearURLs` (bound to host and path here), <https://developers.google.com/amp/cache/overview>,
//! Proofpoint's public decoder, and the help pages of the affiliate networks named.

use std::sync::LazyLock;

static TABLE: &str = include_str!("wrappers.txt");
static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| TABLE.lines().filter_map(Rule::parse).collect());

/// Where the target is, or why it cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `query:a,b`: the first value of a parameter of these names that is an address.
    Query(&'static str),
    /// `bare:a,b`: the same, and the value may lack its scheme.
    Bare(&'static str),
    /// `capture`: what the pattern took, percent-encoded or not.
    Capture,
    /// `http`: the same, begun by the `http` right before it.
    Http,
    /// `page`: what the pattern took, which may lack its scheme, as archives allow.
    Page,
    /// `amp`: `s/host/path`, or without `s` for `http`.
    Amp,
    /// `ampcache`: the same, if the cache's own host says so too.
    AmpCache,
    /// `embedded`: the address that begins at a slash of the path.
    Embedded,
    /// `proofpoint2`: the parameter `u`, in which `-` stands for `%` and `_` for `/`.
    Proofpoint2,
    /// `proofpoint3`: what the pattern took, up to `__;`, with the characters left out of it encoded behind that.
    Proofpoint3,
    /// `bing`: the parameter `u`, `a1` and then base64.
    Bing,
    /// `short`: known to a server only, who tells whoever asks.
    Short,
    /// `lost`: known to a server only, who does not redirect everybody.
    Lost,
    /// `share`: offers a page, mostly the one it stands on, to somebody else; no link to it.
    Share,
    /// `none`: leads where it says.
    None,
}

/// A line of the table.
#[derive(Debug)]
pub(super) struct Rule {
    host: &'static str,
    pub pattern: &'static str,
    pub kind: Kind,
}

impl Rule {
    fn parse(line: &'static str) -> Option<Self> {
        let mut fields = line.split(' ');
        let (host, pattern, kind) = (fields.next()?, fields.next()?, fields.next()?);
        let (kind, names) = kind.split_once(':').unwrap_or((kind, ""));
        let kind = match kind {
            "query" => Kind::Query(names),
            "bare" => Kind::Bare(names),
            "capture" => Kind::Capture,
            "http" => Kind::Http,
            "page" => Kind::Page,
            "amp" => Kind::Amp,
            "ampcache" => Kind::AmpCache,
            "embedded" => Kind::Embedded,
            "proofpoint2" => Kind::Proofpoint2,
            "proofpoint3" => Kind::Proofpoint3,
            "bing" => Kind::Bing,
            "short" => Kind::Short,
            "lost" => Kind::Lost,
            "share" => Kind::Share,
            "none" => Kind::None,
            _ => return None,
        };
        Some(Self { host, pattern, kind })
    }
}

/// The lines for sites that are not in the table.
pub(super) fn of_any_site() -> &'static [Rule] {
    named("*", "")
}

/// The lines of `host`; empty if it is not in the table.
pub(super) fn of_host(host: &str) -> &'static [Rule] {
    let mut rest = host;
    while let Some((label, shorter)) = rest.split_once('.') {
        let mut rules = named(rest, "");
        if rules.is_empty() && is_country(shorter) {
            rules = named(label, ".*");
        }
        if !rules.is_empty() {
            return rules;
        }
        rest = shorter;
    }
    &[]
}

/// The lines whose host is `host` and `end`. Nothing sorts between the two, as a test sees to.
fn named(host: &str, end: &str) -> &'static [Rule] {
    let from = RULES.partition_point(|rule| rule.host < host);
    let rules = RULES.get(from..).unwrap_or_default();
    let count = rules.iter().take_while(|rule| rule.host.strip_prefix(host) == Some(end)).count();
    rules.get(..count).unwrap_or_default()
}

/// True for `com`, `de`, `co.uk`, `com.au` and their like: where one company has its name in every country. Not for
/// all public suffixes, as `google.github.io` is anybody's.
fn is_country(tail: &str) -> bool {
    let code = tail.strip_prefix("com.").or_else(|| tail.strip_prefix("co.")).unwrap_or(tail);
    tail == "com" || code.len() == 2
}

/// Whether `text` is of the form of `pattern`, and what its `@` took; the empty end of the text if it has none.
pub(super) fn fit<'a>(pattern: &str, text: &'a str) -> Option<&'a str> {
    let wild = |c| matches!(c, '*' | '@');
    let mut pieces = pattern.split_inclusive(wild).peekable();
    let mut rest = text;
    let mut taken = None;
    // What stands before the piece: nothing, a star, or an at.
    let mut before = None;
    while let Some(piece) = pieces.next() {
        let literal = piece.trim_end_matches(wild);
        let at = match before {
            None => rest.starts_with(literal).then_some(0)?,
            Some(_) if pieces.peek().is_none() && literal.len() == piece.len() => {
                rest.ends_with(literal).then(|| rest.len() - literal.len())?
            }
            Some(_) => rest.find(literal)?,
        };
        if before == Some('@') {
            taken = rest.get(..at);
        }
        rest = rest.get(at + literal.len()..)?;
        before = piece.get(literal.len()..).and_then(|wild| wild.chars().next());
    }
    match before {
        Some('@') => Some(rest),
        Some(_) => Some(taken.unwrap_or_default()),
        None if pattern.contains(wild) || rest.is_empty() => Some(taken.unwrap_or_default()),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_understood() {
        assert_eq!(RULES.len(), TABLE.lines().count());
        assert!(RULES.is_sorted_by_key(|rule| rule.host));
        let known = |rule: &Rule| rule.host == "*" || rule.pattern.starts_with('/') || rule.pattern.starts_with('*');
        assert!(RULES.iter().all(known), "every rule is bound to a path");
        for rule in RULES.iter().filter(|rule| rule.pattern == "*" && rule.host != "*") {
            // A whole host may be passed over or be nothing but share buttons; it never carries by any of its pages.
            let whole = matches!(rule.kind, Kind::None | Kind::Share | Kind::Query("adurl"));
            assert!(whole, "{rule:?}");
        }
    }

    #[test]
    fn patterns_fit_whole_texts() {
        assert_eq!(fit("/url?*", "/url?q=x"), Some(""));
        assert_eq!(fit("/url?*", "/url"), None);
        assert_eq!(fit("/web/2*/@", "/web/2020id_/https://a/b"), Some("https://a/b"));
        assert_eq!(fit("/*/RU=@/R*", "/_y/RU=x/RK=2/RS=z"), Some("x"));
        assert_eq!(fit("*/share*", "/a/sharer"), Some(""));
        assert_eq!(fit("/click?*url(@)*", "/click?p(1)url(http://a/)g"), Some("http://a/"));
        assert_eq!(fit("/x", "/xy"), None);
        assert_eq!(fit("/x*y", "/xaya"), None);
        assert_eq!(fit("*", ""), Some(""));
    }

    #[test]
    fn hosts_are_found_at_dots() {
        for (host, known) in [
            ("google.com", true),
            ("www.google.co.uk", true),
            ("images.google.de", true),
            ("notgoogle.com", false),
            ("google.github.io", false),
            ("google.com.evil.example", false),
            ("eur01.safelinks.protection.outlook.com", true),
            ("outlook.com", false),
            ("com", false),
            ("", false),
        ] {
            assert_eq!(!of_host(host).is_empty(), known, "{host}");
        }
        for rule in RULES.iter().filter(|rule| rule.host != "*") {
            assert!(
                of_host(&rule.host.replace(".*", ".co.jp")).iter().any(|found| std::ptr::eq(found, rule)),
                "{rule:?}"
            );
        }
    }
}
