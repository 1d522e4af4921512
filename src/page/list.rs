//! The list of a page's links as rows: filtered, outbound ones grouped by site, so that a view can ask for any window.

use super::{Class, Destination, Page};

/// Which links a list holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Which {
    /// The kind, or all.
    pub class: Option<Class>,
    /// What address or text contains; empty for all.
    pub text: String,
}

/// A row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// The heading of the site of that number, and how many links follow.
    Group(u32, u32),
    /// The link of that number.
    Link(u32),
}

/// A filtered list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// What it was made for.
    pub which: Which,
    /// How many links it holds.
    pub links: u32,
    /// Its rows.
    pub entries: Vec<Entry>,
}

impl List {
    /// Makes the list: groups with most links first, links without a site last, page order inside a group.
    pub fn new(page: &Page, which: Which) -> Self {
        let needle = which.text.trim().to_lowercase();
        let mut groups: Vec<Vec<u32>> = vec![Vec::new(); page.sites.len()];
        let mut others = Vec::new();
        for (id, link) in (0_u32..).zip(&page.links) {
            if which.class.is_some_and(|class| class != link.class) || (!needle.is_empty() && !link.contains(&needle)) {
                continue;
            }
            match link.destination {
                Destination::Web(_, site) => groups.get_mut(site as usize).unwrap_or(&mut others).push(id),
                _ => others.push(id),
            }
        }
        let mut groups: Vec<(u32, Vec<u32>)> = (0_u32..).zip(groups).filter(|(_, ids)| !ids.is_empty()).collect();
        groups.sort_unstable_by_key(|(site, ids)| (std::cmp::Reverse(ids.len()), *site));
        let mut entries = Vec::new();
        let mut links = 0;
        for (site, ids) in groups {
            let count = u32::try_from(ids.len()).unwrap_or(u32::MAX);
            entries.push(Entry::Group(site, count));
            entries.extend(ids.into_iter().map(Entry::Link));
            links += count;
        }
        links += u32::try_from(others.len()).unwrap_or(u32::MAX);
        entries.extend(others.into_iter().map(Entry::Link));
        Self { which, links, entries }
    }

    /// The numbers of its links, in its order.
    pub fn ids(&self) -> Vec<u32> {
        let id = |entry: &Entry| if let Entry::Link(id) = entry { Some(*id) } else { None };
        self.entries.iter().filter_map(id).collect()
    }

    /// The rows from `offset`, at most `limit`.
    pub fn window(&self, offset: u32, limit: u32) -> impl Iterator<Item = Entry> {
        self.entries.iter().copied().skip(offset as usize).take(limit as usize)
    }
}
