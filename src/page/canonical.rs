//! Under which address the page wants to be known.

use url::Url;

use super::Page;
use crate::address::{Address, clean};

/// What the page says of its canonical address, all its ways of saying it together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Canonical<'a> {
    /// Nothing.
    Unsaid,
    /// That it is the address at hand, but for what is not asked with anyway.
    Same,
    /// Another one.
    Other(&'a Url),
    /// Several that differ: a contradiction, which everybody resolves in their own way.
    Several,
}

impl Page {
    /// The page's canonical address by the document as shown, its own HTML and its headers.
    pub fn canonical(&self) -> Canonical<'_> {
        let html = self.source.html();
        let sources = html.into_iter().flat_map(|html| html.canonicals.iter().chain(&html.header_canonicals));
        let mut all = self.canonicals.iter().chain(sources);
        let Some(first) = all.next() else { return Canonical::Unsaid };
        if !all.all(|other| asked_as(other) == asked_as(first)) {
            Canonical::Several
        } else if asked_as(first) == asked_as(&self.url) {
            Canonical::Same
        } else {
            Canonical::Other(first)
        }
    }

    /// The one other address by which an index may know the page; where to ask instead.
    pub fn known_elsewhere(&self) -> Option<&Url> {
        match self.canonical() {
            Canonical::Other(url) if Address::new(url.clone()).is_some() => Some(url),
            _ => None,
        }
    }
}

/// The form in which an index is asked about it, so that what is taken away then makes no difference.
fn asked_as(url: &Url) -> String {
    match clean(url.as_str(), &[]) {
        Ok(cleaned) => cleaned.address.url().as_str().to_owned(),
        Err(_) => url.as_str().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(url: &str, canonicals: &[&str]) -> Page {
        let packed = format!("\u{1e}D\u{1f}2\u{1f}{url}\u{1f}{url}\u{1f}text/html\u{1e}C\u{1f}");
        let packed = if canonicals.is_empty() { packed.trim_end_matches("\u{1e}C\u{1f}").to_owned() } else { packed };
        Page::read(&[(0, packed + &canonicals.join("\u{1e}C\u{1f}"))]).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn canonical_addresses() {
        let cases: [(&str, &[&str], &str); 10] = [
            ("https://a.example/x", &[], "unsaid"),
            ("https://a.example/x", &["https://a.example/x"], "same"),
            ("https://a.example/x", &["/x"], "same"),
            ("https://a.example/x", &[""], "same"),
            ("https://a.example/x?utm_source=mail#top", &["/x"], "same"),
            ("https://a.example/x", &["/x", "https://a.example/x"], "same"),
            ("https://a.example/x?page=2", &["/x"], "https://a.example/x"),
            ("https://a.example/x", &["https://b.example/y"], "https://b.example/y"),
            ("https://a.example/x", &["/x", "/y"], "several"),
            ("https://a.example/x", &["http://[bad"], "unsaid"),
        ];
        for (url, canonicals, expected) in cases {
            let page = page(url, canonicals);
            let said = match page.canonical() {
                Canonical::Unsaid => "unsaid",
                Canonical::Same => "same",
                Canonical::Other(url) => url.as_str(),
                Canonical::Several => "several",
            };
            assert_eq!(said, expected, "{url} {canonicals:?}");
            assert_eq!(page.known_elsewhere().is_some(), expected.starts_with("http"));
        }
    }
}
