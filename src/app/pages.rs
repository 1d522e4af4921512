//! The pages read, by tab. Reports stay here, in wasm; views get the rows they show.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use super::App;
use super::together::both;
use crate::address::{Address, Sameness, Warning, clean, safe_text, show_raw, show_url, warnings};
use crate::page::{Class, Evidence, Link, List, Page, Seen, Sight, Unreadable};
use crate::phrase::{Failure, Phrase, Retry, Shown};
use crate::ports::{Ports, TabFault, TabInfo};
use crate::protocol::{LinkRow, PageView, SentenceView, SightView, Totals, UnreadView};
use crate::scope::Target;
use crate::verdict::hit;

/// Most pages kept at once; a page of 100,000 links takes about 30 MB.
const MOST_PAGES: usize = 4;

/// What is held of a tab.
#[derive(Debug, Clone)]
pub(super) struct Held {
    /// The page, or why it could not be read.
    pub page: Result<Page, Failure>,
    /// What is known of single links beyond the first reading.
    pub seen: RefCell<Seen>,
    /// When it was read, in milliseconds since 1970.
    pub at: f64,
    /// What the browser says of the tab.
    info: TabInfo,
    /// See [`Page::print`].
    print: OnceCell<u32>,
    /// Match patterns of hosts that may be read at any time, where frames were not read.
    granted: Vec<String>,
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

    pub(super) fn list(&self, tab: i32) -> Option<Rc<List>> {
        self.lists.iter().find(|(other, _)| *other == tab).map(|(_, list)| Rc::clone(list))
    }

    pub(super) fn keep_list(&mut self, tab: i32, list: Rc<List>) {
        self.lists.retain(|(other, _)| *other != tab);
        self.lists.push((tab, list));
    }

    /// Has a tab's links listed anew when they are next asked for.
    pub(super) fn forget_list(&mut self, tab: i32) {
        self.lists.retain(|(other, _)| *other != tab);
    }

    /// Changes the page of a tab, unless it is another one by now. What was listed of it is listed anew.
    fn change(&mut self, tab: i32, held: Rc<Held>, change: impl FnOnce(&mut Page)) {
        let Some(at) = self.tabs.iter().position(|(other, known)| *other == tab && Rc::ptr_eq(known, &held)) else {
            return;
        };
        drop(held);
        self.lists.retain(|(other, _)| *other != tab);
        let (_, held) = self.tabs.remove(at);
        // Copied only while somebody else is reading it.
        let mut held = Rc::unwrap_or_clone(held);
        if let Ok(page) = &mut held.page {
            change(page);
        }
        self.tabs.insert(at, (tab, Rc::new(held)));
    }

    /// Forgets all of them.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn find(&self, tab: i32) -> Option<Rc<Held>> {
        self.tabs.iter().find(|(other, _)| *other == tab).map(|(_, held)| Rc::clone(held))
    }
}

