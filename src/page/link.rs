//! A link of the page: where it leads, of which kind that is, and what it says.

use url::{ParseError, Url};

use super::compare::Origin;
use super::evidence::mark;
use super::packed::{Element, RawLink};
use super::place::{Landmarks, Place};
use super::rel::{self, Follow, not_followed};
use super::short;
use crate::address::{Lazy, NoWay, Wrapped, bounded, safe_text, show_url};
use crate::phrase::Phrase;

/// Longest rel attribute that is kept.
const LONGEST_REL: usize = 500;
/// Longest address that is handed out to be opened. Short links are short.
const LONGEST_OPENED: usize = 2_000;

/// Of which kind a link is, seen from its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// To the page's own host.
    SameHost,
    /// To another host of the same registrable domain.
    SameSite,
    /// To another site.
    Outbound,
    /// No address of the web: `mailto:` and the like.
    NotWeb,
    /// No address at all.
    Unusable,
}

/// Where a link leads.
#[derive(Debug, Clone)]
pub enum Destination {
    /// To an address of the web; the number is the site's, in [`super::Page::sites`].
    Web(Lazy, u32),
    /// To an address of another scheme.
    NotWeb(Box<Url>),
    /// Nowhere, for this reason.
    Unusable(ParseError),
}

/// What a link's anchor text is, in the order in which it is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedBy {
    /// Text that the link shows.
    Text,
    /// The alternative text of its image.
    ImageAlt,
    /// Its `aria-label`.
    AriaLabel,
    /// The title of its SVG image.
    SvgTitle,
    /// Its `title`.
    Title,
    /// Nothing; it shows an image without alternative text.
    Image,
    /// Nothing.
    Nothing,
}

impl NamedBy {
    /// Of the letter that the collector writes before a label.
    fn of_letter(letter: Option<char>) -> Self {
        match letter {
            Some('i') => Self::ImageAlt,
            Some('l') => Self::AriaLabel,
            Some('g') => Self::SvgTitle,
            Some('t') => Self::Title,
            Some('p') => Self::Image,
            _ => Self::Nothing,
        }
    }

    /// In words; none for text that the link shows.
    pub fn phrase(self) -> Option<Phrase> {
        Some(Phrase::new(match self {
            Self::Text => return None,
            Self::ImageAlt => "named_image_alt",
            Self::AriaLabel => "named_aria_label",
            Self::SvgTitle => "named_svg_title",
            Self::Title => "named_title",
            Self::Image => "named_image",
            Self::Nothing => "named_nothing",
        }))
    }
}

/// One occurrence of a link.
#[derive(Debug, Clone)]
pub struct Link {
    /// The element it is made of.
    pub element: Element,
    /// Of which kind it is.
    pub class: Class,
    /// Where it leads.
    pub destination: Destination,
    /// The href as written, kept where there is no address to show instead.
    pub href: Option<Box<str>>,
    /// Its anchor text or label as the page has it.
    text: Box<str>,
    /// What that text is.
    pub named_by: NamedBy,
    /// Where on the page it stands.
    pub place: Place,
    /// True if it stands in `<noscript>`, for browsers whose scripts are off.
    pub in_noscript: bool,
    /// Whether it is followed.
    pub follow: Follow,
    /// Its rel attribute as written, bounded; none if it has none.
    pub rel: Option<Box<str>>,
    /// Whether the page's own HTML has it.
    pub origin: Origin,
    /// Where it leads in the end; none if that is where it says, as for nearly all.
    pub wrapped: Option<Box<Wrapped>>,
    /// What it is known again by when it is looked for on the page.
    pub mark: u32,
}

impl Link {
    /// The link that `raw` is, inside `around`. `page_says` is what the page says for all of
    /// its links.
    pub fn new(
        raw: &RawLink<'_>,
        (class, destination): (Class, Destination),
        around: &Landmarks,
        page_says: &Follow,
    ) -> Self {
        let visible = raw.text.chars().any(|c| !c.is_whitespace());
        let mut label = raw.label.chars();
        let named_by = if visible { NamedBy::Text } else { NamedBy::of_letter(label.next()) };
        let text = if visible { raw.text.as_ref() } else { label.as_str() };
        let rel = if raw.rel.is_empty() { Vec::new() } else { not_followed(&raw.rel) };
        let follow = if rel.is_empty() { page_says.clone() } else { Follow::Rel(rel) };
        let href = matches!(destination, Destination::Unusable(_)).then(|| raw.href.as_ref().into());
        Self {
            element: raw.element,
            class,
            destination,
            href,
            text: text.into(),
            named_by,
            place: around.place(),
            in_noscript: around.in_noscript(),
            follow,
            rel: (!raw.rel.is_empty()).then(|| bounded(&raw.rel, LONGEST_REL).into()),
            origin: Origin::Unknown,
            wrapped: None,
            mark: mark(&raw.href),
        }
    }

