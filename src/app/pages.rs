//! The pages read, by tab. Reports stay here, in wasm; views get the rows they show.

use std::rc::Rc;

use super::App;
use crate::address::{Address, Warning, clean, safe_text, show_raw, show_url, warnings};
use crate::page::{Class, Entry, Link, List, Page, Unreadable, Which};
use crate::phrase::{Failure, Retry, Shown};
use crate::ports::{Ports, TabFault, TabInfo};
use crate::protocol::{Answer, LinkList, LinkQuery, LinkRow, ListRow, PageView, Show, Totals};
use crate::scope::Target;
use crate::verdict::hit;

/// Most pages kept at once; a page of 100,000 links takes about 30 MB.
const MOST_PAGES: usize = 4;
/// Most rows sent to a view at once.
const MOST_ROWS: u32 = 500;

/// What is held of a tab.
#[derive(Debug)]
pub(super) struct Held {
    /// The page, or why it could not be read.
    pub page: Result<Page, Failure>,
    /// What the browser says of the tab.
    info: TabInfo,
}

/// The tabs held, oldest first, and the list that a view is looking at.
#[derive(Debug, Default)]
pub(super) struct Pages {
    tabs: Vec<(i32, Rc<Held>)>,
    lists: Vec<(i32, Rc<List>)>,
}

impl Pages {
    fn keep(&mut self, tab: i32, held: Rc<Held>) {
        self.tabs.retain(|(other, _)| *other != tab);
        self.lists.retain(|(other, _)| *other != tab);
        if self.tabs.len() >= MOST_PAGES {
            let (oldest, _) = self.tabs.remove(0);
            self.lists.retain(|(other, _)| *other != oldest);
        }
        self.tabs.push((tab, held));
    }

    fn list(&self, tab: i32) -> Option<Rc<List>> {
        self.lists.iter().find(|(other, _)| *other == tab).map(|(_, list)| Rc::clone(list))
    }

    fn keep_list(&mut self, tab: i32, list: Rc<List>) {
        self.lists.retain(|(other, _)| *other != tab);
        self.lists.push((tab, list));
    }

    fn find(&self, tab: i32) -> Option<Rc<Held>> {
        self.tabs.iter().find(|(other, _)| *other == tab).map(|(_, held)| Rc::clone(held))
    }
}

impl<P: Ports> App<P> {
    /// Reads the page in the tab, whether it was read before or not.
    pub(super) async fn read_page(&self, tab: i32) -> Rc<Held> {
        let info = self.ports.info(tab).await;
        let page = match (&info, self.ports.read(tab).await) {
            (None, _) => Err(Failure::new("page.gone", Retry::Never)),
            (Some(info), Err(fault)) => Err(why_unread(info, &fault)),
            (Some(_), Ok(frames)) => Page::read(&frames).map_err(|unreadable| match unreadable {
                Unreadable::NotHtml(kind) if kind == "application/pdf" => Failure::new("page.pdf", Retry::Never),
                Unreadable::NotHtml(kind) => Failure::new("page.not_html", Retry::Never).about(safe_text(&kind, 60)),
                Unreadable::NoDocument => Failure::new("page.failed", Retry::Now).about(unreadable.to_string()),
            }),
        };
        let held = Rc::new(Held { page, info: info.unwrap_or_default() });
        self.pages.borrow_mut().keep(tab, Rc::clone(&held));
        held
    }

    /// The page as read before; reads it if the worker was stopped since.
    pub(super) async fn page(&self, tab: i32) -> Rc<Held> {
        let held = self.pages.borrow().find(tab);
        match held {
            Some(held) => held,
            None => self.read_page(tab).await,
        }
    }

    pub(super) async fn links(&self, tab: i32, query: LinkQuery, offset: u32, limit: u32) -> Result<Answer, Failure> {
        let held = self.page(tab).await;
        let page = held.page.as_ref().map_err(Clone::clone)?;
        let which = Which { class: class(query.show), text: query.text };
        let known = self.pages.borrow().list(tab).filter(|list| list.which == which);
        let list = known.unwrap_or_else(|| {
            let list = Rc::new(List::new(page, which));
            self.pages.borrow_mut().keep_list(tab, Rc::clone(&list));
            list
        });
        let target = self.target().await?.and_then(Result::ok);
        let rows = list.window(offset, limit.min(MOST_ROWS)).filter_map(|entry| match entry {
            Entry::Group(site, links) => {
                let name = page.sites.get(site as usize)?.name.clone();
                Some(ListRow::Group { name, links })
            }
            Entry::Link(id) => Some(ListRow::Link(Box::new(row(id, page.links.get(id as usize)?, target.as_ref())))),
        });
        let total = u32::try_from(list.entries.len()).unwrap_or(u32::MAX);
        Ok(Answer::Links(LinkList { total, links: list.links, offset, rows: rows.collect() }))
    }
}

/// A link, ready to show.
pub(super) fn row(id: u32, link: &Link, target: Option<&Target>) -> LinkRow {
    let matches = target.is_some_and(|target| hit(id, link, target).is_some());
    let carried = link.carried().map(|(url, _)| url);
    let (grave, others): (Vec<Warning>, Vec<Warning>) =
        [link.url(), carried].into_iter().flatten().flat_map(warnings).partition(Warning::is_grave);
    let phrases = |found: &[Warning]| found.iter().map(Warning::phrase).collect();
    LinkRow {
        id,
        address: link.url().map_or_else(|| show_raw(link.href.as_deref().unwrap_or_default()), show_url),
        text: link.text(),
        named_by: link.named_by.phrase(),
        place: link.place.phrase(),
        follow: link.follow.phrase(),
        why: link.why(),
        through: link.through(),
        matches,
        warnings: phrases(&grave),
        about: phrases(&others),
    }
}

