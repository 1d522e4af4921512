//! From what a person typed or a page showed to the address that would be sent, and what was done to it on the way.
//!
//! The safe form follows moz-api section 1 (URL forms): no scheme, no fragment, host in punycode, path
//! percent-encoded. Cleaning a clean address changes nothing.

use thiserror::Error;
use url::{Host, ParseError, Url};

use super::tracking::without_tracking;
use super::warn::{Warning, has_hidden, warnings};
use super::{Address, bounded, host_of, safe_text};
use crate::phrase::{Failure, Phrase, Retry};

/// Longest address that is sent, in bytes. Moz names no limit; servers commonly stop at 8 KiB.
const LONGEST: usize = 8 * 1024;

/// Schemes that people paste and that are no address of the web. Others are read as a host with a port.
const NOT_WEB: [&str; 20] = [
    "about",
    "blob",
    "chrome",
    "chrome-extension",
    "data",
    "edge",
    "file",
    "ftp",
    "geo",
    "intent",
    "javascript",
    "magnet",
    "mailto",
    "moz-extension",
    "sms",
    "tel",
    "urn",
    "view-source",
    "ws",
    "wss",
];

/// A cleaned address and what was done to get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The address: no userinfo, no fragment, no tracking parameters, no dot at the end of its host.
    pub address: Address,
    /// What was removed or encoded, in the order of an address.
    pub notes: Vec<Note>,
    /// What could deceive in it as it was.
    pub warnings: Vec<Warning>,
}

/// Something that cleaning did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The scheme is not sent; the index does not tell them apart.
    Scheme(String),
    /// Name and password were removed.
    Userinfo,
    /// An international host became punycode; this is its international form.
    Idn(String),
    /// The dot that ended the host was removed.
    TrailingDot,
    /// A port stays, though the index may not know it.
    PortKept(u16),
    /// Characters were percent-encoded.
    Encoded,
    /// These parameters were removed.
    Tracking(Vec<String>),
    /// A question mark with nothing behind it was removed.
    EmptyQuery,
    /// The fragment was removed.
    Fragment(String),
}

impl Note {
    /// The note in words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Scheme(scheme) => Phrase::new("note_scheme").text(scheme),
            Self::Userinfo => Phrase::new("note_userinfo"),
            Self::Idn(host) => Phrase::new("note_idn").text(safe_text(host, 120)),
            Self::TrailingDot => Phrase::new("note_trailing_dot"),
            Self::PortKept(port) => Phrase::new("note_port_kept").text(port.to_string()),
            Self::Encoded => Phrase::new("note_encoded"),
            Self::Tracking(names) => Phrase::new("note_tracking").text(safe_text(&names.join(", "), 120)),
            Self::EmptyQuery => Phrase::new("note_empty_query"),
            Self::Fragment(fragment) => Phrase::new("note_fragment").text(safe_text(&format!("#{fragment}"), 60)),
        }
    }
}

/// Why a text is no address that Moz could be asked about.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CleanError {
    /// White space in the middle: several addresses, or words.
    #[error("white space inside the address")]
    Spaces,
    /// Longer than is sent.
    #[error("longer than {LONGEST} bytes")]
    TooLong,
    /// An address, but not of the web.
    #[error("{0}: is not an address of the web")]
    NotWeb(String),
    /// No public name: a single word, such as `localhost`.
    #[error("{0} has no dot")]
    NoDot(String),
    /// What the URL parser said.
    #[error("not an address: {0}")]
    Unparsable(String),
}

impl CleanError {
    /// The failure that a person reads.
    pub fn failure(&self) -> Failure {
        let failure = |code| Failure::new(code, Retry::AfterChange);
        match self {
            Self::Spaces => failure("target.spaces"),
            Self::TooLong => failure("target.too_long"),
            Self::NotWeb(scheme) => failure("target.not_web").about(safe_text(scheme, 40)),
            Self::NoDot(host) => failure("target.no_dot").about(safe_text(host, 60)),
            Self::Unparsable(detail) => failure("target.unparsable").about(detail),
        }
    }
}

/// Cleans `input`, with or without a scheme. `own` are names of tracking parameters besides the well-known ones.
pub fn clean(input: &str, own: &[String]) -> Result<Cleaned, CleanError> {
    let typed = input.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    if typed.len() > LONGEST {
        return Err(CleanError::TooLong);
    }
    if typed.contains(char::is_whitespace) {
        return Err(CleanError::Spaces);
    }
    let (mut url, scheme_typed) = parse(typed)?;
    let mut notes = Vec::new();
    if scheme_typed {
        notes.push(Note::Scheme(url.scheme().to_owned()));
    }
    let mut warnings = warnings(&url);
    warnings.retain(Warning::is_grave);
    // The parser drops some without a trace.
    if has_hidden(typed) && !warnings.contains(&Warning::Hidden) {
        warnings.push(Warning::Hidden);
    }
    clean_authority(&mut url, typed, &mut notes)?;
    clean_rest(&mut url, typed, own, &mut notes);
    // Encoding can make a short text long.
    if url.as_str().len() > LONGEST {
        return Err(CleanError::TooLong);
    }
    let not_web = CleanError::NotWeb(url.scheme().to_owned());
    Address::new(url).map(|address| Cleaned { address, notes, warnings }).ok_or(not_web)
}

