//! What a link's `rel` attribute tells crawlers about following it, and what it only seems to tell.
//!
//! HTML separates rel tokens by white space (<https://html.spec.whatwg.org/#linkTypes>); Google accepts commas too, so
//! both separate here.

use crate::address::safe_text;
use crate::phrase::Phrase;

/// Rel tokens by which a page asks crawlers not to count a link.
const NOT_FOLLOWED: [&str; 3] = ["nofollow", "ugc", "sponsored"];

/// Whether a link is followed, and what decided it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Follow {
    /// Nothing says otherwise.
    Followed,
    /// These tokens of its own rel, in the order above.
    Rel(Vec<&'static str>),
    /// The robots meta tag of that name, for all links of the page.
    Meta(String),
    /// The `X-Robots-Tag` header, likewise; the crawler it names, if it names one.
    Header(Option<String>),
}

impl Follow {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Followed => Phrase::new("follow_followed"),
            Self::Rel(tokens) => Phrase::new("follow_rel").text(tokens.join(", ")),
            Self::Meta(name) => Phrase::new("follow_meta").text(name),
            Self::Header(None) => Phrase::new("follow_header"),
            Self::Header(Some(bot)) => Phrase::new("follow_header_bot").text(bot),
        }
    }

    /// True if crawlers may follow it.
    pub fn is_followed(&self) -> bool {
        *self == Self::Followed
    }
}

/// Other tokens in use, which none of the above was meant by.
const KNOWN: [&str; 24] = [
    "alternate",
    "author",
    "bookmark",
    "canonical",
    "external",
    "follow",
    "help",
    "home",
    "icon",
    "license",
    "me",
    "next",
    "noopener",
    "noreferrer",
    "opener",
    "prefetch",
    "preload",
    "prev",
    "search",
    "stylesheet",
    "tag",
    "up",
    "privacy-policy",
    "terms-of-service",
];
/// Longest attribute that is searched for mistakes, and most of them told.
const LONGEST: usize = 500;
const MOST_NOTES: usize = 3;

fn tokens(rel: &str) -> impl Iterator<Item = &str> {
    rel.split(|c: char| c.is_ascii_whitespace() || c == ',').filter(|token| !token.is_empty())
}

/// The tokens of a rel attribute that bear on following.
pub fn not_followed(rel: &str) -> Vec<&'static str> {
    let mut found = [false; NOT_FOLLOWED.len()];
    for token in tokens(rel) {
        for (name, found) in NOT_FOLLOWED.iter().zip(&mut found) {
            *found |= token.eq_ignore_ascii_case(name);
        }
    }
    NOT_FOLLOWED.into_iter().zip(found).filter(|(_, found)| *found).map(|(name, _)| name).collect()
}

/// What a rel attribute seems to say and does not: misspelt tokens, and `dofollow`, which has no effect.
pub fn notes(rel: &str) -> Vec<Phrase> {
    let mut notes: Vec<Phrase> = Vec::new();
    let mut before = "";
    for token in tokens(rel.get(..LONGEST).unwrap_or(rel)) {
        let shown = || safe_text(token, 40);
        let note = if before.eq_ignore_ascii_case("no") && token.eq_ignore_ascii_case("follow") {
            Some(Phrase::new("rel_misspelt").text("no follow").text("nofollow"))
        } else if token.eq_ignore_ascii_case("follow") || is_dofollow(token) {
            Some(Phrase::new("rel_no_effect").text(shown()))
        } else {
            meant(token).map(|meant| Phrase::new("rel_misspelt").text(shown()).text(meant))
        };
        notes.extend(note.filter(|note| notes.len() < MOST_NOTES && !notes.contains(note)));
        before = token;
    }
    notes
}

/// The letters of a token in lower case, without what people write between them.
fn letters(token: &str) -> String {
    token.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
}

fn is_dofollow(token: &str) -> bool {
    let letters = letters(token);
    letters.strip_prefix("do").is_some_and(|rest| strsim::osa_distance(rest, "follow") <= 1)
}

/// The token that a misspelt one was meant to be.
fn meant(token: &str) -> Option<&'static str> {
    let known = |name: &&str| token.eq_ignore_ascii_case(name);
    if KNOWN.iter().any(known) || NOT_FOLLOWED.iter().any(known) {
        return None;
    }
    let letters = letters(token);
    // A short word is near to many others: only what stands between its letters, or two of them changed places.
    let near = |name: &str| match strsim::osa_distance(&letters, name) {
        0 => true,
        1 => name.len() > 3 || letters.len() == name.len() && name.chars().all(|c| letters.contains(c)),
        2 => name.len() >= 8 && letters.len() >= 6,
        _ => false,
    };
    NOT_FOLLOWED.into_iter().find(|name| near(name))
}
