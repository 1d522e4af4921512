//! The ports: what the core needs of a browser besides HTTP and chance. One adapter file each in `browser/`; the tests have
//! others, in memory.

#![allow(async_fn_in_trait, reason = "the core runs on one thread, so no bound on futures is wanted")]

mod database;
mod fault;

use thiserror::Error;

use crate::moz::{Http, Random, Ticket};

pub use database::{Change, Database, Durability, Order, Plan, Range, SCHEMA, Table};
pub use fault::StoreFault;

/// Where a small setting is kept. What matters more is in the [`Database`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// On this device.
    Local,
    /// In memory, until the browser closes.
    Session,
    /// What an organisation has set for its people; it is read only, and each value is a text in JSON.
    Managed,
}

/// Keeps the few texts that need no transaction, by key.
pub trait Store {
    /// Everything in the area, as keys and values.
    async fn entries(&self, area: Area) -> Result<Vec<(String, String)>, StoreFault>;
    /// The values of the keys, in their order; none where there is none.
    async fn get_all(&self, area: Area, keys: &[String]) -> Result<Vec<Option<String>>, StoreFault>;
    /// The value, if there is one.
    async fn get(&self, area: Area, key: &str) -> Result<Option<String>, StoreFault> {
        Ok(self.get_all(area, &[key.to_owned()]).await?.pop().flatten())
    }
    /// Sets the value.
    async fn set(&self, area: Area, key: &str, value: &str) -> Result<(), StoreFault>;
    /// Sets these and removes those, the setting as one.
    async fn replace(&self, area: Area, set: &[(String, String)], remove: &[String]) -> Result<(), StoreFault>;
    /// Removes the values, those that are there.
    async fn remove_all(&self, area: Area, keys: &[String]) -> Result<(), StoreFault>;
    /// Removes the value, if there is one.
    async fn remove(&self, area: Area, key: &str) -> Result<(), StoreFault> {
        self.remove_all(area, &[key.to_owned()]).await
    }
}

/// Tells the time.
pub trait Clock {
    /// Milliseconds since 1970.
    fn now(&self) -> f64;
    /// Waits. For under 25 seconds only: a worker that seems idle for longer is stopped.
    async fn sleep(&self, milliseconds: u32);
}

/// Wakes the worker.
pub trait Alarm {
    /// Has the worker woken at that time (milliseconds since 1970), half a minute from now at the earliest, and every
    /// half minute from then on, whatever stops it in between; with none, no more.
    fn set_alarm(&self, at: Option<f64>);
    /// Has it woken by nothing any more.
    fn clear_alarms(&self);
}

/// What the browser says of a tab without reading it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TabInfo {
    /// Its address, where a permission lets us know it.
    pub url: Option<String>,
    /// Its title, likewise.
    pub title: Option<String>,
}

/// The browser refused to read a tab; what it said.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the tab was not read: {0}")]
pub struct TabFault(pub String);

/// What a page can be called for, besides reading it: one script each in `extension/page/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PageScript {
    /// A second look at single links.
    Evidence,
    /// Lights links.
    Light,
    /// Puts out what is lit.
    Dark,
    /// Says how the page is.
    Pulse,
    /// Answers once the page is drawn as it now is.
    Still,
}

/// Reads pages.
pub trait Tabs {
    /// What is known of the tab; none if there is no such tab.
    async fn info(&self, tab: i32) -> Option<TabInfo>;
    /// The packed snapshots of the tab's frames, each with the browser's number of its frame, the top one first.
    async fn read(&self, tab: i32) -> Result<Vec<(i64, String)>, TabFault>;
    /// The tab's own HTML, packed likewise, or why there is none, as the page's script says it; from the browser's cache,
    /// and only if `network` by a request.
    async fn reread(&self, tab: i32, network: bool) -> Result<String, TabFault>;
    /// Calls a script in frames of the tab, each with what it is asked as JSON, or in all of them at once. What they
    /// say, as JSON, by frame; frames that do not answer are left out, unless none does.
    async fn call(
        &self,
        tab: i32,
        script: PageScript,
        asks: &[(Option<i64>, String)],
    ) -> Result<Vec<(i64, String)>, TabFault>;
    /// Brings the tab to the front.
    async fn show(&self, tab: i32);
    /// A picture of what the tab shows, as a `data:` address of a JPEG; only if it is in front, from before the picture
    /// until after it.
    async fn picture(&self, tab: i32) -> Result<String, TabFault>;
    /// The match patterns of hosts that may be read at any time.
    async fn granted(&self) -> Vec<String>;
    /// Has the browser tell of pages that match these patterns, and of no others, when they are there.
    async fn tell_of(&self, patterns: &[String]);
}

/// What is fetched, and how much of it at most, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// A page, packed; none of it if it is longer.
    Page {
        /// The most.
        largest: u32,
    },
    /// Where it ends, packed, and where a page sent there sends on at once.
    End {
        /// As much of that page as is read.
        largest: u32,
    },
    /// A text, cut where it is longer.
    Text {
        /// The most.
        largest: u32,
    },
}

/// How long a fetch may take, in milliseconds. Below the time after which a worker that seems idle is stopped.
pub const PATIENCE: u32 = 20_000;

/// Nothing was fetched, for a reason of the browser's own; what it said.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the browser fetched nothing: {0}")]
pub struct WebFault(pub String);

/// Fetches pages that no tab shows, as a stranger would: without cookies, from no cache, in at most [`PATIENCE`].
pub trait Web {
    /// What is at `url`, as `page::packed` documents it; or in the same form why there is nothing.
    async fn fetch(&self, url: &str, want: Want, ticket: Ticket) -> Result<String, WebFault>;
    /// Stops the fetch of that ticket, if it is still under way.
    async fn stop(&self, ticket: Ticket);
}

/// What the toolbar button says of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// It links to the target.
    Yes,
    /// It does not.
    No,
    /// Nobody can tell.
    Unknown,
}

/// Tells the person without being asked, and quietly.
pub trait Notice {
    /// Shows at the toolbar button whether the page in the tab links to the target of that name, until the tab shows
    /// another page.
    fn sign(&self, tab: i32, sign: Sign, target: &str);
    /// Shows at the toolbar button how many changes were not seen; none for 0.
    fn badge(&self, unseen: u32);
    /// Has the browser notify of so many changes, if it may.
    fn notify(&self, changes: u32);
}

/// All ports together.
pub trait Ports: Http + Random + Store + Database + Clock + Alarm + Tabs + Web + Notice {}

impl<T: Http + Random + Store + Database + Clock + Alarm + Tabs + Web + Notice> Ports for T {}