    /// Its address, if it has one.
    pub fn url(&self) -> Option<&Url> {
        match &self.destination {
            Destination::Web(url, _) => url.url(),
            Destination::NotWeb(url) => Some(url),
            Destination::Unusable(_) => None,
        }
    }

    /// Its address as text, or what it says instead of one.
    pub fn address(&self) -> &str {
        match &self.destination {
            Destination::Web(url, _) => url.as_str(),
            Destination::NotWeb(url) => url.as_str(),
            Destination::Unusable(_) => self.href.as_deref().unwrap_or_default(),
        }
    }

    /// The address that it leads to in the end, as it carries it or a server told it, and the host that it leads through.
    pub fn carried(&self) -> Option<(&Url, &str)> {
        match self.wrapped.as_deref() {
            Some(Wrapped::Through { target, via, .. } | Wrapped::Told { target, via, .. }) => Some((target, via)),
            _ => None,
        }
    }

    /// True if only a server knows where it leads.
    pub fn hides(&self) -> bool {
        match self.wrapped.as_deref() {
            Some(Wrapped::NeedsRequest { .. } | Wrapped::CannotKnow { .. }) => true,
            Some(Wrapped::Untold { why, .. }) => *why != NoWay::Gone,
            _ => false,
        }
    }

    /// The address to open, if only a server knows where it leads and tells everybody.
    pub fn opens(&self) -> Option<&str> {
        let short = matches!(self.wrapped.as_deref(), Some(Wrapped::NeedsRequest { .. } | Wrapped::Untold { .. }));
        self.url().map(Url::as_str).filter(|url| short && url.len() <= LONGEST_OPENED)
    }

    /// Where it leads in the end, in words; none if that is where it says.
    pub fn through(&self) -> Option<Phrase> {
        Some(match self.wrapped.as_deref()? {
            Wrapped::Direct => return None,
            Wrapped::Through { target, .. } => {
                let shown = show_url(target);
                Phrase::new("through_wrapper").text(shown.before + &shown.domain + &shown.after)
            }
            Wrapped::Told { target, at, .. } => {
                let shown = show_url(target);
                Phrase::new("through_told").text(shown.before + &shown.domain + &shown.after).date(*at)
            }
            Wrapped::NeedsRequest { .. } => Phrase::new("through_short"),
            Wrapped::Untold { why, at, .. } => Phrase::new("through_untold").phrase(short::says(why)).date(*at),
            Wrapped::CannotKnow { .. } => Phrase::new("through_unknown"),
            Wrapped::Share { .. } => Phrase::new("through_share"),
        })
    }

    /// Its anchor text or label, safe to show.
    pub fn text(&self) -> String {
        safe_text(&self.text, 200)
    }

    /// Its anchor text or label as far as it was read, safe to show.
    pub fn whole_text(&self) -> String {
        safe_text(&self.text, usize::MAX)
    }

    /// What is to be known of it besides, in words: mistakes in its rel attribute, and whether crawlers see it as it is.
    pub fn notes(&self) -> Vec<Phrase> {
        let mut notes = self.rel.as_deref().map(rel::notes).unwrap_or_default();
        notes.extend(self.origin.phrase());
        notes
    }

    /// Why it is no address of the web; none if it is one.
    pub fn why(&self) -> Option<Phrase> {
        match &self.destination {
            Destination::Web(..) => None,
            Destination::NotWeb(url) => Some(Phrase::new("why_not_web").text(safe_text(url.scheme(), 40))),
            Destination::Unusable(error) => Some(match error {
                ParseError::EmptyHost => Phrase::new("why_no_host"),
                ParseError::InvalidPort => Phrase::new("why_bad_port"),
                ParseError::IdnaError
                | ParseError::InvalidIpv4Address
                | ParseError::InvalidIpv6Address
                | ParseError::InvalidDomainCharacter => Phrase::new("why_bad_host"),
                other => Phrase::new("why_unparsable").text(other.to_string()),
            }),
        }
    }

    /// Its anchor text or label as the page has it.
    pub(super) fn raw_text(&self) -> &str {
        &self.text
    }

    /// True if address, carried address or text contains `needle`, which is in lower case.
    pub fn contains(&self, needle: &str) -> bool {
        let has = |text: &str| text.to_lowercase().contains(needle);
        has(self.address()) || has(&self.text) || self.carried().is_some_and(|(url, _)| has(url.as_str()))
    }
}
