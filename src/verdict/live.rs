//! Does the page show a link to the target? Yes, no, or cannot tell.

use crate::address::{Difference, host_of};
use crate::page::{Link, Page};
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
    /// Every link that matches, best first: followed before not, main text before the rest of the page, direct before
    /// wrapped, exact before nearly, then in page order.
    pub hits: Vec<Hit>,
    /// How many links could not be judged, as only a server knows where they lead.
    pub hidden: u32,
}

/// Judges `page` against `target`.
pub fn live(page: &Page, target: &Target) -> Live {
    let mut hits = hits(page, target);
    let link = |hit: &Hit| page.links.get(hit.id as usize);
    hits.sort_unstable_by_key(|hit| {
        let followed = link(hit).is_some_and(|link| link.follow.is_followed());
        let place = link(hit).map(|link| link.place);
        (!followed, place, hit.wrapped, hit.differences.len(), hit.id)
    });
    let (state, says) = match hits.first().and_then(link) {
        Some(best) => (Lamp::Yes, evidence(best)),
        None => absence(page),
    };
    let hidden = u32::try_from(page.links.iter().filter(|link| link.hides()).count()).unwrap_or(u32::MAX);
    Live { state, says, hits, hidden }
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
    let matching = (0_u32..).zip(&page.links).filter_map(|(id, link)| {
        let crate::page::Destination::Web(_, site) = &link.destination else { return None };
        let same_site = page.sites.get(*site as usize)?.name == target.site();
        let may_carry = || link.carried().is_some_and(|(url, _)| host_of(url).ends_with(target.site()));
        (same_site || may_carry()).then(|| hit(id, link, target))?
    });
    matching.collect()
}

fn evidence(link: &Link) -> Phrase {
    let (text, follow, place) = (link.text(), link.follow.phrase(), link.place.phrase());
    let says = |key: &str| Phrase::new(key).phrase(follow).phrase(place);
    match link.named_by.phrase() {
        None => says("live_says_text").text(text),
        Some(named_by) if text.is_empty() => says("live_says_no_text").phrase(named_by),
        Some(named_by) => says("live_says_label").phrase(named_by).text(text),
    }
}

/// What it means that no link matched.
fn absence(page: &Page) -> (Lamp, Phrase) {
    let links = u32::try_from(page.links.len()).unwrap_or(u32::MAX);
    if page.frames_unread > 0 {
        return (Lamp::Unknown, Phrase::new("live_says_frames").count(page.frames_unread));
    }
    match (links, page.text_length > RICH_TEXT) {
        (0, true) => (Lamp::Unknown, Phrase::new("live_says_unread")),
        (0, false) => (Lamp::No, Phrase::new("live_says_no_links")),
        _ => (Lamp::No, Phrase::new("live_says_none_of").count(links)),
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
