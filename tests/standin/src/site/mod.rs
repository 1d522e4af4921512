//! Publisher pages: those added by a test, generated ones, redirects of the graph, and files, in this order.

mod files;
mod huge_href;
mod many_links;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use bytes::Bytes;
use serde::Deserialize;

use crate::address::Address;
use crate::reply::Reply;
use crate::world::{Call, Standin};

/// A page that a test put at an address, as the control port takes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddedPage {
    /// Where; scheme and fragment do not matter.
    pub url: Address,
    /// Its content, or `file`.
    pub body: Option<String>,
    /// An absolute path, read when the page is added.
    pub file: Option<PathBuf>,
    content_type: Option<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    status: Option<u16>,
    #[serde(default)]
    delay_ms: u64,
    #[serde(skip)]
    content: Bytes,
}

/// Whether any page of `host` is served.
pub fn serves(standin: &Standin, host: &str) -> bool {
    host == many_links::HOST
        || standin.with(|world| {
            world.pages.keys().any(|page| page.split('/').next() == Some(host))
                || world.graph.redirecting_hosts().any(|redirecting| redirecting == host)
        })
        || files::has_host(&standin.pages_dir, host)
}

/// Answers a browser.
pub async fn serve(standin: &Standin, call: &Call) -> Reply {
    if !matches!(call.method.as_str(), "GET" | "HEAD") {
        return Reply::new(405, "text/plain", "Only GET and HEAD are served here.\n");
    }
    if let Some(page) = added(standin, call) {
        tokio::time::sleep(Duration::from_millis(page.delay_ms)).await;
        let mut reply = Reply::new(page.status.unwrap_or(200), &page.content_type(), page.content);
        for (name, value) in &page.headers {
            reply = reply.with_header(name, value);
        }
        return reply;
    }
    if call.host == many_links::HOST && call.bare_path() == "/" {
        return many_links::page(call.path.split_once('?').map_or("", |(_, query)| query));
    }
    let address = Address::parse(&format!("{}{}", call.host, call.path)).map(|address| address.page);
    if address.as_deref() == Some(huge_href::PAGE) {
        return huge_href::page();
    }
    let hop = address.and_then(|from| standin.with(|world| world.graph.redirect(&from).cloned()));
    if let Some(to) = hop {
        return Reply::new(301, "text/plain", "").with_header("location", &format!("https://{}", to.page));
    }
    files::page(&standin.pages_dir.join(&call.host), call.bare_path())
}

impl AddedPage {
    /// Fetches the content; the error is for the person who wrote the test.
    pub fn load(mut self) -> Result<Self, String> {
        self.content = match (&self.file, &mut self.body) {
            (Some(file), None) => fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?.into(),
            (None, Some(body)) => std::mem::take(body).into(),
            _ => return Err("give either `file` or `body`".to_owned()),
        };
        Ok(self)
    }

    /// A page saved from elsewhere may be in any encoding and says so itself, so none is said for a file.
    fn content_type(&self) -> String {
        match (&self.content_type, &self.file) {
            (Some(given), _) => given.clone(),
            (None, Some(file)) => files::guess(file).replace("; charset=utf-8", ""),
            (None, None) => "text/html; charset=utf-8".to_owned(),
        }
    }
}

/// A page added for exactly this address, or for it without its query, as `utm_` parameters do not change a page.
fn added(standin: &Standin, call: &Call) -> Option<AddedPage> {
    let exact = Address::parse(&format!("{}{}", call.host, call.path))?.page;
    let bare = exact.split('?').next().unwrap_or_default().to_owned();
    standin.with(|world| world.pages.get(&exact).or_else(|| world.pages.get(&bare)).cloned())
}
