//! Raw against rendered: which links stand in the page's own HTML, which are there only after scripts, which scripts took
//! away. Frames are left out: only the top document's HTML was read.

use std::collections::{HashMap, VecDeque};

use super::Link;
use super::arrival::Way;
use super::rel::not_followed;
use crate::address::bounded;
use crate::phrase::Phrase;

/// Whether the page's own HTML has a link.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Origin {
    /// Nobody has compared.
    #[default]
    Unknown,
    /// It has.
    Html,
    /// It has, and there its rel asks otherwise about following. That rel, as written.
    RelChanged(Box<str>),
    /// It has not; which HTML was looked at.
    Missing(Way),
}

impl Origin {
    /// What is to be said of it; nothing of a link that is as its HTML has it.
    pub fn phrase(&self) -> Option<Phrase> {
        match self {
            Self::Unknown | Self::Html => None,
            Self::RelChanged(rel) if not_followed(rel).is_empty() => Some(Phrase::new("origin_rel_none")),
            Self::RelChanged(rel) => Some(Phrase::new("origin_rel").text(not_followed(rel).join(", "))),
            // The very bytes that the page was made of.
            Self::Missing(Way::Cache) => Some(Phrase::new("origin_scripts")),
            // What the site sends now may be something else than it sent then.
            Self::Missing(_) => Some(Phrase::new("origin_missing")),
        }
    }

    /// True if a crawler that runs no scripts does not see it.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing(_))
    }
}

/// The outcome for all links.
#[derive(Debug, Default)]
pub struct Comparison {
    /// For each rendered link, the raw one that it is.
    pub same: Vec<Option<usize>>,
    /// For each raw link, whether it is one that is on the page. Those in `<noscript>` never are, as long as scripts run.
    pub shown: Vec<bool>,
}

/// Pairs links of the same address: those of the same text first, the others in order. Each is paired at most once.
pub fn compare(rendered: &[Link], raw: &[Link]) -> Comparison {
    // By address and text, and for the second round by address alone.
    let mut left: HashMap<(&str, Option<&str>), VecDeque<usize>> = HashMap::with_capacity(raw.len());
    for (at, link) in raw.iter().enumerate().filter(|(_, link)| !link.in_noscript) {
        for text in [Some(text(link)), None] {
            left.entry((link.address(), text)).or_default().push_back(at);
        }
    }
    let mut shown = vec![false; raw.len()];
    let mut same = vec![None; rendered.len()];
    for by_text in [true, false] {
        for (link, same) in rendered.iter().zip(&mut same).filter(|(_, same)| same.is_none()) {
            let Some(left) = left.get_mut(&(link.address(), by_text.then(|| text(link)))) else { continue };
            while let Some(at) = left.pop_front() {
                if shown.get_mut(at).is_some_and(|shown| !std::mem::replace(shown, true)) {
                    *same = Some(at);
                    break;
                }
            }
        }
    }
    Comparison { same, shown }
}

/// What the comparison says of a rendered link.
pub fn origin(rendered: &Link, raw: Option<&Link>, from: Way) -> Origin {
    let Some(raw) = raw else { return Origin::Missing(from) };
    let (then, now) = (raw.rel.as_deref().unwrap_or_default(), rendered.rel.as_deref().unwrap_or_default());
    if then == now || not_followed(then) == not_followed(now) {
        Origin::Html
    } else {
        Origin::RelChanged(bounded(then, 200).into())
    }
}

fn text(link: &Link) -> &str {
    link.raw_text().trim()
}

#[cfg(test)]
mod tests {
    use super::super::Page;
    use super::super::packed::escape;
    use super::*;
    use proptest::prelude::*;

    type Raw = (u8, u8, bool, bool);

