//! Where on its page a link stands, judged by the landmarks around it: HTML's sectioning elements, ARIA's landmark
//! roles, and names that sites give their comments.

use serde::{Deserialize, Serialize};

use super::packed::Landmark;
use crate::phrase::Phrase;

/// A part of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In the main text.
    Main,
    /// In a part that nothing names.
    #[default]
    Elsewhere,
    /// In something beside the main text.
    Aside,
    /// In the page's header.
    Header,
    /// In navigation.
    Nav,
    /// In the page's footer.
    Footer,
    /// Among readers' comments.
    Comments,
}

impl Place {
    /// Its name for programs, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Elsewhere => "elsewhere",
            Self::Aside => "aside",
            Self::Header => "header",
            Self::Nav => "nav",
            Self::Footer => "footer",
            Self::Comments => "comments",
        }
    }

    /// Every one, in order.
    pub const ALL: [Self; 7] =
        [Self::Main, Self::Elsewhere, Self::Aside, Self::Header, Self::Nav, Self::Footer, Self::Comments];

    /// In words.
    pub fn phrase(self) -> Phrase {
        Phrase::new(match self {
            Self::Main => "place_main",
            Self::Elsewhere => "place_elsewhere",
            Self::Aside => "place_aside",
            Self::Header => "place_header",
            Self::Nav => "place_nav",
            Self::Footer => "place_footer",
            Self::Comments => "place_comments",
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Main,
    Aside,
    Header,
    Nav,
    Footer,
    Comments,
    NoScript,
    Other,
}

/// The landmarks that a reader of rows is in.
#[derive(Debug, Default)]
pub struct Landmarks(Vec<Kind>);

impl Landmarks {
    /// Keeps the outermost so many.
    pub fn leave(&mut self, kept: usize) {
        self.0.truncate(kept);
    }

    /// Goes into one more.
    pub fn enter(&mut self, landmark: &Landmark<'_>) {
        self.0.push(kind(landmark));
    }

    /// True inside `<noscript>`: for browsers whose scripts are off.
    pub fn in_noscript(&self) -> bool {
        self.0.contains(&Kind::NoScript)
    }

    /// The part of the page that they make. Comments go before all. Navigation and asides count at any depth; headers
    /// and footers only where they are the page's own, not an article's
    /// (<https://html.spec.whatwg.org/#the-header-element>).
    pub fn place(&self) -> Place {
        if self.0.contains(&Kind::Comments) {
            return Place::Comments;
        }
        let mut place = Place::Elsewhere;
        for kind in &self.0 {
            place = match kind {
                Kind::Nav => return Place::Nav,
                Kind::Aside => return Place::Aside,
                Kind::Header if place == Place::Elsewhere => Place::Header,
                Kind::Footer if place == Place::Elsewhere => Place::Footer,
                Kind::Main if place == Place::Elsewhere => Place::Main,
                _ => place,
            };
        }
        place
    }
}

/// A role goes before the element's own meaning, as ARIA has it.
fn kind(landmark: &Landmark<'_>) -> Kind {
    let element = landmark.element.as_ref();
    if is_comments(element, &landmark.names) {
        return Kind::Comments;
    }
    let role = landmark.role.split_ascii_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    let meant = if role.is_empty() { element } else { role.as_str() };
    match meant {
        "main" | "article" => Kind::Main,
        "nav" | "navigation" => Kind::Nav,
        "header" | "banner" => Kind::Header,
        "footer" | "contentinfo" => Kind::Footer,
        "aside" | "complementary" => Kind::Aside,
        _ if element == "noscript" => Kind::NoScript,
        _ => Kind::Other,
    }
}

/// Names like `comments`, `comment-list`, `disqus_thread`; not `comments-open` or `comment-count`, which stand on what
/// is no comment. A whole page is never one.
fn is_comments(element: &str, names: &str) -> bool {
    const NOT: [&str; 12] =
        ["open", "closed", "off", "on", "link", "links", "count", "counts", "number", "icon", "button", "enabled"];
    if matches!(element, "html" | "body" | "main" | "noscript") {
        return false;
    }
    names.split_ascii_whitespace().map(str::to_ascii_lowercase).any(|name| {
        let Some(rest) = name.strip_prefix("comment") else { return name == "disqus_thread" };
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        match rest.strip_prefix(['-', '_']) {
            Some(rest) => !rest.split(['-', '_']).any(|word| NOT.contains(&word)),
            None => rest.is_empty() || rest == "list",
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(landmarks: &[&str]) -> Place {
        let mut around = Landmarks::default();
        for landmark in landmarks {
            let mut parts = landmark.splitn(3, '|');
            let mut part = || parts.next().unwrap_or_default().into();
            around.enter(&Landmark { element: part(), role: part(), names: part() });
        }
        around.place()
    }

    #[test]
    fn landmarks_tell_the_place() {
        let cases: [(&[&str], Place); 20] = [
            (&[], Place::Elsewhere),
            (&["main"], Place::Main),
            (&["div|main"], Place::Main),
            (&["main", "article"], Place::Main),
            (&["main", "article", "header"], Place::Main),
            (&["article", "footer"], Place::Main),
            (&["header"], Place::Header),
            (&["header", "nav"], Place::Nav),
            (&["header", "article"], Place::Header),
            (&["div|BANNER"], Place::Header),
            (&["footer"], Place::Footer),
            (&["aside", "article"], Place::Aside),
            (&["main", "aside", "nav"], Place::Aside),
            (&["header|presentation"], Place::Elsewhere),
            (&["main", "div||comments"], Place::Comments),
            (&["main", "ol||list comment-list"], Place::Comments),
            (&["body||comments-open", "main"], Place::Main),
            (&["article||post comments-closed"], Place::Main),
            (&["section||disqus_thread"], Place::Comments),
            (&["main", "a||commentary"], Place::Main),
        ];
        for (landmarks, expected) in cases {
            assert_eq!(place(landmarks), expected, "{landmarks:?}");
        }
    }

    #[test]
    fn leaving_goes_back_out() {
        let mut around = Landmarks::default();
        let of = |element: &str| Landmark { element: element.to_owned().into(), role: "".into(), names: "".into() };
        around.enter(&of("main"));
        around.enter(&of("noscript"));
        assert!(around.in_noscript());
        around.leave(1);
        assert!(!around.in_noscript());
        assert_eq!(around.place(), Place::Main);
        around.leave(7);
        assert_eq!(around.place(), Place::Main, "a number too high is no harm");
    }
}
