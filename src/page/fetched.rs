//! A page that no tab shows: fetched, and parsed without running, loading or showing any of it.

use url::Url;

use super::packed::{self, Row};
use super::{Page, Unreadable, header};

/// A refresh within so many seconds is a redirect.
const SOON: u32 = 10;
/// A page with less text than this, in characters, and hardly a link is filled by its scripts, or stands before another.
const HARDLY_TEXT: u32 = 300;
const HARDLY_LINKS: usize = 5;

/// Why there is no document: a word of `extension/page/response.js`, and more about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The word.
    pub word: String,
    /// More.
    pub more: String,
    /// More still.
    pub and: String,
}

impl Page {
    /// The page that was fetched, as crawlers that run no scripts see it. Links in `<noscript>` are left out,
    /// as on a page as shown.
    pub fn fetched(packed: &str) -> Result<Self, Missing> {
        if let Some(Row::Missing(word, more, and)) = packed::rows(packed).next() {
            return Err(Missing { word: word.into_owned(), more: more.into_owned(), and: and.into_owned() });
        }
        let mut page = Self::read(&[(0, packed)]).map_err(|unreadable| {
            let (word, more) = match unreadable {
                Unreadable::NotHtml(kind) => ("not_html", kind),
                Unreadable::NoDocument => ("failed", unreadable.to_string()),
            };
            Missing { word: word.to_owned(), more, and: String::new() }
        })?;
        page.links.retain(|link| !link.in_noscript);
        let headers = page.headers.iter().filter(|(name, _)| name == "link");
        let canonicals: Vec<Url> = headers.flat_map(|(_, value)| header::canonicals(value, &page.url)).collect();
        page.canonicals.extend(canonicals);
        page.refresh = packed::rows(packed).find_map(|row| match row {
            Row::Refresh(content) => refresh(&content, &page.url),
            _ => None,
        });
        Ok(page)
    }

    /// True for a fetched page that has next to nothing in it: scripts would fill it.
    pub fn is_hardly_there(&self) -> bool {
        let text = self.wall.map_or(self.text_length, |wall| wall.text);
        self.links.is_empty() || (text < HARDLY_TEXT && self.links.len() < HARDLY_LINKS)
    }
}

/// Where a refresh leads, if it leads away soon.
pub fn refresh(content: &str, page: &Url) -> Option<Url> {
    let (seconds, rest) = content.trim().split_once([';', ',', ' ']).unwrap_or((content.trim(), ""));
    let seconds: f64 = seconds.parse().ok()?;
    let rest = rest.trim_start_matches([';', ',', ' ']);
    let value = match rest.split_once('=') {
        Some((name, value)) if name.trim().eq_ignore_ascii_case("url") => value,
        _ => rest,
    };
    let url = page.join(value.trim().trim_matches(['"', '\''])).ok()?;
    let away = url.as_str().split('#').next() != page.as_str().split('#').next();
    (seconds <= f64::from(SOON) && !value.trim().is_empty() && away).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refreshes_that_redirect() {
        let page = Url::parse("https://a.example/x").unwrap_or_else(|error| panic!("{error}"));
        let cases = [
            ("0;url=/y", Some("https://a.example/y")),
            ("0; URL='https://b.example/'", Some("https://b.example/")),
            ("3.5 , url = \"y\"", Some("https://a.example/y")),
            ("0;/y", Some("https://a.example/y")),
            ("0;url=/x#top", None),
            ("0;url=", None),
            ("5", None),
            ("300;url=/y", None),
            ("x;url=/y", None),
            ("", None),
        ];
        for (content, expected) in cases {
            assert_eq!(refresh(content, &page).as_ref().map(Url::as_str), expected, "{content}");
        }
    }
}
