//! How a document came to the browser, and signs that it is not the page itself: walls, and frames that were not read.

use url::{Origin, Url};

use super::{Page, number};

/// From where a document was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    /// It is the one that the browser shows.
    #[default]
    Shown,
    /// From the browser's cache, without asking anybody.
    Cache,
    /// From the site, by a request made for this.
    Network,
    /// From the page's own service worker, which may have asked the site.
    Worker,
}

impl From<&str> for Way {
    fn from(word: &str) -> Self {
        match word {
            "cache" => Self::Cache,
            "worker" => Self::Worker,
            _ => Self::Network,
        }
    }
}

/// How a document came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrival {
    /// Its HTTP status; 0 if that is not known.
    pub status: u16,
    /// Redirects on the way to it. Those by way of other sites are not told to anybody.
    pub redirects: u32,
    /// Its address when it was loaded, which its scripts may have changed since.
    pub address: Option<Url>,
    /// From where.
    pub from: Way,
}

impl Arrival {
    /// True if the page's scripts have given it another address since it was loaded.
    pub fn moved(&self, now: &Url) -> bool {
        self.address.as_ref().is_some_and(|then| !same_but_fragment(then, now))
    }
}

/// True for addresses of one document.
pub fn same_but_fragment(one: &Url, other: &Url) -> bool {
    one.as_str().split('#').next() == other.as_str().split('#').next()
}

/// Signs that a document asks for a login, or for proof that a person reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wall {
    /// Password fields.
    pub passwords: u32,
    /// An element of a known challenge is there.
    pub challenge: bool,
    /// Characters of text outside scripts.
    pub text: u32,
}

/// What stands between the person and the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behind {
    /// The server refused, with this status.
    Status(u16),
    /// A login.
    Login,
    /// A challenge that tells people from programs.
    Challenge,
}

/// A page with more text or more links than this is no mere wall: pages have logins in their headers.
const MOST_WALL_TEXT: u32 = 1_500;
const MOST_WALL_LINKS: u32 = 30;
/// Statuses by which a server says that this is not the page: log in, forbidden, log in at the proxy, too many requests, later.
const REFUSALS: [u16; 5] = [401, 403, 407, 429, 503];

impl Page {
    /// What stands before the page, if this is not the page itself.
    pub fn behind(&self) -> Option<Behind> {
        if REFUSALS.contains(&self.arrival.status) {
            return Some(Behind::Status(self.arrival.status));
        }
        let wall = self.wall.filter(|wall| wall.text <= MOST_WALL_TEXT && self.link_count <= MOST_WALL_LINKS)?;
        match wall {
            Wall { challenge: true, .. } => Some(Behind::Challenge),
            Wall { passwords: 0, .. } => None,
            Wall { .. } => Some(Behind::Login),
        }
    }

    /// Frames that were not read although they could hold content.
    pub fn frames_that_matter(&self) -> u32 {
        self.frames_unread.saturating_sub(self.frames_small)
    }
}

/// A frame as seen from the document around it.
#[derive(Debug, Clone)]
pub struct FrameSeen {
    /// The origin of the address that it was given.
    pub origin: Option<Origin>,
    /// Its width and height as shown, if known.
    pub size: Option<(u32, u32)>,
}

impl FrameSeen {
    /// False for frames that are not shown or have the size of an advertisement: a rectangle of up to 336 by 280, a
    /// banner, a skyscraper (<https://support.google.com/google-ads/answer/13676244>).
    fn could_hold_content(&self) -> bool {
        let Some((width, height)) = self.size else { return true };
        let (rectangle, banner, skyscraper) = (width <= 336 && height <= 280, height <= 100, width <= 160);
        !(rectangle || banner || skyscraper || matches!((width, height), (300, 600) | (970, 250)))
    }
}

/// Most frames that are judged one by one; those beyond count as if they could hold content.
const MOST_FRAMES: usize = 200;

/// How many of the frames `seen` are sure to be unread and too small to matter. Which frame was read is known by its origin
/// only; where a read one fits no frame that was seen (it was led elsewhere), one frame less counts as small.
pub fn small_unread(seen: &[FrameSeen], read: &[&Url]) -> u32 {
    let mut origins: Vec<(Origin, bool)> = read.iter().take(MOST_FRAMES).map(|url| (url.origin(), false)).collect();
    if origins.len() < read.len() {
        return 0;
    }
    let mut small = 0_u32;
    for frame in seen.iter().take(MOST_FRAMES) {
        // Frames without an address of the web belong to the page and are read with it.
        let Some(origin) = frame.origin.as_ref().filter(|origin| origin.is_tuple()) else { continue };
        let mut of_read = origins.iter_mut().filter(|(known, _)| known == origin).peekable();
        small += u32::from(of_read.peek().is_none() && !frame.could_hold_content());
        of_read.for_each(|(_, explained)| *explained = true);
    }
    let unexplained = origins.iter().skip(1).filter(|(origin, explained)| !explained && origin.is_tuple()).count();
    small.saturating_sub(number(unexplained))
}

/// Headers that are kept besides the one about robots.
pub fn is_told_header(name: &str) -> bool {
    ["link", "content-language"].iter().any(|told| name.eq_ignore_ascii_case(told))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn seen(text: &str, size: Option<(u32, u32)>) -> FrameSeen {
        FrameSeen { origin: Url::parse(text).ok().map(|url| url.origin()), size }
    }

    #[test]
    fn sizes_that_could_hold_content() {
        let cases = [
            (None, true),
            (Some((0, 0)), false),
            (Some((1, 1)), false),
            (Some((300, 250)), false),
            (Some((336, 280)), false),
            (Some((728, 90)), false),
            (Some((1200, 90)), false),
            (Some((160, 600)), false),
            (Some((300, 600)), false),
            (Some((970, 250)), false),
            (Some((337, 281)), true),
            (Some((640, 360)), true),
            (Some((1280, 900)), true),
            (Some((300, 601)), true),
        ];
        for (size, expected) in cases {
            assert_eq!(seen("https://a.example/", size).could_hold_content(), expected, "{size:?}");
        }
    }

    #[test]
    fn only_frames_surely_unread_count_as_small() {
        let page = url("https://page.example/");
        let ad = || seen("https://ads.example/x", Some((300, 250)));
        assert_eq!(small_unread(&[ad(), ad()], &[&page]), 2);
        assert_eq!(small_unread(&[seen("https://page.example/f", Some((1, 1)))], &[&page]), 0, "read");
        assert_eq!(small_unread(&[ad()], &[&page, &url("https://ads.example/x")]), 0, "read");
        let elsewhere = url("https://led.example/");
        assert_eq!(small_unread(&[ad(), ad()], &[&page, &elsewhere]), 1, "one of the two may be the one that was read");
        assert_eq!(small_unread(&[seen("", Some((1, 1)))], &[&page]), 0, "no address, no knowledge");
        assert_eq!(small_unread(&[seen("https://big.example/", Some((800, 600)))], &[&page]), 0);
    }
}