    fn links(links: &[Raw]) -> Vec<Link> {
        let document = "\u{1e}D\u{1f}2\u{1f}https://a.example/\u{1f}https://a.example/\u{1f}text/html";
        let rows = links.iter().map(|(href, text, noscript, nofollow)| {
            let around = if *noscript { "\u{1e}+\u{1f}noscript" } else { "" };
            let rel = if *nofollow { "nofollow" } else { "noopener" };
            let text = escape(&text.to_string());
            format!("\u{1e}-\u{1f}0{around}\u{1e}a\u{1f}/{href}\u{1f}{rel}\u{1f}{text}\u{1f}")
        });
        let packed = document.to_owned() + &rows.collect::<Vec<_>>().concat();
        Page::read(&[(0, packed)]).map(|page| page.links).unwrap_or_default()
    }

    fn some(noscript: bool) -> impl Strategy<Value = Vec<Raw>> {
        let link = (
            0..6_u8,
            0..3_u8,
            Just(noscript).prop_flat_map(|may| if may { any::<bool>().boxed() } else { Just(false).boxed() }),
            any::<bool>(),
        );
        proptest::collection::vec(link, 0..30)
    }

    proptest! {
        #[test]
        fn the_counts_add_up(rendered in some(false), raw in some(true)) {
            let (rendered, raw) = (links(&rendered), links(&raw));
            let comparison = compare(&rendered, &raw);
            let paired: Vec<usize> = comparison.same.iter().flatten().copied().collect();
            prop_assert_eq!(comparison.same.len(), rendered.len());
            let mut unique = paired.clone();
            unique.sort_unstable();
            unique.dedup();
            prop_assert_eq!(unique.len(), paired.len(), "each raw link once");
            let shown: Vec<usize> = (0..raw.len()).filter(|at| comparison.shown[*at]).collect();
            prop_assert_eq!(unique, shown, "shown are those that were paired");
            prop_assert_eq!(comparison.shown.len(), raw.len());
            for (link, same) in rendered.iter().zip(&comparison.same) {
                let Some(other) = same.and_then(|at| raw.get(at)) else { continue };
                prop_assert_eq!(link.address(), other.address());
                prop_assert!(!other.in_noscript);
            }
            // As many of each address as both have.
            for address in rendered.iter().map(Link::address) {
                let count = |links: &[Link]| links.iter().filter(|link| link.address() == address && !link.in_noscript).count();
                let found = rendered.iter().zip(&comparison.same).filter(|(link, same)| link.address() == address && same.is_some()).count();
                prop_assert_eq!(found, count(&rendered).min(count(&raw)));
            }
        }

        #[test]
        fn identical_documents_do_not_differ(both in some(false)) {
            let links = links(&both);
            let comparison = compare(&links, &links);
            prop_assert!(comparison.shown.iter().all(|shown| *shown));
            for (link, same) in links.iter().zip(comparison.same) {
                prop_assert_eq!(origin(link, same.and_then(|at| links.get(at)), Way::Cache), Origin::Html);
            }
        }
    }

    #[test]
    fn the_same_text_goes_before_the_same_order() {
        let rendered = links(&[(1, 9, false, false), (1, 2, false, false)]);
        let raw = links(&[(1, 2, false, true)]);
        let comparison = compare(&rendered, &raw);
        assert_eq!(comparison.same, [None, Some(0)]);
        let changed = rendered.get(1).map(|link| origin(link, raw.first(), Way::Cache));
        assert_eq!(changed, Some(Origin::RelChanged("nofollow".into())));
    }

    #[test]
    fn many_links_take_no_time() {
        // 100,000 to one address with one text, and as many to other ones: neither is compared each with each.
        let same = links(&vec![(1, 1, false, false); 100_000]);
        let other: Vec<Raw> = (0..100_000_u32).map(|at| ((at % 251) as u8, (at % 241) as u8, false, false)).collect();
        let other = links(&other);
        for (rendered, raw) in [(&same, &same), (&other, &other), (&same, &other)] {
            let begun = std::time::Instant::now();
            let comparison = compare(rendered, raw);
            assert_eq!(comparison.same.len(), 100_000);
            assert!(begun.elapsed().as_secs() < 5, "{:?} without optimisation", begun.elapsed());
        }
    }
}
