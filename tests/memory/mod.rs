//! The ports in memory: a store and a database that outlive the app, canned pages, a scripted Moz that bills, and a
//! crash at will.

#![allow(dead_code, reason = "each test uses what it needs of it")]

mod database;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::{Future, pending, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use link_lantern::moz::{Http, HttpFault, HttpRequest, HttpResponse, Random, Ticket};
use link_lantern::policy::Sender;
use link_lantern::ports::{
    Alarm, Area, Clock, Notice, PageScript, Sign, Store, StoreFault, TabFault, TabInfo, Table, Tabs, Want, Web,
    WebFault,
};

/// Address of a tab, and its snapshots or the browser's refusal.
pub type Page = (String, Result<Vec<(i64, String)>, TabFault>);
/// Moz, as what it answers to a body.
pub type Moz = Box<dyn FnMut(&str) -> Result<HttpResponse, HttpFault>>;

/// A page's scripts, as what they say to what they are asked in a frame; nothing where there is no such frame.
pub type Scripts = Box<dyn FnMut(PageScript, Option<i64>, &str) -> Option<String>>;

/// The web, as what comes of fetching an address; nothing while it is under way for ever.
pub type Sites = Box<dyn FnMut(&str) -> Option<Result<String, WebFault>>>;

/// A request that Moz got.
#[allow(dead_code, reason = "not every test file looks at all of it")]
pub struct Sent {
    /// Its address.
    pub url: String,
    /// Its headers.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: String,
}

/// What is outside of the worker and so survives it.
#[derive(Default)]
pub struct World {
    /// The store.
    pub stored: RefCell<BTreeMap<(Area, String), String>>,
    /// What store and database do instead of keeping, if anything.
    pub store_fault: RefCell<Option<StoreFault>>,
    /// The database.
    pub tables: RefCell<BTreeMap<(Table, String), String>>,
    /// Why the database cannot even be opened, if so.
    pub no_database: RefCell<Option<StoreFault>>,
    /// Transactions that changed something, or would have.
    pub updates: Cell<u32>,
    /// The transaction of which number is aborted when all its changes have been made, if any.
    pub abort_at: Cell<Option<u32>>,
    /// Pages by tab.
    pub pages: RefCell<BTreeMap<i32, Page>>,
    /// What comes of reading a tab's own HTML again, from the cache and by a request.
    pub sources: RefCell<BTreeMap<(i32, bool), String>>,
    /// Tabs whose own HTML was asked for by a request.
    pub reread: RefCell<Vec<i32>>,
    /// What scripts in pages say.
    pub scripts: RefCell<Option<Scripts>>,
    /// Scripts that were called, with frame and ask.
    pub called: RefCell<Vec<(PageScript, Option<i64>, String)>>,
    /// Tabs that were brought to the front.
    pub shown: RefCell<Vec<i32>>,
    /// What is at addresses that are fetched.
    pub sites: RefCell<Option<Sites>>,
    /// Addresses that were fetched.
    pub fetched: RefCell<Vec<String>>,
    /// Fetches under way.
    pub fetching: RefCell<Vec<Ticket>>,
    /// The most fetches that were under way at once.
    pub most_fetching: Cell<usize>,
    /// What comes of taking a picture.
    pub picture: RefCell<Option<Result<String, TabFault>>>,
    /// What the toolbar button said of pages.
    pub signs: RefCell<Vec<(i32, Sign, String)>>,
    /// Match patterns of pages that the browser tells of.
    pub told_of: RefCell<Vec<String>>,
    /// Match patterns of hosts that may be read.
    pub granted: RefCell<Vec<String>>,
    /// What Moz answers to a body, if it looks at it; goes before `answer`.
    pub moz: RefCell<Option<Moz>>,
    /// What Moz answers.
    pub answer: RefCell<Option<Result<HttpResponse, HttpFault>>>,
    /// Requests that Moz got.
    pub requests: RefCell<Vec<Sent>>,
    /// Tickets cancelled.
    pub cancelled: RefCell<Vec<Ticket>>,
    /// Looks at the clock.
    pub ticks: Cell<u32>,
    /// Milliseconds waited.
    pub slept: Cell<u32>,
    /// Milliseconds that passed while no worker was there.
    pub later: Cell<f64>,
    /// No wait ever ends.
    pub sleepless: Cell<bool>,
    /// When the worker is to be woken, if at all.
    pub alarm: Cell<Option<f64>>,
    /// What the toolbar button shows.
    pub badge: Cell<u32>,
    /// Notifications shown.
    pub notified: RefCell<Vec<u32>>,
    /// Chances drawn.
    pub drawn: Cell<u32>,
    /// Steps that may yet be taken before the worker stops for good.
    pub steps_left: Cell<Option<u32>>,
}

/// The ports over a world.
#[derive(Clone)]
pub struct Memory(pub Rc<World>);

impl World {
    /// Keeps a token on this device.
    #[allow(dead_code, reason = "not every test file needs one")]
    pub fn sign_in(&self, token: &str) {
        let text = serde_json::to_string(token).expect("JSON");
        self.tables.borrow_mut().insert((Table::Secrets, "token".into()), text);
    }
}

impl Memory {
    /// A step of the outside world; never returns once the worker has been stopped.
    async fn step(&self) {
        match self.0.steps_left.get() {
            Some(0) => pending().await,
            Some(left) => self.0.steps_left.set(Some(left - 1)),
            None => {}
        }
    }
}

impl Store for Memory {
    async fn entries(&self, from: Area) -> Result<Vec<(String, String)>, StoreFault> {
        self.step().await;
        let stored = self.0.stored.borrow();
        Ok(stored.iter().filter(|((area, _), _)| *area == from).map(|((_, k), v)| (k.clone(), v.clone())).collect())
    }