impl<P: Ports> App<P> {
    /// Reads the page in the tab, whether it was read before or not.
    pub(super) async fn read_page(&self, tab: i32) -> Rc<Held> {
        let (info, read) = both(self.ports.info(tab), self.ports.read(tab)).await;
        let page = match (&info, read) {
            (None, _) => Err(Failure::new("page.gone", Retry::Never)),
            (Some(info), Err(fault)) => Err(why_unread(info, &fault)),
            (Some(_), Ok(frames)) => Page::read(&frames).map_err(|unreadable| match unreadable {
                Unreadable::NotHtml(kind) if kind == "application/pdf" => Failure::new("page.pdf", Retry::Never),
                Unreadable::NotHtml(kind) => Failure::new("page.not_html", Retry::Never).about(safe_text(&kind, 60)),
                Unreadable::NoDocument => Failure::new("page.failed", Retry::Now).about(unreadable.to_string()),
            }),
        };
        let mut page = page;
        if let Ok(page) = &mut page {
            self.lead(page).await;
        }
        let unread = page.as_ref().is_ok_and(|page| page.frames_unread > 0);
        let granted = if unread { self.ports.granted().await } else { Vec::new() };
        let info = info.unwrap_or_default();
        let at = self.ports.now();
        let held = Rc::new(Held { info, granted, ..Held::new(page, at) });
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

    /// Changes the page of a tab, if it is still the one at hand.
    pub(super) fn change_page(&self, tab: i32, held: Rc<Held>, change: impl FnOnce(&mut Page)) {
        self.pages.borrow_mut().change(tab, held, change);
    }
}

/// What the second look at a link brought, ready to show.
pub(super) fn sight_view(evidence: &Evidence) -> SightView {
    let sentence = evidence.sentence.clone().map(|sentence| SentenceView {
        before: sentence.before,
        link: sentence.link,
        after: sentence.after,
    });
    SightView { visible: evidence.sight == Sight::Visible, says: evidence.sight.phrase(), sentence }
}

/// A link, ready to show.
pub(super) fn row(id: u32, link: &Link, target: Option<&Target>, seen: &Seen) -> LinkRow {
    let matches = target.is_some_and(|target| hit(id, link, target).is_some());
    let carried = link.carried().map(|(url, _)| url);
    let (grave, others): (Vec<Warning>, Vec<Warning>) =
        [link.url(), carried].into_iter().flatten().flat_map(warnings).partition(Warning::is_grave);
    let phrases = |found: &[Warning]| found.iter().map(Warning::phrase).collect::<Vec<_>>();
    LinkRow {
        id,
        address: link.url().map_or_else(|| show_raw(link.href.as_deref().unwrap_or_default()), show_url),
        text: link.text(),
        named_by: link.named_by.phrase(),
        place: link.place.phrase(),
        follow: link.follow.phrase(),
        why: link.why(),
        through: link.through(),
        opens: link.opens().map(str::to_owned),
        matches,
        warnings: phrases(&grave),
        notes: [link.notes(), phrases(&others)].concat(),
        sight: seen.of(id).map(|evidence| sight_view(&evidence)),
    }
}

impl Held {
    /// A page of which only what it says itself is known.
    pub(super) fn new(page: Result<Page, Failure>, at: f64) -> Self {
        let (info, print) = (TabInfo::default(), OnceCell::new());
        Self { page, seen: RefCell::default(), at, info, print, granted: Vec::new() }
    }

    /// The print of a page that was read.
    pub(super) fn print(&self) -> u32 {
        *self.print.get_or_init(|| self.page.as_ref().map(Page::print).unwrap_or_default())
    }

    /// The page's address as a source for Moz; none if it is no address of the web.
    pub(super) fn source(&self, sameness: &Sameness) -> Option<Address> {
        let page = self.page.as_ref().ok()?;
        clean(page.url.as_str(), &sameness.tracking).ok().map(|cleaned| cleaned.address)
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
                unread: self.unread(page),
                cut: cut(page),
            },
            Err(failure) => PageView {
                address: tab_url().map_or_else(Shown::default, |url| show_url(&url)),
                title: safe_text(self.info.title.as_deref().unwrap_or_default(), 200),
                failure: Some(failure.clone()),
                totals: Totals::default(),
                unread: None,
                cut: None,
            },
        }
    }
}

impl Held {
    /// The frames that were not read, and what would open them.
    fn unread(&self, page: &Page) -> Option<UnreadView> {
        let frames = page.frames_unread;
        let sites = page.unread_sites(&self.granted);
        let key = if sites.is_empty() { "unread_closed" } else { "unread_frames" };
        let (hosts, patterns) = sites.into_iter().map(|site| (safe_text(&site.host, 120), site.pattern)).unzip();
        (frames > 0).then(|| UnreadView { says: Phrase::new(key).count(frames), hosts, patterns })
    }
}

/// How many of the page's links were read, if not all of them.
fn cut(page: &Page) -> Option<Phrase> {
    let all = page.cut?;
    let read = u32::try_from(page.links.len()).unwrap_or(u32::MAX);
    Some(if all > read {
        Phrase::new("links_cut").count(all).count(read)
    } else {
        Phrase::new("links_cut_open").count(read)
    })
}

/// Why a page that was read cannot be reached any more.
pub(super) fn why_lost(fault: &TabFault) -> Failure {
    let failure = why_unread(&TabInfo::default(), fault);
    if failure.code == "page.no_grant" { Failure::new("page.left", Retry::AfterChange) } else { failure }
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
    } else if says(&["showing error page"]) {
        Failure::new("page.browser_error", Retry::Now)
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
            (Some("https://a.example/"), "Frame with ID 0 is showing error page", "page.browser_error"),
            (Some("https://a.example/"), "something new", "page.failed"),
        ];
        for (url, said, code) in cases {
            let info = TabInfo { url: url.map(str::to_owned), title: None };
            assert_eq!(why_unread(&info, &TabFault(said.to_owned())).code, code, "{url:?} {said}");
        }
    }
}
