//! What a page shows: packed snapshots of its frames in, links of known kind out. Knows addresses, nothing of Moz.

mod arrival;
mod canonical;
mod changed;
mod compare;
pub mod evidence;
mod facet;
mod fetched;
mod header;
mod link;
mod list;
pub mod packed;
mod place;
mod reader;
mod rel;
mod robots;
mod short;
mod source;

use std::hash::{DefaultHasher, Hash, Hasher};
mod unread;

use thiserror::Error;
use url::Url;

pub use arrival::{Arrival, Behind, Wall, Way};
pub use canonical::Canonical;
pub use changed::Pulse;
pub use compare::Origin;
pub use evidence::{Asked, Evidence, Lit, Seen, Sentence, Sight};
pub use facet::{About, Facet, Facets};
pub use fetched::{Missing, refresh};
pub use link::{Class, Destination, Link, NamedBy};
pub use list::{CLASSES, Entry, Heading, List, Sort, Which};
use packed::Row;
pub use place::Place;
use reader::Reader;
pub use rel::Follow;
pub use robots::{Robots, Rule};
pub use source::{Html, Incomparable, Source};
pub use unread::Site as UnreadSite;

/// A page as read: all its frames together.
#[derive(Debug, Clone)]
pub struct Page {
    /// Address of the top frame.
    pub url: Url,
    /// Title of the top frame.
    pub title: String,
    /// Language of the top frame, as written.
    pub language: String,
    /// The top frame's canonical addresses, resolved; more than one is a contradiction.
    pub canonicals: Vec<Url>,
    /// Language and address of the top frame's alternate versions.
    pub alternates: Vec<(String, Url)>,
    /// Its links, the top frame's first, each frame's in document order.
    pub links: Vec<Link>,
    /// Registrable domains, or hosts without one, that its links lead to.
    pub sites: Vec<Site>,
    /// Its frames that were read, the top one first.
    pub frames: Vec<Frame>,
    /// Addresses of the frames that were seen, read or not.
    pub frame_addresses: Vec<Url>,
    /// Frames that were seen but not read.
    pub frames_unread: u32,
    /// How many of those are too small to hold content, or are not shown.
    pub frames_small: u32,
    /// What the top frame's meta tags tell crawlers; its headers are its source's to tell.
    pub robots: Robots,
    /// Headers that it came with; only what was fetched again knows any.
    pub headers: Vec<(String, String)>,
    /// How it came.
    pub arrival: Arrival,
    /// Where it sends its reader at once, by a refresh; known of fetched pages only, for others have been sent.
    pub refresh: Option<Url>,
    /// Signs of a wall before the page.
    pub wall: Option<Wall>,
    /// What is known of its own HTML.
    pub source: Source,
    /// Characters of text in the top frame.
    pub text_length: u32,
    /// Links of the top frame as the browser counts them, shadow roots left out.
    pub link_count: u32,
    /// If not all links were read: how many there are at least, as the browser counts them.
    pub cut: Option<u32>,
}

/// A frame that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The browser's number of it; 0 is the top frame.
    pub id: i64,
    /// Its address, if it is one.
    pub url: Option<Url>,
    /// The number of its first link on the page.
    pub first: u32,
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
    /// Reads the snapshots of a page's frames, each with the browser's number of its frame, the top frame's first.
    pub fn read<S: AsRef<str>>(frames: &[(i64, S)]) -> Result<Self, Unreadable> {
        let mut frames = frames.iter().map(|(id, packed)| (*id, packed::rows(packed.as_ref())));
        let (id, mut top) = frames.next().ok_or(Unreadable::NoDocument)?;
        let Some(Row::Document(document)) = top.next() else { return Err(Unreadable::NoDocument) };
        if !WITH_ELEMENTS.contains(&document.content_type.as_ref()) {
            return Err(Unreadable::NotHtml(document.content_type.into_owned()));
        }
        let url = Url::parse(&document.url).map_err(|_| Unreadable::NoDocument)?;
        let mut reader = Reader::new(&url);
        let facts = reader.frame(id, &document, top);
        for (id, mut rows) in frames {
            if let Some(Row::Document(document)) = rows.next() {
                reader.frame(id, &document, rows);
            }
        }
        let read: Vec<&Url> = reader.frames.iter().filter_map(|frame| frame.url.as_ref()).collect();
        Ok(Self {
            frames_small: arrival::small_unread(&reader.frames_inside, &read),
            robots: facts.robots,
            headers: facts.headers,
            arrival: facts.arrival,
            refresh: None,
            wall: facts.wall,
            source: Source::Unread,
            title: document.title.into_owned(),
            language: document.language.into_owned(),
            canonicals: facts.canonicals,
            alternates: facts.alternates,
            frames_unread: (reader.frames_seen + 1).saturating_sub(number(reader.frames.len())),
            // What it counts has no links of shadow roots.
            cut: reader.cut.then(|| reader.links_seen.max(number(reader.links.len()))),
            links: reader.links,
            sites: reader.sites,
            frames: reader.frames,
            frame_addresses: reader.frame_addresses,
            text_length: document.text_length,
            link_count: document.link_count,
            url,
        })
    }

    /// How many links are of that kind.
    pub fn count(&self, class: Class) -> usize {
        self.links.iter().filter(|link| link.class == class).count()
    }

    /// A number that is another one, nearly always, once the page's links are not the same ones in the same order. Tells
    /// whether link numbers that a view holds still mean what they did.
    pub fn print(&self) -> u32 {
        let mut hasher = DefaultHasher::new();
        for link in &self.links {
            link.address().hash(&mut hasher);
        }
        // Half of it tells as much, and is a number that JavaScript has.
        let [a, b, c, d, ..] = hasher.finish().to_le_bytes();
        u32::from_le_bytes([a, b, c, d])
    }

    /// The frame that a link stands in, and its number among that frame's links.
    pub fn locate(&self, id: u32) -> Option<(&Frame, u32)> {
        let frame = self.frames.iter().rev().find(|frame| frame.first <= id)?;
        Some((frame, id - frame.first))
    }
}

/// A count as it is told to others.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