    async fn get_all(&self, area: Area, keys: &[String]) -> Result<Vec<Option<String>>, StoreFault> {
        self.step().await;
        let stored = self.0.stored.borrow();
        Ok(keys.iter().map(|key| stored.get(&(area, key.clone())).cloned()).collect())
    }

    async fn set(&self, area: Area, key: &str, value: &str) -> Result<(), StoreFault> {
        self.step().await;
        if let Some(fault) = self.0.store_fault.borrow().clone() {
            return Err(fault);
        }
        self.0.stored.borrow_mut().insert((area, key.to_owned()), value.to_owned());
        self.step().await;
        Ok(())
    }

    async fn replace(&self, area: Area, set: &[(String, String)], remove: &[String]) -> Result<(), StoreFault> {
        self.step().await;
        if let Some(fault) = self.0.store_fault.borrow().clone() {
            return Err(fault);
        }
        for (key, value) in set {
            self.0.stored.borrow_mut().insert((area, key.clone()), value.clone());
        }
        self.step().await;
        self.remove_all(area, remove).await
    }

    async fn remove_all(&self, area: Area, keys: &[String]) -> Result<(), StoreFault> {
        // One by one, with a stop possible between any two: a store promises no more.
        for key in keys {
            self.step().await;
            self.0.stored.borrow_mut().remove(&(area, key.clone()));
        }
        self.step().await;
        Ok(())
    }
}

impl Clock for Memory {
    fn now(&self) -> f64 {
        // Each look at the clock is a millisecond later than the last.
        self.0.ticks.set(self.0.ticks.get() + 1);
        1_790_000_000_000.0 + f64::from(self.0.ticks.get()) + self.0.later.get() + f64::from(self.0.slept.get())
    }

    async fn sleep(&self, milliseconds: u32) {
        self.step().await;
        if self.0.sleepless.get() {
            pending::<()>().await;
        }
        self.0.slept.set(self.0.slept.get() + milliseconds);
    }
}

impl Alarm for Memory {
    fn set_alarm(&self, at: Option<f64>) {
        // A worker that has been stopped sets none.
        if self.0.steps_left.get() != Some(0) {
            self.0.alarm.set(at);
        }
    }

    fn clear_alarms(&self) {
        self.0.alarm.set(None);
    }
}

impl Notice for Memory {
    fn sign(&self, tab: i32, sign: Sign, target: &str) {
        self.0.signs.borrow_mut().push((tab, sign, target.to_owned()));
    }

    fn badge(&self, unseen: u32) {
        self.0.badge.set(unseen);
    }

    fn notify(&self, changes: u32) {
        self.0.notified.borrow_mut().push(changes);
    }
}

impl Random for Memory {
    fn bytes(&self) -> [u8; 16] {
        let drawn = self.0.drawn.get() + 1;
        self.0.drawn.set(drawn);
        // Different each time and the same in every run (splitmix64).
        let mixed =
            (u64::from(drawn).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x1234_5678).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let [a, b] = [mixed, mixed.rotate_left(31)].map(u64::to_be_bytes);
        std::array::from_fn(|at| if at < 8 { a[at] } else { b[at - 8] })
    }
}

impl Tabs for Memory {
    async fn info(&self, tab: i32) -> Option<TabInfo> {
        let pages = self.0.pages.borrow();
        pages.get(&tab).map(|(url, _)| TabInfo { url: Some(url.clone()), title: None })
    }

