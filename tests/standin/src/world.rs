//! Everything that changes while the process runs, behind one lock, and the call it is asked with.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use hyper::HeaderMap;
use tokio::sync::watch;

use crate::account::Accounts;
use crate::fault::Faults;
use crate::graph::{Data, Graph};
use crate::log::Log;
use crate::penalty::Penalties;
use crate::site::AddedPage;

/// The state that tests change and reset.
#[derive(Default)]
pub struct World {
    /// What the index knows.
    pub graph: Graph,
    /// Who may ask.
    pub accounts: Accounts,
    /// What is to go wrong.
    pub faults: Faults,
    /// Who misbehaved on JSON-RPC.
    pub penalties: Penalties,
    /// What was asked.
    pub log: Log,
    /// Pages served for the length of a test, by address without scheme.
    pub pages: BTreeMap<String, AddedPage>,
}

impl World {
    /// The state as the data file describes it.
    pub fn new(data: &Data) -> Self {
        let mut world = Self { graph: data.into(), ..Self::default() };
        world.accounts.add(data.known.tokens.iter().cloned());
        world
    }
}

/// The process: what it was started with and its changing state.
pub struct Standin {
    /// The data file, for resets.
    pub data: Data,
    /// Demo pages.
    pub pages_dir: PathBuf,
    world: Mutex<World>,
    quiet: watch::Sender<()>,
}

impl Standin {
    /// A stand-in in its first state.
    pub fn new(data: Data, pages_dir: PathBuf) -> Self {
        let world = Mutex::new(World::new(&data));
        Self { data, pages_dir, world, quiet: watch::Sender::new(()) }
    }

    /// Looks at or changes the state. No caller waits for anything inside.
    pub fn with<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        // A poisoned lock means that some other request failed half-way; this one may still be answered.
        act(&mut self.world.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Asks open connections to close once idle. Browsers silently repeat a request that dies on a reused
    /// connection; after this, the next one meets its fault on a fresh connection and is not repeated.
    pub fn close_idle(&self) {
        self.quiet.send_replace(());
    }

    /// Tells a connection when to close.
    pub fn idle_signal(&self) -> watch::Receiver<()> {
        self.quiet.subscribe()
    }
}

/// One request as it came in.
#[derive(Clone, Debug)]
pub struct Call {
    /// HTTP method.
    pub method: String,
    /// Came through TLS.
    pub tls: bool,
    /// Host without port.
    pub host: String,
    /// Path and query.
    pub path: String,
    /// All headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Call {
    /// A header's text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The path without its query.
    pub fn bare_path(&self) -> &str {
        self.path.split_once('?').map_or(&self.path, |(path, _)| path)
    }
}

/// The time of a call, given in so that tests need not wait.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    /// For intervals.
    pub instant: Instant,
    /// Unix milliseconds, for the log and the bills.
    pub millis: u64,
}

impl Now {
    /// The present.
    pub fn read() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self { instant: Instant::now(), millis: u64::try_from(since.as_millis()).unwrap_or(u64::MAX) }
    }

    /// Unix seconds.
    pub fn seconds(self) -> u64 {
        self.millis / 1000
    }
}
