//! The page's own HTML, read again and held against the page as shown.

use url::Url;

use super::arrival::{Arrival, same_but_fragment};
use super::compare::{compare, origin};
use super::packed::{self, Row};
use super::robots::Robots;
use super::{Follow, Link, Origin, Page, Unreadable, header, number};

/// What is known of the page's own HTML.
#[derive(Debug, Clone, Default)]
pub enum Source {
    /// Nobody has looked.
    #[default]
    Unread,
    /// It is not in the browser's cache, so looking takes a request.
    NotCached,
    /// It was looked for and cannot be held against the page.
    Incomparable(Incomparable),
    /// It was.
    Read(Box<Html>),
}

/// Why HTML cannot be held against the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incomparable {
    /// The page's scripts have given it another address since it was loaded.
    Moved,
    /// The tab shows another page by now.
    Left,
    /// The site redirects the request elsewhere.
    Redirected,
    /// The site answers with this status.
    Status(u16),
    /// The site sends something else than HTML, of this type.
    NotHtml(String),
    /// What came is another document: another title, and hardly a link of the page.
    Another,
    /// The page's own security policy forbids requests from it, and the browser holds extensions to that.
    Forbidden,
    /// It is too long.
    TooLarge,
    /// It took too long.
    TooSlow,
    /// The page has no address on the web.
    NotWeb,
    /// The request failed, or the browser refused; what it said.
    Failed(String),
}

/// What the page's own HTML says.
#[derive(Debug, Clone, Default)]
pub struct Html {
    /// How it came.
    pub arrival: Arrival,
    /// Its title.
    pub title: String,
    /// Its language, as written.
    pub language: String,
    /// What it and its headers tell crawlers.
    pub robots: Robots,
    /// Its canonical addresses.
    pub canonicals: Vec<Url>,
    /// Those of its `Link` header.
    pub header_canonicals: Vec<Url>,
    /// Its `Content-Language` header, as it came.
    pub header_language: Option<String>,
    /// Links that stand in it and not on the page as shown.
    pub removed: Vec<Link>,
    /// Links that stand in it in `<noscript>` only.
    pub noscript: Vec<Link>,
    /// How many links it has.
    pub links: u32,
    /// How many links of the page it does not have.
    pub missing: u32,
    /// How many links it has with another rel.
    pub rel_changed: u32,
}

impl Source {
    /// What its HTML says, if it was read.
    pub fn html(&self) -> Option<&Html> {
        match self {
            Self::Read(html) => Some(html),
            _ => None,
        }
    }
}

impl Page {
    /// Takes in what came of reading the page's own HTML again, as `extension/page/reread.js` packs it.
    pub fn compare(&mut self, packed: &str) {
        if self.has_moved() {
            self.source = Source::Incomparable(Incomparable::Moved);
            return;
        }
        if self.cut.is_some() {
            self.source = Source::Incomparable(Incomparable::TooLarge);
            return;
        }
        self.source = match missing(packed) {
            Some(source) => source,
            None => match Page::read(&[(0, packed)]) {
                Ok(raw) if raw.cut.is_some() => Source::Incomparable(Incomparable::TooLarge),
                Ok(raw) => self.hold_against(raw),
                Err(Unreadable::NotHtml(kind)) => Source::Incomparable(Incomparable::NotHtml(kind)),
                Err(error) => Source::Incomparable(Incomparable::Failed(error.to_string())),
            },
        };
    }

    fn hold_against(&mut self, raw: Self) -> Source {
        let own = self.frames.get(1).map_or(self.links.len(), |next| next.first as usize).min(self.links.len());
        let (links, _) = self.links.split_at_mut(own);
        let expected = if matches!(self.arrival.status, 0 | 304) { 200 } else { self.arrival.status };
        if !same_but_fragment(&raw.url, &self.url) {
            return Source::Incomparable(Incomparable::Left);
        }
        if raw.arrival.status != expected {
            return Source::Incomparable(Incomparable::Status(raw.arrival.status));
        }
        let comparison = compare(links, &raw.links);
        let found = comparison.same.iter().flatten().count();
        if raw.title.trim() != self.title.trim() && raw.links.len() > 3 && found * 4 < raw.links.len() {
            return Source::Incomparable(Incomparable::Another);
        }
        let (mut missing, mut rel_changed) = (0, 0);
        for (link, same) in links.iter_mut().zip(&comparison.same) {
            link.origin = origin(link, same.and_then(|at| raw.links.get(at)), raw.arrival.from);
            missing += u32::from(link.origin.is_missing());
            rel_changed += u32::from(matches!(link.origin, Origin::RelChanged(_)));
            // Headers speak for the page whatever its scripts do.
            if link.follow == Follow::Followed
                && let says @ Follow::Header(_) = raw.robots.follow()
            {
                link.follow = says;
            }
        }
        let header = |wanted: &'static str| raw.headers.iter().filter(move |(name, _)| name == wanted);
        let header_canonicals = header("link").flat_map(|(_, value)| header::canonicals(value, &self.url)).collect();
        let header_language = header("content-language").next().map(|(_, value)| value.clone());
        let count = number(raw.links.len());
        let mut html = Html {
            arrival: raw.arrival,
            title: raw.title,
            language: raw.language,
            robots: raw.robots,
            canonicals: raw.canonicals,
            header_canonicals,
            header_language,
            links: count,
            missing,
            rel_changed,
            ..Html::default()
        };
        for (link, _) in raw.links.into_iter().zip(comparison.shown).filter(|(_, shown)| !shown) {
            if link.in_noscript { &mut html.noscript } else { &mut html.removed }.push(link);
        }
        Source::Read(Box::new(html))
    }

    /// True if its scripts have given it another address since it was loaded, so that asking for this one would bring
    /// another document.
    pub fn has_moved(&self) -> bool {
        self.arrival.moved(&self.url)
    }

    /// The rule by which Moz's crawlers are told not to keep the page: by the page as shown, its headers, or its HTML.
    pub fn noindex(&self) -> Option<&super::robots::Rule> {
        self.robots.noindex().or_else(|| self.source.html()?.robots.noindex())
    }
}

/// Why there is no document in what was packed; none if there is one.
fn missing(packed: &str) -> Option<Source> {
    let Some(Row::Missing(code, more, _)) = packed::rows(packed).next() else { return None };
    Some(Source::Incomparable(match code.as_ref() {
        "not_cached" => return Some(Source::NotCached),
        "left" => Incomparable::Left,
        "redirected" => Incomparable::Redirected,
        "not_html" => Incomparable::NotHtml(more.into_owned()),
        "forbidden" => Incomparable::Forbidden,
        "too_large" => Incomparable::TooLarge,
        "too_slow" => Incomparable::TooSlow,
        "not_web" => Incomparable::NotWeb,
        _ => Incomparable::Failed(more.into_owned()),
    }))
}
