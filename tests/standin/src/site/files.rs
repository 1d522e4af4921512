//! Pages that are files: one folder per host, and headers in a file beside the page.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use serde::Deserialize;

use crate::reply::Reply;

/// One value or several of the same name.
#[derive(Deserialize)]
#[serde(untagged)]
enum Values {
    One(String),
    Several(Vec<String>),
}

/// Whether there is a folder for `host`.
pub fn has_host(pages_dir: &Path, host: &str) -> bool {
    is_plain(Path::new(host)) && pages_dir.join(host).is_dir()
}

/// `/a/b` is the file `a/b`, `a/b.html` or `a/b/index.html` of the host's folder.
pub fn page(folder: &Path, path: &str) -> Reply {
    let relative = Path::new(path.trim_matches('/'));
    if !is_plain(relative) {
        return missing();
    }
    let whole = folder.join(relative);
    let candidates = [whole.clone(), with_suffix(&whole, ".html"), whole.join("index.html")];
    let found = candidates.iter().find_map(|file| fs::read(file).ok().map(|bytes| (file, bytes)));
    let Some((file, bytes)) = found else { return missing() };
    let mut reply = Reply::new(200, &guess(file), bytes);
    for (name, values) in headers_beside(file) {
        let values = match values {
            Values::One(value) => vec![value],
            Values::Several(values) => values,
        };
        for value in values {
            reply = reply.with_header(&name, &value);
        }
    }
    reply
}

/// The content type that goes with a name; a name without an ending is a page.
pub fn guess(path: &Path) -> String {
    match mime_guess::from_path(path).first() {
        Some(kind) if kind.type_() == "text" => format!("{kind}; charset=utf-8"),
        Some(kind) => kind.to_string(),
        None => "text/html; charset=utf-8".to_owned(),
    }
}

fn headers_beside(file: &Path) -> BTreeMap<String, Values> {
    let text = fs::read(with_suffix(file, ".headers.json")).ok();
    text.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Only names, so that no address leads out of the folder.
fn is_plain(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}

fn missing() -> Reply {
    let page = "<!doctype html><html lang=\"en\"><title>Not found</title><h1>Not found</h1></html>";
    Reply::new(404, "text/html; charset=utf-8", page)
}
