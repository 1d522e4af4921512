//! A link of the page: where it leads, of which kind that is, and what it says.

use url::{ParseError, Url};

use super::packed::{Element, RawLink};
use super::rel::{Follow, not_followed};
use crate::address::{Wrapped, safe_text, show_url};
use crate::phrase::Phrase;

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
pub enum Place {
    /// To an address of the web; the number is the site's, in [`super::Page::sites`].
    Web(Url, u32),
    /// To an address of another scheme.
    NotWeb(Url),
    /// Nowhere, for this reason.
    Unusable(ParseError),
}

/// One occurrence of a link.
#[derive(Debug, Clone)]
pub struct Link {
    /// The element it is made of.
    pub element: Element,
    /// Of which kind it is.
    pub class: Class,
    /// Where it leads.
    pub place: Place,
    /// The href as written, kept where there is no address to show instead.
    pub href: Option<Box<str>>,
    /// Its anchor text or label as the page has it.
    text: Box<str>,
    /// True if that is a label.
    pub text_is_label: bool,
    /// Whether it is followed.
    pub follow: Follow,
    /// Where it leads in the end; none if that is where it says, as for nearly all.
    pub wrapped: Option<Box<Wrapped>>,
}

impl Link {
    /// The link that `raw` is at `place`. `page_says` is the robots meta tag that speaks for all links, if any.
    pub fn new(raw: &RawLink<'_>, class: Class, place: Place, page_says: Option<&str>) -> Self {
        let visible = !raw.text.trim().is_empty();
        let text = if visible { &raw.text } else { &raw.label };
        let rel = if raw.rel.is_empty() { Vec::new() } else { not_followed(&raw.rel) };
        let follow = match page_says {
            _ if !rel.is_empty() => Follow::Rel(rel),
            Some(meta) => Follow::Meta(meta.to_owned()),
            None => Follow::Followed,
        };
        let href = matches!(place, Place::Unusable(_)).then(|| raw.href.as_ref().into());
        Self {
            element: raw.element,
            class,
            place,
            href,
            text: text.as_ref().into(),
            text_is_label: !visible && !raw.label.is_empty(),
            follow,
            wrapped: None,
        }
    }

    /// Its address, if it has one.
    pub fn url(&self) -> Option<&Url> {
        match &self.place {
            Place::Web(url, _) | Place::NotWeb(url) => Some(url),
            Place::Unusable(_) => None,
        }
    }

    /// The address that it carries and so leads to in the end, and the host that it leads through.
    pub fn carried(&self) -> Option<(&Url, &str)> {
        match self.wrapped.as_deref() {
            Some(Wrapped::Through { target, via, .. }) => Some((target, via)),
            _ => None,
        }
    }

    /// True if only a server knows where it leads.
    pub fn hides(&self) -> bool {
        matches!(self.wrapped.as_deref(), Some(Wrapped::NeedsRequest { .. } | Wrapped::CannotKnow { .. }))
    }

    /// Where it leads in the end, in words; none if that is where it says.
    pub fn through(&self) -> Option<Phrase> {
        Some(match self.wrapped.as_deref()? {
            Wrapped::Direct => return None,
            Wrapped::Through { target, .. } => {
                let shown = show_url(target);
                Phrase::new("through_wrapper").text(shown.before + &shown.domain + &shown.after)
            }
            Wrapped::NeedsRequest { .. } => Phrase::new("through_short"),
            Wrapped::CannotKnow { .. } => Phrase::new("through_unknown"),
            Wrapped::Share { .. } => Phrase::new("through_share"),
        })
    }

    /// Its anchor text or label, safe to show.
    pub fn text(&self) -> String {
        safe_text(&self.text, 200)
    }

    /// Why it is no address of the web; none if it is one.
    pub fn why(&self) -> Option<Phrase> {
        match &self.place {
            Place::Web(..) => None,
            Place::NotWeb(url) => Some(Phrase::new("why_not_web").text(safe_text(url.scheme(), 40))),
            Place::Unusable(error) => Some(match error {
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

    /// True if address, carried address or text contains `needle`, which is in lower case.
    pub fn contains(&self, needle: &str) -> bool {
        let address = self.url().map_or(self.href.as_deref().unwrap_or_default(), Url::as_str);
        let has = |text: &str| text.to_lowercase().contains(needle);
        has(address) || has(&self.text) || self.carried().is_some_and(|(url, _)| has(url.as_str()))
    }
}