fn class(show: Show) -> Option<Class> {
    match show {
        Show::Outbound => Some(Class::Outbound),
        Show::SameSite => Some(Class::SameSite),
        Show::SameHost => Some(Class::SameHost),
        Show::NotWeb => Some(Class::NotWeb),
        Show::Unusable => Some(Class::Unusable),
        Show::All => None,
    }
}

impl Held {
    /// The page's address as a source for Moz; none if it is no address of the web.
    pub(super) fn source(&self) -> Option<Address> {
        let page = self.page.as_ref().ok()?;
        clean(page.url.as_str()).ok().map(|cleaned| cleaned.address)
    }

    /// The page as a view shows it.
    pub(super) fn view(&self) -> PageView {
        let tab_url = || self.info.url.as_deref().and_then(|url| url::Url::parse(url).ok());
        match &self.page {
            Ok(page) => PageView {
                address: show_url(&page.url),
                title: safe_text(&page.title, 200),
                failure: None,
                totals: totals(page),
            },
            Err(failure) => PageView {
                address: tab_url().map_or_else(Shown::default, |url| show_url(&url)),
                title: safe_text(self.info.title.as_deref().unwrap_or_default(), 200),
                failure: Some(failure.clone()),
                totals: Totals::default(),
            },
        }
    }
}

fn totals(page: &Page) -> Totals {
    let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
    let mut led_to = vec![false; page.sites.len()];
    let mut totals = Totals {
        links: number(page.links.len()),
        frames_read: number(page.frames.len()),
        frames_unread: page.frames_unread,
        ..Totals::default()
    };
    for link in &page.links {
        match link.class {
            Class::Outbound => totals.outbound += 1,
            Class::SameSite => totals.same_site += 1,
            Class::SameHost => totals.same_host += 1,
            Class::NotWeb => totals.not_web += 1,
            Class::Unusable => totals.unusable += 1,
        }
        if let (Class::Outbound, crate::page::Destination::Web(_, site)) = (link.class, &link.destination)
            && let Some(seen) = led_to.get_mut(*site as usize)
        {
            *seen = true;
        }
    }
    totals.domains = number(led_to.into_iter().filter(|seen| *seen).count());
    totals
}

/// Why the browser did not let a tab be read, from its address where that is known, else from what the browser said.
fn why_unread(info: &TabInfo, fault: &TabFault) -> Failure {
    let url = info.url.as_deref().unwrap_or_default();
    let said = fault.0.to_ascii_lowercase();
    let scheme = url.split(':').next().unwrap_or_default();
    let store =
        ["https://chromewebstore.google.com/", "https://chrome.google.com/webstore", "https://addons.mozilla.org/"];
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if store.iter().any(|store| url.starts_with(store)) || says(&["gallery", "web store"]) {
        Failure::new("page.store", Retry::Never)
    } else if !matches!(scheme, "" | "http" | "https" | "file")
        || says(&["chrome://", "devtools://", "about:", "chrome-extension://"])
    {
        Failure::new("page.browser", Retry::Never)
    } else if says(&["no tab with id", "invalid tab id", "was removed", "was closed"]) {
        Failure::new("page.gone", Retry::Never)
    } else if says(&["cannot access", "missing host permission", "must request permission"]) {
        // Both browsers tell the address of a tab only where they grant it. A tab that is granted and yet refused is
        // shown by a viewer of the browser's own, which Firefox does for PDFs.
        match url.split(['?', '#']).next() {
            None | Some("") => Failure::new("page.no_grant", Retry::AfterChange),
            Some(path) if path.to_ascii_lowercase().ends_with(".pdf") => Failure::new("page.pdf", Retry::Never),
            Some(_) => Failure::new("page.viewer", Retry::Never),
        }
    } else {
        Failure::new("page.failed", Retry::Now).about(safe_text(&fault.0, 200))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_for_not_reading_is_told() {
        let cases = [
            (Some("chrome://version/"), "Cannot access a chrome:// URL", "page.browser"),
            (Some("https://chromewebstore.google.com/x"), "The extensions gallery cannot be scripted.", "page.store"),
            (None, "The extensions gallery cannot be scripted.", "page.store"),
            (
                None,
                "Cannot access contents of the page. Extension manifest must request permission to access the respective host.",
                "page.no_grant",
            ),
            (None, "Missing host permission for the tab", "page.no_grant"),
            (Some("https://a.example/x.PDF?y"), "Missing host permission for the tab", "page.pdf"),
            (Some("https://a.example/"), "Missing host permission for the tab", "page.viewer"),
            (None, "No tab with id: 7", "page.gone"),
            (Some("https://a.example/"), "Frame with ID 0 was removed.", "page.gone"),
            (Some("https://a.example/"), "something new", "page.failed"),
        ];
        for (url, said, code) in cases {
            let info = TabInfo { url: url.map(str::to_owned), title: None };
            assert_eq!(why_unread(&info, &TabFault(said.to_owned())).code, code, "{url:?} {said}");
        }
    }
}