/// Parses what was typed, as `https` if no scheme was; tells whether one was.
fn parse(typed: &str) -> Result<(Url, bool), CleanError> {
    let unparsable = |error: ParseError| CleanError::Unparsable(error.to_string());
    let scheme = typed.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    if let Some(scheme) = scheme {
        if scheme == "http" || scheme == "https" {
            return Ok((Url::parse(typed).map_err(unparsable)?, true));
        }
        if NOT_WEB.binary_search(&scheme.as_str()).is_ok()
            || typed.get(scheme.len()..).is_some_and(|rest| is_foreign(&scheme, rest))
        {
            return Err(CleanError::NotWeb(bounded(&scheme, 40)));
        }
    }
    let bare = typed.strip_prefix("//").unwrap_or(typed);
    Ok((Url::parse(&format!("https://{bare}")).map_err(unparsable)?, false))
}

/// True for `name://…` where the name could be a scheme.
fn is_foreign(scheme: &str, rest: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    rest.starts_with("://") && scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(word)
}

fn clean_authority(url: &mut Url, typed: &str, notes: &mut Vec<Note>) -> Result<(), CleanError> {
    if !url.username().is_empty() || url.password().is_some() {
        // These fail only for addresses without a host, which have no userinfo.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        notes.push(Note::Userinfo);
    }
    if let Some(Host::Domain(domain)) = url.host() {
        let host = domain.trim_end_matches('.').to_owned();
        check_host(&host)?;
        if host.contains("xn--") && !typed.to_ascii_lowercase().contains("xn--") {
            notes.push(Note::Idn(idna::domain_to_unicode(&host).0));
        }
        if host != domain {
            url.set_host(Some(&host)).map_err(|error| CleanError::Unparsable(error.to_string()))?;
            notes.push(Note::TrailingDot);
        }
    }
    if let Some(port) = url.port() {
        notes.push(Note::PortKept(port));
    }
    Ok(())
}

/// A host that a public index could know: dots in it, no empty label, no longer than DNS allows (RFC 1035 2.3.4).
fn check_host(host: &str) -> Result<(), CleanError> {
    if host.is_empty() || host.len() > 253 || host.split('.').any(|label| label.is_empty() || label.len() > 63) {
        return Err(CleanError::Unparsable(ParseError::IdnaError.to_string()));
    }
    if !host.contains('.') {
        return Err(CleanError::NoDot(host.to_owned()));
    }
    Ok(())
}

fn clean_rest(url: &mut Url, typed: &str, own: &[String], notes: &mut Vec<Note>) {
    let after_host = typed.split_once("//").map_or(typed, |(_, rest)| rest).split_once('/');
    if after_host.is_some_and(|(_, rest)| rest.split('#').next().is_some_and(|rest| !rest.is_ascii())) {
        notes.push(Note::Encoded);
    }
    if let Some(query) = url.query().map(str::to_owned) {
        let (kept, removed) = without_tracking(&query, own);
        let kept = kept.trim_matches('&');
        if kept.is_empty() {
            url.set_query(None);
        } else if kept != query {
            url.set_query(Some(kept));
        }
        if !removed.is_empty() {
            notes.push(Note::Tracking(removed.into_iter().map(str::to_owned).collect()));
        } else if kept.is_empty() {
            notes.push(Note::EmptyQuery);
        }
    }
    if let Some(fragment) = url.fragment().map(str::to_owned) {
        url.set_fragment(None);
        notes.push(Note::Fragment(fragment));
    }
    debug_assert!(!host_of(url).ends_with('.'));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn schemes_are_sorted() {
        assert!(NOT_WEB.is_sorted());
    }

    proptest! {
        #[test]
        fn is_idempotent(input in "\\PC{0,60}|[a-zäß0-9.:/?#@&=%\\\\-]{0,60}|(https?://)?[a-z]{1,8}\\.[a-z]{2,3}[/?#&=a-z_%ü]{0,40}") {
            if let Ok(once) = clean(&input, &[]) {
                let again = clean(once.address.url().as_str(), &[]).expect("a clean address is an address");
                prop_assert_eq!(&again.address, &once.address);
                prop_assert!(once.address.url().as_str().is_ascii());
                let noted = again.notes.iter().all(|note| matches!(note, Note::Scheme(_) | Note::PortKept(_)));
                prop_assert!(noted, "{:?}", again.notes);
            }
        }
    }
}
