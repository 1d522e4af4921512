//! What a page shows: packed snapshots of its frames in, links of known kind out. Knows addresses, nothing of Moz.

mod link;
mod list;
pub mod packed;
mod rel;

use std::collections::HashMap;

use thiserror::Error;
use url::Url;

pub use link::{Class, Link, Place};
pub use list::{Entry, List, Which};
use packed::{Document, RawLink, Row};
pub use rel::Follow;

use crate::address::{Address, Wrapped, Wrapper, host_of};

/// A page as read: all its frames together.
#[derive(Debug, Clone)]
pub struct Page {
    /// Address of the top frame.
    pub url: Url,
    /// Title of the top frame.
    pub title: String,
    /// Its links, the top frame's first, each frame's in document order.
    pub links: Vec<Link>,
    /// Registrable domains, or hosts without one, that its links lead to.
    pub sites: Vec<Site>,
    /// Frames read, the top one included.
    pub frames_read: u32,
    /// Frames that were seen but not read.
    pub frames_unread: u32,
    /// Characters of text in the top frame.
    pub text_length: u32,
}

/// A site that links lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Registrable domain, or the host where there is none.
    pub name: String,
    /// How many links of the page lead there.
    pub links: u32,
}

/// Why snapshots make no page.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// The top frame sent nothing that could be read.
    #[error("the top frame sent no document")]
    NoDocument,
    /// The document is of a kind that has no links to read, such as a PDF.
    #[error("a document of type {0}")]
    NotHtml(String),
}

/// Media types whose documents have elements to walk.
const WITH_ELEMENTS: [&str; 3] = ["text/html", "application/xhtml+xml", "image/svg+xml"];

impl Page {
    /// Reads the snapshots of a page's frames, the top frame's first.
    pub fn read<S: AsRef<str>>(frames: &[S]) -> Result<Self, Unreadable> {
        let mut frames = frames.iter().map(|frame| packed::rows(frame.as_ref()));
        let mut top = frames.next().ok_or(Unreadable::NoDocument)?;
        let Some(Row::Document(document)) = top.next() else { return Err(Unreadable::NoDocument) };
        if !WITH_ELEMENTS.contains(&document.content_type.as_ref()) {
            return Err(Unreadable::NotHtml(document.content_type.into_owned()));
        }
        let url = Url::parse(&document.url).map_err(|_| Unreadable::NoDocument)?;
        let mut reader = Reader::new(&url);
        reader.frame(&document, top);
        for mut rows in frames {
            if let Some(Row::Document(document)) = rows.next() {
                reader.frame(&document, rows);
            }
        }
        Ok(Self {
            title: document.title.into_owned(),
            links: reader.links,
            sites: reader.sites,
            frames_read: reader.frames_read,
            frames_unread: (reader.frames_seen + 1).saturating_sub(reader.frames_read),
            text_length: document.text_length,
            url,
        })
    }

    /// How many links are of that kind.
    pub fn count(&self, class: Class) -> usize {
        self.links.iter().filter(|link| link.class == class).count()
    }
}

/// Gathers the links of frame after frame. Each host is classified once.
struct Reader {
    own: Option<Address>,
    links: Vec<Link>,
    sites: Vec<Site>,
    hosts: HashMap<Box<str>, (u32, Class, Wrapper)>,
    site_numbers: HashMap<Box<str>, u32>,
    frames_read: u32,
    frames_seen: u32,
}

impl Reader {
    fn new(page: &Url) -> Self {
        Self {
            own: Address::new(page.clone()),
            links: Vec::new(),
            sites: Vec::new(),
            hosts: HashMap::new(),
            site_numbers: HashMap::new(),
            frames_read: 0,
            frames_seen: 0,
        }
    }

    fn frame<'a>(&mut self, document: &Document<'a>, rows: impl Iterator<Item = Row<'a>>) {
        self.frames_read = self.frames_read.saturating_add(1);
        self.frames_seen = self.frames_seen.saturating_add(document.frames);
        let base = Url::parse(&document.base).ok();
        let mut page_says = None;
        for row in rows {
            match row {
                Row::Link(raw) => self.link(&raw, base.as_ref(), page_says.as_deref()),
                Row::Meta(name, content) if page_says.is_none() && rel::meta_says_nofollow(&name, &content) => {
                    page_says = Some(name.to_ascii_lowercase());
                }
                _ => {}
            }
        }
    }

    fn link(&mut self, raw: &RawLink<'_>, base: Option<&Url>, page_says: Option<&str>) {
        let mut wrapped = Wrapped::Direct;
        let (class, place) = match Url::options().base_url(base).parse(&raw.href) {
            Err(error) => (Class::Unusable, Place::Unusable(error)),
            Ok(url) if !matches!(url.scheme(), "http" | "https") => (Class::NotWeb, Place::NotWeb(url)),
            Ok(url) => {
                let (site, class, host) = self.host(&url);
                wrapped = host.unwrap(&url);
                if let Some(site) = self.sites.get_mut(site as usize) {
                    site.links += 1;
                }
                (class, Place::Web(url, site))
            }
        };
        let mut link = Link::new(raw, class, place, page_says);
        link.wrapped = (wrapped != Wrapped::Direct).then(|| Box::new(wrapped));
        self.links.push(link);
    }

    /// The number of the URL's site, the kind of link to its host, and what is known of the host as a wrapper.
    fn host(&mut self, url: &Url) -> (u32, Class, Wrapper) {
        let host = host_of(url);
        if let Some(known) = self.hosts.get(host) {
            return *known;
        }
        let address = Address::new(url.clone());
        let site = address.as_ref().map_or(host, Address::site);
        let class = match &self.own {
            Some(own) if own.host() == host => Class::SameHost,
            Some(own) if own.site() == site => Class::SameSite,
            _ => Class::Outbound,
        };
        let next = u32::try_from(self.sites.len()).unwrap_or(u32::MAX);
        let number = *self.site_numbers.entry(site.into()).or_insert(next);
        if number == next {
            self.sites.push(Site { name: site.to_owned(), links: 0 });
        }
        let known = (number, class, Wrapper::of_host(host));
        self.hosts.insert(host.into(), known);
        known
    }
}
