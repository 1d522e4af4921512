//! A link as a row of texts. Its columns are the same in every format, and their names are not translated: programs read
//! them.

use std::borrow::Cow;

use url::Url;

use crate::address::{Address, Wrapped, bounded, host_of, safe_text, without_personal};
use crate::page::packed::Element;
use crate::page::{Class, Follow, Link, NamedBy, Page};

/// Longest address that is written, in characters. Some carry whole pictures.
const LONGEST: usize = 8 * 1024;

/// The names of the columns.
pub const COLUMNS: [&str; 13] = [
    "page",
    "address",
    "final_address",
    "domain",
    "anchor_text",
    "text_kind",
    "follow",
    "decided_by",
    "place",
    "kind",
    "leads",
    "frame",
    "element",
];

/// A row; its cells are in the order of the columns. None has characters that break lines, hide or reorder text.
pub struct Row<'a>([Cow<'a, str>; COLUMNS.len()]);

impl<'a> Row<'a> {
    /// The row of a link, if there is one of that number.
    pub fn new(page: &'a Page, id: u32) -> Option<Self> {
        let link = page.links.get(id as usize)?;
        let address = |url: &Url| bounded(without_personal(url).as_str(), LONGEST);
        let own = match link.url() {
            Some(url) => address(url),
            None => safe_text(link.href.as_deref().unwrap_or_default(), LONGEST),
        };
        let domain = link.url().map(site_of).unwrap_or_default();
        let (frame, _) = page.locate(id)?;
        let frame = frame.url.as_ref().filter(|_| frame.id != 0);
        let (follow, decided_by) = follow(link);
        Some(Self([
            Cow::Owned(address(&page.url)),
            Cow::Owned(own),
            Cow::Owned(link.carried().map(|(url, _)| address(url)).unwrap_or_default()),
            Cow::Owned(domain),
            Cow::Owned(link.whole_text()),
            Cow::Borrowed(named_by(link.named_by)),
            Cow::Borrowed(follow),
            Cow::Owned(decided_by),
            Cow::Borrowed(link.place.name()),
            Cow::Borrowed(kind(link.class)),
            Cow::Borrowed(leads(link)),
            Cow::Owned(frame.map(address).unwrap_or_default()),
            Cow::Borrowed(element(link.element)),
        ]))
    }

    /// The cells.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Cow::as_ref)
    }

    /// The link's address.
    pub fn address(&self) -> &str {
        let [_, address, ..] = &self.0;
        address
    }

    /// Its text or label.
    pub fn text(&self) -> &str {
        let [_, _, _, _, text, ..] = &self.0;
        text
    }
}

/// The registrable domain, or the host where there is none: of an address of numbers, all of it.
fn site_of(url: &Url) -> String {
    Address::new(url.clone()).map_or_else(|| host_of(url).to_owned(), |address| address.site().to_owned())
}

fn follow(link: &Link) -> (&'static str, String) {
    match &link.follow {
        Follow::Followed => ("followed", String::new()),
        Follow::Rel(tokens) => ("not followed", format!("rel: {}", tokens.join(" "))),
        Follow::Meta(name) => ("not followed", format!("meta: {}", safe_text(name, 60))),
        Follow::Header(bot) => {
            let bot = bot.as_deref().map(|bot| format!(" {}", safe_text(bot, 60))).unwrap_or_default();
            ("not followed", format!("header: X-Robots-Tag{bot}"))
        }
    }
}

fn named_by(named_by: NamedBy) -> &'static str {
    match named_by {
        NamedBy::Text => "text",
        NamedBy::ImageAlt => "image alt",
        NamedBy::AriaLabel => "aria-label",
        NamedBy::SvgTitle => "svg title",
        NamedBy::Title => "title",
        NamedBy::Image => "image without text",
        NamedBy::Nothing => "none",
    }
}

fn kind(class: Class) -> &'static str {
    match class {
        Class::SameHost => "same host",
        Class::SameSite => "same site",
        Class::Outbound => "outbound",
        Class::NotWeb => "not web",
        Class::Unusable => "unusable",
    }
}

fn leads(link: &Link) -> &'static str {
    match link.wrapped.as_deref() {
        None | Some(Wrapped::Direct) => "direct",
        Some(Wrapped::Through { .. }) => "through",
        Some(Wrapped::Told { .. }) => "told",
        Some(Wrapped::NeedsRequest { .. } | Wrapped::Untold { .. }) => "short",
        Some(Wrapped::CannotKnow { .. }) => "unknown",
        Some(Wrapped::Share { .. }) => "share",
    }
}

fn element(element: Element) -> &'static str {
    match element {
        Element::Anchor => "a",
        Element::Area => "area",
        Element::Svg => "svg a",
        Element::MathMl => "mathml",
    }
}
