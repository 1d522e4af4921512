//! Gathers the links of frame after frame into those of a page.

use std::collections::HashMap;

use url::Url;

use super::arrival::{Arrival, FrameSeen, Wall, is_told_header};
use super::packed::{Document, RawLink, Row};
use super::place::Landmarks;
use super::robots::Robots;
use super::{Class, Destination, Follow, Frame, Link, Site, number};
use crate::address::{Address, Wrapped, Wrapper, bounded, host_of};

/// Most canonical or alternate links that are kept of a frame. Pages have one, and a few dozen.
const MOST_HEAD_LINKS: usize = 200;
/// Most links that are kept of a page, all frames together; `extension/page/collect.js` stops there in each.
pub const MOST_LINKS: usize = 200_000;
/// Most frames inside that are told one by one.
const MOST_FRAMES: usize = 2_000;
/// Longest header that is kept.
const LONGEST_HEADER: usize = 4_000;

/// What is known so far. Each host is classified once.
pub struct Reader {
    own: Option<Address>,
    pub links: Vec<Link>,
    pub sites: Vec<Site>,
    pub frames: Vec<Frame>,
    pub frame_addresses: Vec<Url>,
    pub frames_inside: Vec<FrameSeen>,
    pub frames_seen: u32,
    /// Links that the browsers count in the frames that were read.
    pub links_seen: u32,
    /// Not all links were kept.
    pub cut: bool,
    hosts: HashMap<Box<str>, (u32, Class, Wrapper)>,
    site_numbers: HashMap<Box<str>, u32>,
}

/// What a frame says of itself besides its links.
#[derive(Default)]
pub struct Head {
    pub canonicals: Vec<Url>,
    pub alternates: Vec<(String, Url)>,
    pub robots: Robots,
    pub headers: Vec<(String, String)>,
    pub arrival: Arrival,
    pub wall: Option<Wall>,
}

impl Reader {
    pub fn new(page: &Url) -> Self {
        Self {
            own: Address::new(page.clone()),
            links: Vec::new(),
            sites: Vec::new(),
            frames: Vec::new(),
            frame_addresses: Vec::new(),
            frames_inside: Vec::new(),
            frames_seen: 0,
            links_seen: 0,
            cut: false,
            hosts: HashMap::new(),
            site_numbers: HashMap::new(),
        }
    }

    pub fn frame<'a>(&mut self, id: i64, document: &Document<'a>, rows: impl Iterator<Item = Row<'a>>) -> Head {
        let first = number(self.links.len());
        self.frames.push(Frame { id, url: Url::parse(&document.url).ok(), first });
        self.frames_seen = self.frames_seen.saturating_add(document.frames);
        self.links_seen = self.links_seen.saturating_add(document.link_count);
        let base = Url::parse(&document.base).ok();
        let resolve = |href: &str| Url::options().base_url(base.as_ref()).parse(href).ok();
        // What the page says for all of its links; asked for at the first one.
        let mut page_says: Option<Follow> = None;
        let mut around = Landmarks::default();
        let mut head = Head::default();
        for row in rows {
            match row {
                Row::Link(_) if self.links.len() >= MOST_LINKS => self.cut = true,
                Row::Cut => self.cut = true,
                Row::Link(raw) => {
                    let says = page_says.get_or_insert_with(|| head.robots.follow());
                    self.link(&raw, base.as_ref(), &around, says);
                }
                Row::Enter(landmark) => around.enter(&landmark),
                Row::Leave(kept) => around.leave(kept),
                Row::Meta(name, content) => head.robots.meta(&name, &content),
                Row::Header(name, value) => {
                    if name.eq_ignore_ascii_case("x-robots-tag") {
                        head.robots.header(&value);
                    } else if head.headers.len() < MOST_HEAD_LINKS && is_told_header(&name) {
                        head.headers.push((name.to_ascii_lowercase(), bounded(&value, LONGEST_HEADER)));
                    }
                }
                Row::Came(status, from) => (head.arrival.status, head.arrival.from) = (status, (*from).into()),
                Row::Loaded(status, redirects, address) => {
                    head.arrival = Arrival { status, redirects, address: Url::parse(&address).ok(), ..head.arrival };
                }
                Row::Wall(passwords, challenge, text) => {
                    head.wall = Some(Wall { passwords, challenge: !challenge.is_empty(), text });
                }
                Row::Canonical(href) if head.canonicals.len() < MOST_HEAD_LINKS => {
                    head.canonicals.extend(resolve(&href));
                }
                Row::Alternate(language, href) if head.alternates.len() < MOST_HEAD_LINKS => {
                    head.alternates.extend(resolve(&href).map(|url| (language.into_owned(), url)));
                }
                Row::Frame(src, size) if self.frames_inside.len() < MOST_FRAMES => {
                    let address = resolve(&src);
                    self.frames_inside.push(FrameSeen { origin: address.as_ref().map(Url::origin), size });
                    self.frame_addresses.extend(address);
                }
                _ => {}
            }
        }
        head
    }

    fn link(&mut self, raw: &RawLink<'_>, base: Option<&Url>, around: &Landmarks, page_says: &Follow) {
        let mut wrapped = Wrapped::Direct;
        let leads = match Url::options().base_url(base).parse(&raw.href) {
            Err(error) => (Class::Unusable, Destination::Unusable(error)),
            Ok(url) if !matches!(url.scheme(), "http" | "https") => (Class::NotWeb, Destination::NotWeb(url)),
            Ok(url) => {
                let (site, class, host) = self.host(&url);
                wrapped = host.unwrap(&url);
                if let Some(site) = self.sites.get_mut(site as usize) {
                    site.links += 1;
                }
                (class, Destination::Web(url, site))
            }
        };
        let mut link = Link::new(raw, leads, around, page_says);
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
        let next = number(self.sites.len());
        let number = *self.site_numbers.entry(site.into()).or_insert(next);
        if number == next {
            self.sites.push(Site { name: site.to_owned(), links: 0 });
        }
        let known = (number, class, Wrapper::of_host(host));
        self.hosts.insert(host.into(), known);
        known
    }
}