    async fn read(&self, tab: i32) -> Result<Vec<(i64, String)>, TabFault> {
        self.step().await;
        let pages = self.0.pages.borrow();
        pages.get(&tab).map_or_else(|| Err(TabFault("No tab with id".into())), |(_, frames)| frames.clone())
    }

    async fn reread(&self, tab: i32, network: bool) -> Result<String, TabFault> {
        self.step().await;
        if network {
            self.0.reread.borrow_mut().push(tab);
        }
        let sources = self.0.sources.borrow();
        sources.get(&(tab, network)).cloned().ok_or_else(|| TabFault("No tab with id".into()))
    }

    async fn call(
        &self,
        _: i32,
        script: PageScript,
        asks: &[(Option<i64>, String)],
    ) -> Result<Vec<(i64, String)>, TabFault> {
        self.step().await;
        let said: Vec<_> = asks.iter().filter_map(|(frame, ask)| self.say(script, *frame, ask)).collect();
        if said.is_empty() { Err(TabFault("Cannot access contents of the page".into())) } else { Ok(said) }
    }

    async fn show(&self, tab: i32) {
        self.0.shown.borrow_mut().push(tab);
    }

    async fn picture(&self, _: i32) -> Result<String, TabFault> {
        self.step().await;
        self.0.picture.borrow().clone().unwrap_or_else(|| Err(TabFault("not in front".into())))
    }

    async fn granted(&self) -> Vec<String> {
        self.0.granted.borrow().clone()
    }

    async fn tell_of(&self, patterns: &[String]) {
        self.step().await;
        patterns.clone_into(&mut self.0.told_of.borrow_mut());
    }
}

impl Memory {
    fn say(&self, script: PageScript, frame: Option<i64>, ask: &str) -> Option<(i64, String)> {
        self.0.called.borrow_mut().push((script, frame, ask.to_owned()));
        let said = self.0.scripts.borrow_mut().as_mut()?(script, frame, ask)?;
        Some((frame.unwrap_or(0), said))
    }
}

impl Web for Memory {
    async fn fetch(&self, url: &str, _: Want, ticket: Ticket) -> Result<String, WebFault> {
        self.step().await;
        self.0.fetched.borrow_mut().push(url.to_owned());
        self.0.fetching.borrow_mut().push(ticket);
        self.0.most_fetching.set(self.0.most_fetching.get().max(self.0.fetching.borrow().len()));
        // Others begin before it ends.
        let mut turns = 0;
        poll_fn(|context| {
            turns += 1;
            context.waker().wake_by_ref();
            if turns > 3 { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        let answer = self.0.sites.borrow_mut().as_mut().and_then(|sites| sites(url));
        let answer = match answer {
            Some(answer) => answer,
            None => {
                poll_fn(|_| {
                    let under_way = self.0.fetching.borrow().contains(&ticket);
                    if under_way { Poll::Pending } else { Poll::Ready(Ok("\u{1e}X\u{1f}stopped".into())) }
                })
                .await
            }
        };
        self.0.fetching.borrow_mut().retain(|other| *other != ticket);
        self.step().await;
        answer
    }

    async fn stop(&self, ticket: Ticket) {
        self.0.fetching.borrow_mut().retain(|other| *other != ticket);
    }
}

impl Http for Memory {
    async fn send(&self, request: HttpRequest<'_>) -> Result<HttpResponse, HttpFault> {
        self.step().await;
        let headers = request.headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let sent = Sent { url: request.url.to_owned(), headers, body: request.body.clone() };
        self.0.requests.borrow_mut().push(sent);
        self.step().await;
        if let Some(moz) = self.0.moz.borrow_mut().as_mut() {
            return moz(&request.body);
        }
        let answer = self.0.answer.borrow().clone();
        match answer {
            Some(answer) => answer,
            None => pending().await,
        }
    }

    fn cancel(&self, ticket: Ticket) {
        self.0.cancelled.borrow_mut().push(ticket);
        *self.0.answer.borrow_mut() = Some(Err(HttpFault::Cancelled));
    }
}

/// Turns of the executor until the future ends, or until a thousand of them changed nothing.
pub fn run<F: Future>(future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    (0..1_000).find_map(|_| match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    })
}

/// One turn of the executor: the result, if the future has one.
pub fn poll<F: Future>(future: F) -> Option<F::Output> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

/// A view of the extension itself.
pub fn own_view() -> Sender {
    Sender {
        id: Some("own".into()),
        url: Some("chrome-extension://own/views/popup/popup.html?tab=1".into()),
        tab: None,
        own_id: "own".into(),
        own_base: "chrome-extension://own/".into(),
    }
}
