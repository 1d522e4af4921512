//! Does the page show a link to the target? Yes, no, or cannot tell.

use crate::address::{Difference, host_of};
use crate::page::{Behind, Link, Page, Seen, Sight};
use crate::phrase::Phrase;
use crate::scope::Target;

use super::Lamp;

/// A page with more text than this and no link at all was probably not read as a person sees it.
const RICH_TEXT: u32 = 2_000;

/// A link that leads to the target.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The link's number on the page.
    pub id: u32,
    /// Small differences from the target as picked.
    pub differences: Vec<Difference>,
    /// True if only the address that the link carries leads to the target.
    pub wrapped: bool,
}

/// The live verdict.
#[derive(Debug, Clone)]
pub struct Live {
    /// The answer.
    pub state: Lamp,
    /// The evidence in words.
    pub says: Phrase,
    /// Every link that matches, best first: followed before not, visible before not, in the page's own HTML before only
    /// there after scripts, main text before the rest of the page, direct before wrapped, exact before nearly, then in
    /// page order.
    pub hits: Vec<Hit>,
    /// How many links could not be judged, as only a server knows where they lead.
    pub hidden: u32,
    /// Where a matching link stands, if none is on the page as shown and its own HTML has one.
    pub absent: Option<Absent>,
}

/// A place in the page's own HTML that is not part of the page as shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// It stands there, and scripts have taken it away.
    Removed,
    /// It stands in `<noscript>` only.
    NoScript,
}

impl Absent {
    /// In words, short.
    pub fn chip(self) -> Phrase {
        Phrase::new(match self {
            Self::Removed => "chip_removed",
            Self::NoScript => "chip_noscript",
        })
    }
}

/// Judges `page` against `target`. `seen` is what is known of links beyond the first reading; it orders the evidence and
/// never changes the answer.
pub fn live(page: &Page, target: &Target, seen: &Seen) -> Live {
    let mut hits = hits(page, target);
    let link = |hit: &Hit| page.links.get(hit.id as usize);
    hits.sort_unstable_by_key(|hit| {
        let followed = link(hit).is_some_and(|link| link.follow.is_followed());
        let place = link(hit).map(|link| link.place);
        let missing = link(hit).is_some_and(|link| link.origin.is_missing());
        // What was not looked at may yet be visible.
        let unseen = match seen.sight(hit.id) {
            Some(Sight::Visible) => 0,
            None => 1,
            Some(Sight::Hidden(_)) => 2,
            Some(Sight::Gone) => 3,
        };
        (!followed, unseen, missing, place, hit.wrapped, hit.differences.len(), hit.id)
    });
    let absent = if hits.is_empty() { absent(page, target) } else { None };
    let hidden = u32::try_from(page.links.iter().filter(|link| link.hides()).count()).unwrap_or(u32::MAX);
    let best = hits.first().and_then(|hit| Some((link(hit)?, seen.sight(hit.id))));
    let (state, says) = match best {
        Some((best, sight)) => (Lamp::Yes, evidence(best, sight)),
        None => absence(page, absent, hidden),
    };
    Live { state, says, hits, hidden, absent }
}

/// Whether `link`, the page's link number `id`, leads to the target: by its own address, else by the one it carries. A
/// share button carries one and leads elsewhere.
pub fn hit(id: u32, link: &Link, target: &Target) -> Option<Hit> {
    if let Some(differences) = link.url().and_then(|url| target.compare(url)) {
        return Some(Hit { id, differences, wrapped: false });
    }
    let (carried, _) = link.carried()?;
    target.compare(carried).map(|differences| Hit { id, differences, wrapped: true })
}

fn hits(page: &Page, target: &Target) -> Vec<Hit> {
    let site = target.site();
    let wanted = page.sites.iter().position(|other| other.name == site);
    let matching = (0_u32..).zip(&page.links).filter_map(|(id, link)| {
        let crate::page::Destination::Web(_, number) = &link.destination else { return None };
        let same_site = wanted == Some(*number as usize);
        let may_carry = || link.carried().is_some_and(|(url, _)| host_of(url).ends_with(site));
        (same_site || may_carry()).then(|| hit(id, link, target))?
    });
    matching.collect()
}

fn evidence(link: &Link, sight: Option<Sight>) -> Phrase {
    let (text, follow, mut place) = (link.text(), link.follow.phrase(), link.place.phrase());
    if let Some(sight) = sight {
        place = Phrase::new("place_and_sight").phrase(place).phrase(sight.phrase());
    }
    let says = |key: &str| Phrase::new(key).phrase(follow).phrase(place);
    match link.named_by.phrase() {
        None => says("live_says_text").text(text),
        Some(named_by) if text.is_empty() => says("live_says_no_text").phrase(named_by),
        Some(named_by) => says("live_says_label").phrase(named_by).text(text),
    }
}

fn absent(page: &Page, target: &Target) -> Option<Absent> {
    let html = page.source.html()?;
    let any = |links: &[Link]| links.iter().any(|link| hit(0, link, target).is_some());
    match (any(&html.removed), any(&html.noscript)) {
        (true, _) => Some(Absent::Removed),
        (false, true) => Some(Absent::NoScript),
        (false, false) => None,
    }
}

/// What it means that no link matched. What was not the page, or not all of it, is no reason for a no.
fn absence(page: &Page, absent: Option<Absent>, hidden: u32) -> (Lamp, Phrase) {
    let links = u32::try_from(page.links.len()).unwrap_or(u32::MAX);
    if let Some(behind) = page.behind() {
        return (Lamp::Unknown, behind_says(behind));
    }
    if page.frames_that_matter() > 0 {
        return (Lamp::Unknown, Phrase::new("live_says_frames").count(page.frames_that_matter()));
    }
    if page.cut.is_some() {
        return (Lamp::Unknown, Phrase::new("live_says_cut").count(links));
    }
    match absent {
        Some(Absent::Removed) => return (Lamp::No, Phrase::new("live_says_removed")),
        Some(Absent::NoScript) => return (Lamp::No, Phrase::new("live_says_noscript")),
        None => {}
    }
    match (links, page.text_length > RICH_TEXT) {
        (0, true) => (Lamp::Unknown, Phrase::new("live_says_unread")),
        (0, false) => (Lamp::No, Phrase::new("live_says_no_links")),
        _ if hidden == 0 => (Lamp::No, Phrase::new("live_says_none_of").count(links)),
        _ if hidden >= links => (Lamp::Unknown, Phrase::new("live_says_all_hide")),
        _ => (Lamp::No, Phrase::new("live_says_none_known").count(links - hidden)),
    }
}

fn behind_says(behind: Behind) -> Phrase {
    match behind {
        Behind::Status(status) => Phrase::new("live_says_status").text(status.to_string()),
        Behind::Login => Phrase::new("live_says_login"),
        Behind::Challenge => Phrase::new("live_says_challenge"),
    }
}

impl Difference {
    /// The difference in words.
    pub fn phrase(self) -> Phrase {
        Phrase::new(match self {
            Self::Scheme => "chip_minor_scheme",
            Self::Www => "chip_minor_www",
            Self::Slash => "chip_minor_slash",
            Self::Tracking => "chip_minor_tracking",
            Self::Order => "chip_minor_order",
            Self::Escapes => "chip_minor_escapes",
            Self::Fragment => "chip_minor_fragment",
        })
    }
}
