//! Whether a page is still what was read, from the little that `extension/page/pulse.js` tells.

use serde_json::Value;
use url::Url;

use super::Page;
use crate::phrase::Phrase;

/// What a tab says of itself now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pulse {
    /// The address of its page.
    pub url: String,
    /// Links as the browser counts them.
    pub links: u32,
    /// Whether links are lit.
    pub lit: bool,
}

impl Pulse {
    /// Reads what the script said.
    pub fn read(said: &str) -> Self {
        let said: Value = serde_json::from_slice(said.as_bytes()).unwrap_or_default();
        Self {
            url: said.get("url").and_then(Value::as_str).unwrap_or_default().to_owned(),
            links: said.get("links").and_then(Value::as_u64).and_then(|links| u32::try_from(links).ok()).unwrap_or(0),
            lit: said.get("lit") == Some(&Value::Bool(true)),
        }
    }
}

impl Page {
    /// What has changed since the page was read, in words; none if nothing that can be seen from outside did.
    pub fn changed(&self, pulse: &Pulse) -> Option<Phrase> {
        if Url::parse(&pulse.url).is_ok_and(|now| !same_page(&self.url, &now)) {
            return Some(Phrase::new("changed_address"));
        }
        let count = |key: &str, count: u32| Phrase::new(key).count(count);
        match (self.link_count, pulse.links) {
            (before, now) if now > before => Some(count("changed_more", now - before)),
            (before, now) if now < before => Some(count("changed_fewer", before - now)),
            _ => None,
        }
    }
}

/// True if both are addresses of one page. A fragment leads to a part of it, unless scripts make it an address of its own.
fn same_page(read: &Url, now: &Url) -> bool {
    let own = |url: &Url| url.fragment().filter(|text| text.starts_with(['!', '/'])).map(str::to_owned);
    let bare = |url: &Url| {
        let mut bare = url.clone();
        bare.set_fragment(None);
        bare
    };
    bare(read) == bare(now) && own(read) == own(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_are_no_other_page_unless_scripts_make_them_one() {
        let cases = [
            ("https://a.example/x", "https://a.example/x", true),
            ("https://a.example/x", "https://a.example/x#part", true),
            ("https://a.example/x#a", "https://a.example/x#b", true),
            ("https://a.example/x", "https://a.example/y", false),
            ("https://a.example/x", "https://a.example/x?page=2", false),
            ("https://a.example/#/one", "https://a.example/#/two", false),
            ("https://a.example/", "https://a.example/#!two", false),
        ];
        for (read, now, same) in cases {
            let parse = |text| Url::parse(text).expect("a URL");
            assert_eq!(same_page(&parse(read), &parse(now)), same, "{read} {now}");
        }
    }
}
