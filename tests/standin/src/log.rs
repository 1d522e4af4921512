//! Every request that reached the proxy, as the control port shows it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::world::{Call, Now};

/// Bodies beyond this are cut in the log, not in the handling.
const BODY_CAP: usize = 64 * 1024;

/// One line of the log.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    at: u64,
    via: &'static str,
    scheme: &'static str,
    method: String,
    host: String,
    path: String,
    headers: BTreeMap<String, String>,
    body: String,
    /// `null` until answered: a request that the client gave up stays so. 0 is a dropped connection.
    status: Option<u16>,
    billed: u64,
    /// The host is in no table, so nothing was served.
    refused: bool,
    /// A fault struck.
    fault: bool,
}

/// The log since the last reset.
#[derive(Clone, Debug, Default)]
pub struct Log {
    entries: Vec<Entry>,
    /// Counts resets, so that an answer that outlives one finds no entry of the next.
    era: u64,
}

/// Names an entry.
#[derive(Clone, Copy, Debug)]
pub struct Ticket {
    era: u64,
    index: usize,
}

impl Log {
    /// Notes a request on arrival.
    pub fn begin(&mut self, call: &Call, now: Now) -> Ticket {
        let mut headers: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in &call.headers {
            let value = String::from_utf8_lossy(value.as_bytes());
            headers
                .entry(name.as_str().to_owned())
                .and_modify(|all| all.extend([", ", &value]))
                .or_insert_with(|| value.into_owned());
        }
        let body = call.body.get(..BODY_CAP).unwrap_or(&call.body);
        self.entries.push(Entry {
            at: now.millis,
            via: "proxy",
            scheme: if call.tls { "https" } else { "http" },
            method: call.method.clone(),
            host: call.host.clone(),
            path: call.path.clone(),
            headers,
            body: String::from_utf8_lossy(body).into_owned(),
            status: None,
            billed: 0,
            refused: false,
            fault: false,
        });
        Ticket { era: self.era, index: self.entries.len() - 1 }
    }

    /// Changes an entry, unless a reset has taken it away.
    fn change(&mut self, ticket: Ticket, act: impl FnOnce(&mut Entry)) {
        if ticket.era == self.era
            && let Some(entry) = self.entries.get_mut(ticket.index)
        {
            act(entry);
        }
    }

    /// Notes what the answer cost, before it is sent.
    pub fn bill(&mut self, ticket: Ticket, rows: u64, fault: bool) {
        self.change(ticket, |entry| (entry.billed, entry.fault) = (rows, fault));
    }

    /// Notes the answer.
    pub fn answered(&mut self, ticket: Ticket, status: u16) {
        self.change(ticket, |entry| entry.status = Some(status));
    }

    /// Notes that nothing was served.
    pub fn refused(&mut self, ticket: Ticket) {
        self.change(ticket, |entry| (entry.refused, entry.status) = (true, Some(502)));
    }

    /// The log.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Empties it.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.era += 1;
    }
}
