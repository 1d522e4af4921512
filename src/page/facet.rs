//! Facets: small yes-or-no facts of a link that a list can be narrowed by.
//!
//! A facet is a name in [`Facet`] and a line in `TABLE`. Facets about the same thing widen each other, those about
//! different things narrow each other: (nofollow or ugc) and (in the footer).

use serde::{Deserialize, Serialize};

use super::{Follow, Link, Origin, Place, Sight};
use crate::address::Wrapped;

/// A fact of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// Nothing asks crawlers not to follow it.
    Followed,
    /// Its rel says nofollow, or the page does for all links.
    Nofollow,
    /// Its rel says ugc.
    Ugc,
    /// Its rel says sponsored.
    Sponsored,
    /// It carries the address that it leads to in the end.
    Wrapped,
    /// Only a server knows where it leads, and tells whoever asks.
    Short,
    /// Where it leads cannot be known.
    Lost,
    /// A window that offers an address to others.
    Share,
    /// In the main text.
    Main,
    /// In a part that nothing names.
    Elsewhere,
    /// In something beside the main text.
    Aside,
    /// In the page's header.
    Header,
    /// In navigation.
    Nav,
    /// In the page's footer.
    Footer,
    /// Among readers' comments.
    Comments,
    /// The page's own HTML has it.
    InHtml,
    /// The page's own HTML has it not: scripts put it there.
    ScriptOnly,
    /// It can be seen now.
    Visible,
    /// It cannot be seen now, or is gone.
    Hidden,
    /// Nobody has looked whether it can be seen.
    Unlooked,
}

/// What facets are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// Whether crawlers may follow.
    Follow,
    /// Where it leads in the end.
    Leads,
    /// Where on the page it stands.
    Place,
    /// Whether the page's own HTML has it.
    Origin,
    /// Whether it can be seen.
    Sight,
}

const ABOUTS: [About; 5] = [About::Follow, About::Leads, About::Place, About::Origin, About::Sight];

/// Of a link, and whether it can be seen, as far as somebody looked.
type Test = fn(&Link, Option<Sight>) -> bool;

const TABLE: [(Facet, About, Test); 20] = [
    (Facet::Followed, About::Follow, |link, _| link.follow.is_followed()),
    (Facet::Nofollow, About::Follow, |link, _| !link.follow.is_followed() && (says(link, "nofollow") || by_page(link))),
    (Facet::Ugc, About::Follow, |link, _| says(link, "ugc")),
    (Facet::Sponsored, About::Follow, |link, _| says(link, "sponsored")),
    (Facet::Wrapped, About::Leads, |link, _| matches!(link.wrapped.as_deref(), Some(Wrapped::Through { .. }))),
    (Facet::Short, About::Leads, |link, _| link.is_short()),
    (Facet::Lost, About::Leads, |link, _| matches!(link.wrapped.as_deref(), Some(Wrapped::CannotKnow { .. }))),
    (Facet::Share, About::Leads, |link, _| matches!(link.wrapped.as_deref(), Some(Wrapped::Share { .. }))),
    (Facet::Main, About::Place, |link, _| link.place == Place::Main),
    (Facet::Elsewhere, About::Place, |link, _| link.place == Place::Elsewhere),
    (Facet::Aside, About::Place, |link, _| link.place == Place::Aside),
    (Facet::Header, About::Place, |link, _| link.place == Place::Header),
    (Facet::Nav, About::Place, |link, _| link.place == Place::Nav),
    (Facet::Footer, About::Place, |link, _| link.place == Place::Footer),
    (Facet::Comments, About::Place, |link, _| link.place == Place::Comments),
    (Facet::InHtml, About::Origin, |link, _| !link.origin.is_missing() && link.origin != Origin::Unknown),
    (Facet::ScriptOnly, About::Origin, |link, _| link.origin.is_missing()),
    (Facet::Visible, About::Sight, |_, sight| sight == Some(Sight::Visible)),
    (Facet::Hidden, About::Sight, |_, sight| sight.is_some_and(|sight| sight != Sight::Visible)),
    (Facet::Unlooked, About::Sight, |_, sight| sight.is_none()),
];

fn says(link: &Link, token: &str) -> bool {
    matches!(&link.follow, Follow::Rel(tokens) if tokens.contains(&token))
}

/// True if it is not its own rel that decided.
fn by_page(link: &Link) -> bool {
    !matches!(link.follow, Follow::Rel(_))
}

/// A set of facets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facets(u32);

impl Facets {
    /// The facets of a link that can be seen or not, as far as somebody looked.
    pub fn of(link: &Link, sight: Option<Sight>) -> Self {
        TABLE.iter().filter(|(_, _, test)| test(link, sight)).map(|(facet, ..)| *facet).collect()
    }

    fn about(about: About) -> Self {
        TABLE.iter().filter(|(_, other, _)| *other == about).map(|(facet, ..)| *facet).collect()
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    fn has(self, facet: Facet) -> bool {
        self.0 & bit(facet) != 0
    }
}

impl FromIterator<Facet> for Facets {
    fn from_iter<I: IntoIterator<Item = Facet>>(facets: I) -> Self {
        Self(facets.into_iter().fold(0, |set, facet| set | bit(facet)))
    }
}

fn bit(facet: Facet) -> u32 {
    1 << facet as u32
}

/// What is chosen, cut up by what it is about, and how many links there would be of each facet.
#[derive(Debug)]
pub struct Narrowing {
    /// For each subject its facets and those chosen of them.
    subjects: [(Facets, Facets); ABOUTS.len()],
    counts: [u32; TABLE.len()],
}

impl Narrowing {
    pub fn new(chosen: Facets) -> Self {
        let subjects = ABOUTS.map(|about| {
            let all = Facets::about(about);
            (all, all.and(chosen))
        });
        Self { subjects, counts: [0; TABLE.len()] }
    }

    /// The facets by which a link that has `own` is counted: all if it passes what is chosen, those of one subject if
    /// only that one stands against it, none otherwise. And whether it passes.
    pub fn counted(&self, own: Facets) -> (Facets, bool) {
        let against = |(_, chosen): &&(Facets, Facets)| chosen.0 != 0 && own.and(*chosen).0 == 0;
        let mut failing = self.subjects.iter().filter(against);
        match (failing.next(), failing.next()) {
            (None, _) => (own, true),
            (Some((all, _)), None) => (own.and(*all), false),
            _ => (Facets::default(), false),
        }
    }

    pub fn count(&mut self, facets: Facets) {
        for ((facet, ..), count) in TABLE.iter().zip(&mut self.counts) {
            *count += u32::from(facets.has(*facet));
        }
    }

    /// Each facet, what it is about, and how many links there would be of it.
    pub fn into_counts(self) -> Vec<(Facet, About, u32)> {
        TABLE.iter().zip(self.counts).map(|((facet, about, _), count)| (*facet, *about, count)).collect()
    }
}
