//! Addresses that need no parser: nearly all of a page's are plain, and to see that is a fraction of the work. What is not
//! surely plain goes the long way. A plain address is kept as its text, which is what the parser would have made of it, and
//! parsed when somebody needs its parts.

use std::cell::OnceCell;

use url::{ParseError, Position, Url};

/// An address of the web, parsed when its parts are needed.
#[derive(Debug, Clone)]
pub struct Lazy {
    /// Empty where it was parsed from the beginning.
    text: Box<str>,
    url: OnceCell<Box<Url>>,
}

impl Lazy {
    /// The address as text, as the parser writes it.
    pub fn as_str(&self) -> &str {
        self.url.get().map_or(&self.text, |url| url.as_str())
    }

    /// The address with its parts; there always are, as the tests show.
    pub fn url(&self) -> Option<&Url> {
        if self.url.get().is_none() {
            // Nobody else sets it in between.
            let _ = self.url.set(Box::new(Url::parse(&self.text).ok()?));
        }
        self.url.get().map(Box::as_ref)
    }
}

impl From<Url> for Lazy {
    fn from(url: Url) -> Self {
        Self { text: Box::default(), url: OnceCell::from(Box::new(url)) }
    }
}

/// A plain address.
#[derive(Debug)]
pub struct Plain {
    /// As the parser would write it.
    text: String,
    /// Where its host begins and ends; none for the host of the base.
    host: Option<(usize, usize)>,
}

