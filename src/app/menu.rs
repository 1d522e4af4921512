//! Menus of pages and links. They prepare what the panel then shows, and never spend anything.

use super::App;
use crate::phrase::{Failure, Retry};
use crate::ports::Ports;
use crate::protocol::{Item, Pick};
use crate::scope::Scope;

/// How long a choice waits for the view that it opens, in milliseconds.
const WAITS: f64 = 5_000.0;

/// What was chosen in a tab, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen {
    tab: i32,
    item: Item,
    at: f64,
}

impl<P: Ports> App<P> {
    /// Does what was chosen in the menu of a page, or of a link on it.
    pub async fn choose(&self, tab: i32, item: Item, link: &str) {
        self.chosen.set(Some(Chosen { tab, item, at: self.ports.now() }));
        if matches!(item, Item::Target | Item::Ask) {
            // What is no target is no worse than before; the view that opens shows what is set.
            let _ = self.aim_at_link(tab, link).await;
        }
    }

    async fn aim_at_link(&self, tab: i32, link: &str) -> Result<(), Failure> {
        let held = self.read_page(tab).await;
        let number = held.page.as_ref().ok().and_then(|page| {
            let this = |url: &url::Url| url.as_str() == link;
            page.links.iter().position(|other| other.url().is_some_and(this))
        });
        // As a link of the page it is told apart from what wraps it.
        let pick = match number.map(u32::try_from) {
            Some(Ok(number)) => Pick::Link(number),
            _ if link.is_empty() => return Err(Failure::new("target.no_such_link", Retry::Never)),
            _ => Pick::Typed(link.to_owned()),
        };
        self.aim(tab, pick, Scope::Page).await.map(drop)
    }

    /// What was just chosen in a tab, for the view that opens on it.
    pub(super) fn chosen(&self, tab: i32) -> Option<Item> {
        let chosen = self.chosen.get()?;
        (chosen.tab == tab && self.ports.now() - chosen.at < WAITS).then_some(chosen.item)
    }
}
