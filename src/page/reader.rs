//! Gathers the links of frame after frame into those of a page.

use std::collections::HashMap;

use url::Url;

use super::arrival::{Arrival, FrameSeen, Wall, is_told_header};
use super::packed::{Document, Row};
use super::place::Landmarks;
use super::robots::Robots;
use super::{Class, Destination, Follow, Frame, Link, Site, number};
use crate::address::{Address, Base, Lazy, Wrapped, Wrapper, bounded, host_of};

/// Most canonical or alternate links that are kept of a frame. Pages have one, and a few dozen.
const MOST_HEAD_LINKS: usize = 200;
/// Most links that are kept of a page, all frames together; `extension/page/collect.js` stops there in each.
pub const MOST_LINKS: usize = 200_000;
/// Most frames inside that are told one by one.
const MOST_FRAMES: usize = 2_000;
/// Longest header that is kept.
const LONGEST_HEADER: usize = 4_000;

/// The number of a host's site, the kind of link to the host, and what is known of it as a wrapper.
type Host = (u32, Class, Wrapper);

/// Where a link leads, and what it is wrapped in.
type Leads = ((Class, Destination), Option<Box<Wrapped>>);

/// What is known so far. Each host is classified once.
pub struct Reader {
    /// The page's own host and site.
    own: Option<(String, String)>,
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
    hosts: HashMap<Box<str>, Host>,
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
            own: Address::new(page.clone()).map(|own| (own.host().to_owned(), own.site().to_owned())),
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
        self.links.reserve((document.link_count as usize).min(MOST_LINKS.saturating_sub(self.links.len())));
        self.frames_seen = self.frames_seen.saturating_add(document.frames);
        self.links_seen = self.links_seen.saturating_add(document.link_count);
        let base = Base::new(&document.base);
        let resolve = |href: &str| base.parse(href).ok();
        let mut home = None;
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
                    let (leads, wrapped) = self.leads(&raw.href, &base, &mut home);
                    let mut link = Link::new(&raw, leads, &around, says);
                    link.wrapped = wrapped;
                    self.links.push(link);
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

    /// Where an href leads, and what it is wrapped in. `home` is what is known of the base's own host, once it is.
    fn leads(&mut self, href: &str, base: &Base, home: &mut Option<Host>) -> Leads {
        if let Some(plain) = base.plain(href) {
            let known = match plain.host() {
                Some(host) => self.hosts.get(host).copied(),
                None => *home,
            };
            // The first of a host, and what may be a wrapper, are parsed.
            if let Some((site, class, _)) = known.filter(|(.., wrapper)| !wrapper.may_wrap(plain.as_str())) {
                self.count(site);
                return ((class, Destination::Web(Lazy::from(plain), site)), None);
            }
        }
        let url = match base.parse(href) {
            Err(error) => return ((Class::Unusable, Destination::Unusable(error)), None),
            Ok(url) if !matches!(url.scheme(), "http" | "https") => {
                return ((Class::NotWeb, Destination::NotWeb(Box::new(url))), None);
            }
            Ok(url) => url,
        };
        let (site, class, around) = self.host(&url);
        if home.is_none() && base.url().is_some_and(|base| base.host_str() == url.host_str()) {
            *home = Some((site, class, around));
        }
        self.count(site);
        let wrapped = around.unwrap(&url);
        let wrapped = (wrapped != Wrapped::Direct).then(|| Box::new(wrapped));
        ((class, Destination::Web(url.into(), site)), wrapped)
    }

    fn count(&mut self, site: u32) {
        if let Some(site) = self.sites.get_mut(site as usize) {
            site.links += 1;
        }
    }

    /// What is known of the URL's host.
    fn host(&mut self, url: &Url) -> Host {
        let host = host_of(url);
        if let Some(known) = self.hosts.get(host) {
            return *known;
        }
        let address = Address::new(url.clone());
        let site = address.as_ref().map_or(host, Address::site);
        let class = match &self.own {
            Some((own, _)) if own == host => Class::SameHost,
            Some((_, own)) if own == site => Class::SameSite,
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
