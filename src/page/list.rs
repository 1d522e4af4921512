//! The list of a page's links as rows: narrowed, sorted and grouped, so that a view can ask for any window.

use serde::{Deserialize, Serialize};

use super::facet::{About, Facet, Facets, Narrowing};
use super::{Class, Destination, Page, Place, Seen, number};

/// Which links a list holds, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Which {
    /// The kind, or all.
    pub class: Option<Class>,
    /// The facets they must have.
    pub facets: Facets,
    /// What address or text contains; empty for all.
    pub text: String,
    /// Their order.
    pub sort: Sort,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Grouped by site, most links first.
    #[default]
    Count,
    /// Grouped by site, by name.
    Domain,
    /// As on the page.
    Page,
    /// By anchor text; links without one last.
    Text,
    /// Grouped by where they stand, the main text first.
    Place,
}

/// What a group of rows has in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// They lead to the site of that number.
    Site(u32),
    /// They lead to no site.
    NoSite,
    /// They stand there.
    Place(Place),
}

/// A row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// The heading of a group, and how many links follow.
    Group(Heading, u32),
    /// The link of that number.
    Link(u32),
}

/// A narrowed list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// What it was made for.
    pub which: Which,
    /// How many links it holds.
    pub links: u32,
    /// Its rows.
    pub entries: Vec<Entry>,
    /// How many links of each kind there are, all else as chosen.
    pub classes: [u32; CLASSES.len()],
    /// How many links of each facet there are, all that is not about the same as chosen.
    pub facets: Vec<(Facet, About, u32)>,
}

/// The kinds of link, in the order of [`List::classes`].
pub const CLASSES: [Class; 5] = [Class::SameHost, Class::SameSite, Class::Outbound, Class::NotWeb, Class::Unusable];

impl List {
    /// Makes the list.
    pub fn new(page: &Page, seen: &Seen, which: Which) -> Self {
        let needle = which.text.trim().to_lowercase();
        let mut narrowing = Narrowing::new(which.facets);
        let mut classes = [0; CLASSES.len()];
        let mut ids = Vec::new();
        for (id, link) in (0_u32..).zip(&page.links) {
            let (facets, passes) = narrowing.counted(Facets::of(link, seen.sight(id)));
            let of_class = which.class.is_none_or(|class| class == link.class);
            // What is neither listed nor counted need not be searched.
            if !(passes || of_class && facets != Facets::default()) || !(needle.is_empty() || link.contains(&needle)) {
                continue;
            }
            if passes && let Some(count) = classes.get_mut(link.class as usize) {
                *count += 1;
            }
            if of_class {
                narrowing.count(facets);
                ids.extend(passes.then_some(id));
            }
        }
        let entries = match which.sort {
            Sort::Page => ids.iter().copied().map(Entry::Link).collect(),
            Sort::Text => by_text(page, &ids).into_iter().map(Entry::Link).collect(),
            Sort::Place => with_headings(by_place(page, &ids)),
            Sort::Count | Sort::Domain => with_headings(by_site(page, &ids, which.sort)),
        };
        Self { which, links: number(ids.len()), entries, classes, facets: narrowing.into_counts() }
    }

    /// The rows from `offset`, at most `limit`.
    pub fn window(&self, offset: u32, limit: u32) -> impl Iterator<Item = Entry> {
        self.entries.iter().copied().skip(offset as usize).take(limit as usize)
    }

    /// The numbers of its links among `limit` rows from `offset`.
    pub fn ids(&self, offset: u32, limit: u32) -> impl Iterator<Item = u32> {
        self.window(offset, limit).filter_map(Entry::link)
    }

    /// The numbers of `limit` links from the one at `offset`, headings not counted.
    pub fn links_from(&self, offset: u32, limit: u32) -> impl Iterator<Item = u32> {
        self.entries.iter().filter_map(|entry| entry.link()).skip(offset as usize).take(limit as usize)
    }
}

impl Entry {
    fn link(self) -> Option<u32> {
        match self {
            Self::Link(id) => Some(id),
            Self::Group(..) => None,
        }
    }
}

type Groups = Vec<(Heading, Vec<u32>)>;

/// Links that lead to no site need no heading where there are no others.
fn with_headings(mut groups: Groups) -> Vec<Entry> {
    groups.retain(|(_, ids)| !ids.is_empty());
    let mut entries = Vec::new();
    if let [(Heading::NoSite, ids)] = groups.as_slice() {
        return ids.iter().copied().map(Entry::Link).collect();
    }
    for (heading, ids) in groups {
        entries.push(Entry::Group(heading, number(ids.len())));
        entries.extend(ids.into_iter().map(Entry::Link));
    }
    entries
}

/// Links that lead to no site come last.
fn by_site(page: &Page, ids: &[u32], sort: Sort) -> Groups {
    let mut groups: Vec<Vec<u32>> = vec![Vec::new(); page.sites.len()];
    let mut others = Vec::new();
    for id in ids {
        let group = match page.links.get(*id as usize).map(|link| &link.destination) {
            Some(Destination::Web(_, site)) => groups.get_mut(*site as usize),
            _ => None,
        };
        group.unwrap_or(&mut others).push(*id);
    }
    let key = |(site, ids): (u32, &Vec<u32>)| match sort {
        Sort::Count => (u32::MAX - number(ids.len()), String::new(), site),
        _ => (0, page.sites.get(site as usize).map(|site| site.name.clone()).unwrap_or_default(), site),
    };
    let order = in_order((0_u32..).zip(&groups).map(|(site, ids)| key((site, ids))));
    let mut groups: Groups = order
        .into_iter()
        .map(|site| (Heading::Site(site), groups.get_mut(site as usize).map(std::mem::take).unwrap_or_default()))
        .collect();
    groups.push((Heading::NoSite, others));
    groups
}

fn by_place(page: &Page, ids: &[u32]) -> Groups {
    let mut groups: Groups = Place::ALL.into_iter().map(|place| (Heading::Place(place), Vec::new())).collect();
    for id in ids {
        let place = page.links.get(*id as usize).map(|link| link.place).unwrap_or_default();
        if let Some((_, ids)) = groups.get_mut(place as usize) {
            ids.push(*id);
        }
    }
    groups
}

fn by_text(page: &Page, ids: &[u32]) -> Vec<u32> {
    in_order(ids.iter().map(|id| {
        let text = page.links.get(*id as usize).map(|link| link.text().to_lowercase()).unwrap_or_default();
        (u32::from(text.is_empty()), text, *id)
    }))
}

/// The last of each, in the order of all three. One sort for all orders: each further one makes the module bigger.
fn in_order(keys: impl Iterator<Item = (u32, String, u32)>) -> Vec<u32> {
    let mut keys: Vec<_> = keys.collect();
    keys.sort_unstable();
    keys.into_iter().map(|(.., id)| id).collect()
}