impl Plain {
    /// Its host; none if it is that of the base.
    pub fn host(&self) -> Option<&str> {
        self.host.and_then(|(from, to)| self.text.get(from..to))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl From<Plain> for Lazy {
    fn from(plain: Plain) -> Self {
        Self { text: plain.text.into(), url: OnceCell::new() }
    }
}

/// What the hrefs of a document are resolved against.
#[derive(Debug, Default)]
pub struct Base {
    url: Option<Url>,
    /// Its beginnings that relative addresses go on from; none if it is no address of the web.
    starts: Option<Starts>,
}

#[derive(Debug)]
struct Starts {
    /// `https:`
    scheme: Box<str>,
    /// Up to the path.
    origin: Box<str>,
    /// Up to the last slash of the path.
    folder: Box<str>,
    /// Up to the query.
    path: Box<str>,
    /// Up to the fragment.
    query: Box<str>,
}

impl Base {
    /// The base, if the document has one that can be parsed.
    pub fn new(text: &str) -> Self {
        let Ok(url) = Url::parse(text) else { return Self::default() };
        let starts = matches!(url.scheme(), "http" | "https").then(|| Starts {
            scheme: format!("{}:", url.scheme()).into(),
            origin: url[..Position::BeforePath].into(),
            folder: url[..Position::AfterPath]
                .rsplit_once('/')
                .map(|(folder, _)| format!("{folder}/"))
                .unwrap_or_default()
                .into(),
            path: url[..Position::AfterPath].into(),
            query: url[..Position::AfterQuery].into(),
        });
        Self { url: Some(url), starts }
    }

    /// The base itself.
    pub fn url(&self) -> Option<&Url> {
        self.url.as_ref()
    }

    /// The address of an href, the long way.
    pub fn parse(&self, href: &str) -> Result<Url, ParseError> {
        Url::options().base_url(self.url.as_ref()).parse(href)
    }

    /// The address of an href that is surely plain.
    pub fn plain(&self, href: &str) -> Option<Plain> {
        let bytes = href.as_bytes();
        if let Some(rest) = bytes.strip_prefix(b"https://").or_else(|| bytes.strip_prefix(b"http://")) {
            return absolute(href.to_owned(), bytes.len() - rest.len());
        }
        let starts = self.starts.as_ref()?;
        let start = match bytes {
            [b'/', b'/', ..] => {
                return absolute([&starts.scheme, href].concat(), starts.scheme.len() + 2);
            }
            [b'/', ..] => &starts.origin,
            [b'?', ..] => &starts.path,
            [b'#', ..] => &starts.query,
            [first, ..] if first.is_ascii_alphanumeric() && !may_have_scheme(bytes) => &starts.folder,
            _ => return None,
        };
        is_plain(bytes).then(|| Plain { text: [start, href].concat(), host: None })
    }
}

/// True for a colon before anything that ends a scheme.
fn may_have_scheme(bytes: &[u8]) -> bool {
    bytes.iter().find(|byte| matches!(byte, b':' | b'/' | b'?' | b'#')) == Some(&b':')
}

/// The absolute address whose host begins at `from`.
fn absolute(text: String, from: usize) -> Option<Plain> {
    let bytes = text.as_bytes().get(from..)?;
    let length = bytes.iter().position(|byte| *byte == b'/')?;
    let (host, rest) = bytes.split_at_checked(length)?;
    (is_host(host) && is_plain(rest)).then_some(Plain { text, host: Some((from, from + length)) })
}

/// True for a host that is written as it is meant: no number, no punycode, no port, nothing in other letters.
fn is_host(host: &[u8]) -> bool {
    // The label's first letter, and the one before.
    let (mut first, mut last) = (0, b'.');
    for &byte in host {
        if !matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.') || (byte == b'.' && last == b'.') {
            return false;
        }
        // What could be `xn--`.
        if byte == b'-' && last == b'-' {
            return false;
        }
        if last == b'.' {
            first = byte;
        }
        last = byte;
    }
    // The label in the end decides whether it is a number.
    last != b'.' && first.is_ascii_lowercase()
}

const PATH: u8 = 1;
const QUERY: u8 = 2;
const FRAGMENT: u8 = 4;

/// In which parts a character stays as it is.
#[expect(clippy::indexing_slicing, reason = "the compiler does it")]
const STAYS: [u8; 128] = {
    let mut table = [0; 128];
    let mut byte: u8 = 0;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b'/'
            | b'.'
            | b'_'
            | b'~'
            | b'!'
            | b'$'
            | b'&'
            | b'('
            | b')'
            | b'*'
            | b'+'
            | b','
            | b';'
            | b'='
            | b':'
            | b'@'
            | b'%'
            | b'-' => PATH | QUERY | FRAGMENT,
            b'?' => QUERY | FRAGMENT,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// True if a path, with what follows it, stays as it is: nothing to encode, no segment that could be `.` or `..`.
fn is_plain(rest: &[u8]) -> bool {
    let mut part = PATH;
    let mut last = b'/';
    for &byte in rest {
        if STAYS.get(usize::from(byte)).is_none_or(|stays| stays & part == 0) {
            part = match (byte, part) {
                (b'?', PATH) => QUERY,
                (b'#', PATH | QUERY) => FRAGMENT,
                _ => return false,
            };
        } else if last == b'/' && part == PATH && matches!(byte, b'.' | b'%') {
            return false;
        }
        last = byte;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is plain is what the parser says, to the letter; and what is lazy turns into it.
    fn holds(base: &str, href: &str) -> Result<bool, TestCaseError> {
        let base = Base::new(base);
        let Some(plain) = base.plain(href) else { return Ok(false) };
        let parsed = base.parse(href).map_err(|error| TestCaseError::fail(format!("{href}: {error}")))?;
        prop_assert_eq!(plain.as_str(), parsed.as_str(), "{} on {:?}", href, base);
        let host = plain.host().or_else(|| base.url().and_then(Url::host_str)).map(str::to_owned);
        prop_assert_eq!(host.as_deref(), parsed.host_str());
        let lazy = Lazy::from(plain);
        prop_assert_eq!(lazy.as_str(), parsed.as_str());
        prop_assert_eq!(lazy.url(), Some(&parsed));
        Ok(true)
    }

    const BASES: [&str; 7] = [
        "https://a.example/",
        "http://user:pw@a.example:8080/deep/er/page.html?query#part",
        "https://[::1]/x/",
        "https://b\u{fc}cher.example/\u{fc}/x?\u{fc}",
        "file:///c:/x/y",
        "data:text/html,x",
        "no address",
    ];

    proptest! {
        #[test]
        fn any_text(base in 0..BASES.len(), href in "\\PC{0,20}|[\u{0}-\u{7f}]{0,12}") {
            holds(BASES[base], &href)?;
        }

        /// Around the edges: what is plain but for a character or two.
        #[test]
        fn nearly_plain(
            base in 0..BASES.len(),
            start in "(https?:|HTTP:|ftp:|javascript:|)(//|/|\\\\|)",
            host in "([a-z0-9.-]{0,6}|xn--[a-z0-9-]{0,5}|0x1f|1\\.2|[A-Z%_:@\u{fc}]){0,4}",
            rest in "((/|/\\.|\\.\\.|%2e|%2E|\\.|:|;|=|[a-z0-9_~!$&()*+,@%-]|['\"<>`{}|^\\[\\] \t\n\\\\#?\u{e9}]){0,10})",
        ) {
            holds(BASES[base], &format!("{start}{host}{rest}"))?;
        }

        /// Each character in each part.
        #[test]
        fn one_character(c in any::<char>(), low in 0_u8..128) {
            for c in [c, char::from(low)] {
                for href in [
                    format!("https://a{c}b.example/"), format!("https://a.example{c}/"), format!("/a{c}b"), format!("{c}a/b"),
                    format!("/a?b{c}c"), format!("/a#b{c}c"), format!("?{c}"), format!("#{c}"), format!("a{c}"), format!("https://a.example/{c}"),
                    format!("//a.{c}/"), format!("https://{c}.example/"), format!("https://a.ex{c}/x"),
                ] {
                    holds(BASES[1], &href)?;
                }
            }
        }
    }

    #[test]
    fn plain_ones_are_seen_to_be() {
        let plain = |href: &str| holds(BASES[1], href).unwrap_or_else(|error| panic!("{error}"));
        for href in [
            "https://acme.example/",
            "http://www.acme-lamps.example/a/b.html?x=1&y=%20#part",
            "//cdn.example/x",
            "/x/y;z=1",
            "story-1.html#part-1",
            "?page=2",
            "#part",
            "#",
            "a/b:c",
            "https://a1.b2.c3/x",
            "https://a.example/x?y/../z",
            "/a.b/c~d/(e)",
        ] {
            assert!(plain(href), "{href}");
        }
        for href in [
            "",
            "https://acme.example",
            "HTTPS://acme.example/",
            "https://acme.example:443/",
            "https://1.2.3.4/",
            "https://1.2.3/",
            "https://a.example./",
            "https://xn--bcher-kva.example/",
            "https://Acme.example/",
            "/a/../b",
            "/./b",
            "/%2e%2E/b",
            "./a",
            "../a",
            "a b",
            "javascript:x",
            "mailto:x@y.example",
            "x:y",
            "\\x",
            "/a\tb",
            "https://a.example/'?'",
            "/a?it's",
            "https://user@a.example/",
        ] {
            assert!(!plain(href), "{href}");
        }
    }
}
