//! What a link or a page tells crawlers about following: the `rel` attribute and robots meta tags.
//!
//! HTML separates rel tokens by white space (<https://html.spec.whatwg.org/#linkTypes>); Google accepts commas too, so
//! both separate here.

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
}

impl Follow {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Followed => Phrase::new("follow_followed"),
            Self::Rel(tokens) => Phrase::new("follow_rel").text(tokens.join(", ")),
            Self::Meta(name) => Phrase::new("follow_meta").text(name),
        }
    }

    /// True if crawlers may follow it.
    pub fn is_followed(&self) -> bool {
        *self == Self::Followed
    }
}

/// The tokens of a rel attribute that bear on following.
pub fn not_followed(rel: &str) -> Vec<&'static str> {
    let tokens = || rel.split(|c: char| c.is_ascii_whitespace() || c == ',');
    NOT_FOLLOWED.into_iter().filter(|name| tokens().any(|token| token.eq_ignore_ascii_case(name))).collect()
}

/// True if a robots meta tag of that name and content tells Moz's crawlers, or all, not to follow links.
pub fn meta_says_nofollow(name: &str, content: &str) -> bool {
    let for_us = ["robots", "rogerbot", "dotbot"].iter().any(|bot| name.eq_ignore_ascii_case(bot));
    let says = |word: &str| content.split(',').any(|token| token.trim().eq_ignore_ascii_case(word));
    for_us && (says("nofollow") || says("none"))
}
