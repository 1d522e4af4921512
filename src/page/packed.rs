//! The packed snapshot: one string per frame, written by `extension/page/collect.js`, read here.
//!
//! Rows begin with U+001E, fields are separated by U+001F. Those two and the escape U+001D itself are written in
//! content as U+001D and a letter, so that any content comes through. The first field of a row names it:
//!
//! | row | fields |
//! |---|---|
//! | `D` | format version, address, base address, content type, title, length of text, frames inside, language, links as the browser counts them |
//! | `M` | name and content of a robots meta tag; before the links, for which it speaks |
//! | `H` | name and value of a header that the document came with; before the links, likewise |
//! | `S` | HTTP status that the re-read document came with, and from where: `cache`, `network`, or `worker` for the page's own service worker |
//! | `N` | how the shown document was loaded: HTTP status, redirects on the page's own site, address at that time |
//! | `W` | only where there are signs of a wall: password fields, id of a challenge's element, characters of text outside scripts |
//! | `R` | content of a refresh of a fetched document |
//! | `E` | where a request ended: HTTP status, address, content of a refresh, `Retry-After` |
//! | `Z` | only where the collector stopped before the last link |
//! | `X` | in place of `D`: why there is no document, and up to two things more about it |
//! | `T` | in place of `D`: HTTP status and text of a file that is no document |
//! | `C` | href of a canonical link in the head |
//! | `L` | hreflang and href of an alternate version |
//! | `F` | src of a frame inside, its width and height as shown; 0 if it is not |
//! | `-`, `+` | the landmarks that the next links stand in: how many of the last link's still hold; name, role, id and classes of one more |
//! | `a`, `r`, `s`, `m` | href, rel, text, label of an `<a>`, `<area>`, SVG `<a>`, element of `MathML`; the label, only where there is no text, begins with a letter for what it is |
//!
//! What comes from a page is never trusted to be well-formed: unknown rows are passed over, missing fields are empty.

use std::borrow::Cow;
use std::iter::from_fn;

use memchr::memchr;

/// Version of the format, the first field of the `D` row.
pub const VERSION: &str = "2";

const ESCAPE: u8 = 0x1d;
const ROW: u8 = 0x1e;
const FIELD: u8 = 0x1f;

/// What a frame's document says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document<'a> {
    /// Its address.
    pub url: Cow<'a, str>,
    /// What relative addresses are resolved against.
    pub base: Cow<'a, str>,
    /// Its media type, such as `text/html`.
    pub content_type: Cow<'a, str>,
    /// Its title.
    pub title: Cow<'a, str>,
    /// Characters of text in its body.
    pub text_length: u32,
    /// Frames directly inside.
    pub frames: u32,
    /// Its language, as written.
    pub language: Cow<'a, str>,
    /// How many links the browser counts in it, shadow roots left out: to see later whether it has changed.
    pub link_count: u32,
}

/// The element a link is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    /// `<a href>`.
    Anchor,
    /// `<area href>`.
    Area,
    /// SVG `<a>`.
    Svg,
    /// An element of `MathML`.
    MathMl,
}

/// A link as the page wrote it; may be nonsense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawLink<'a> {
    /// The element.
    pub element: Element,
    /// The attribute as written.
    pub href: Cow<'a, str>,
    /// The rel attribute as written.
    pub rel: Cow<'a, str>,
    /// Text content.
    pub text: Cow<'a, str>,
    /// What names it where there is no text, behind a letter for what that is.
    pub label: Cow<'a, str>,
}

/// A landmark that links stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landmark<'a> {
    /// Name of the element.
    pub element: Cow<'a, str>,
    /// Its role attribute, as written.
    pub role: Cow<'a, str>,
    /// Its id and classes.
    pub names: Cow<'a, str>,
}

/// A row that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row<'a> {
    /// The document, first of all rows.
    Document(Document<'a>),
    /// A robots meta tag: name, content.
    Meta(Cow<'a, str>, Cow<'a, str>),
    /// A response header: name, value.
    Header(Cow<'a, str>, Cow<'a, str>),
    /// How a re-read document came: HTTP status, from where.
    Came(u16, Cow<'a, str>),
    /// How the document was loaded: HTTP status or 0, redirects, address or nothing.
    Loaded(u16, u32, Cow<'a, str>),
    /// Signs of a wall: password fields, id of a challenge, characters of text.
    Wall(u32, Cow<'a, str>, u32),
    /// Links were left out at the end.
    Cut,
    /// What a refresh says.
    Refresh(Cow<'a, str>),
    /// Where a request ended: HTTP status, address, content of a refresh, when to come back.
    End(u16, Cow<'a, str>, Cow<'a, str>, Cow<'a, str>),
    /// Why there is no document; more about it, and more still.
    Missing(Cow<'a, str>, Cow<'a, str>, Cow<'a, str>),
    /// A file that is no document: HTTP status, text.
    Text(u16, Cow<'a, str>),
    /// The address of a canonical link.
    Canonical(Cow<'a, str>),
    /// An alternate version: language, address.
    Alternate(Cow<'a, str>, Cow<'a, str>),
    /// The address of a frame, and its size as shown where that is known.
    Frame(Cow<'a, str>, Option<(u32, u32)>),
    /// Only so many of the landmarks still hold.
    Leave(usize),
    /// One more landmark, inside the others.
    Enter(Landmark<'a>),
    /// A link.
    Link(RawLink<'a>),
}

/// The rows of a packed snapshot in order.
pub fn rows(packed: &str) -> impl Iterator<Item = Row<'_>> {
    // Hardly any page has a mark in what it says.
    let escaped = memchr(ESCAPE, packed.as_bytes()).is_some();
    parts(packed, ROW).filter_map(move |text| row(text, escaped))
}

/// What stands between the marks, which are ASCII. The searcher behind `str::split` takes three times as long where the
/// module is built for size.
fn parts(text: &str, mark: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    from_fn(move || {
        let text = rest?;
        let end = memchr(mark, text.as_bytes());
        rest = end.and_then(|end| text.get(end + 1..));
        text.get(..end.unwrap_or(text.len()))
    })
}

fn row(text: &str, escaped: bool) -> Option<Row<'_>> {
    let mut fields = parts(text, FIELD);
    let name = fields.next()?;
    let mut field = || {
        fields.next().map_or(Cow::Borrowed(""), |field| if escaped { unescape(field) } else { Cow::Borrowed(field) })
    };
    // By letters, for to compare texts is a call each.
    let &[letter] = name.as_bytes() else { return None };
    let element = match letter {
        b'a' => Element::Anchor,
        b'r' => Element::Area,
        b's' => Element::Svg,
        b'm' => Element::MathMl,
        b'M' => return Some(Row::Meta(field(), field())),
        b'H' => return Some(Row::Header(field(), field())),
        b'S' => return Some(Row::Came(field().parse().unwrap_or(0), field())),
        b'N' => return Some(Row::Loaded(field().parse().unwrap_or(0), field().parse().unwrap_or(0), field())),
        b'W' => return Some(Row::Wall(field().parse().unwrap_or(0), field(), field().parse().unwrap_or(0))),
        b'Z' => return Some(Row::Cut),
        b'E' => return Some(Row::End(field().parse().unwrap_or(0), field(), field(), field())),
        b'R' => return Some(Row::Refresh(field())),
        b'X' => return Some(Row::Missing(field(), field(), field())),
        b'T' => return Some(Row::Text(field().parse().unwrap_or(0), field())),
        b'C' => return Some(Row::Canonical(field())),
        b'L' => return Some(Row::Alternate(field(), field())),
        b'F' => return Some(Row::Frame(field(), field().parse().ok().zip(field().parse().ok()))),
        b'-' => return Some(Row::Leave(field().parse().unwrap_or(0))),
        b'+' => return Some(Row::Enter(Landmark { element: field(), role: field(), names: field() })),
        b'D' if field() == VERSION => {
            return Some(Row::Document(Document {
                url: field(),
                base: field(),
                content_type: field(),
                title: field(),
                text_length: field().parse().unwrap_or(0),
                frames: field().parse().unwrap_or(0),
                language: field(),
                link_count: field().parse().unwrap_or(0),
            }));
        }
        _ => return None,
    };
    Some(Row::Link(RawLink { element, href: field(), rel: field(), text: field(), label: field() }))
}

fn unescape(field: &str) -> Cow<'_, str> {
    let escape = char::from(ESCAPE);
    if !field.contains(escape) {
        return Cow::Borrowed(field);
    }
    let mut out = String::with_capacity(field.len());
    let mut chars = field.chars();
    while let Some(c) = chars.next() {
        match if c == escape { chars.next() } else { Some(c) } {
            Some('a') if c == escape => out.push(escape),
            Some('b') if c == escape => out.push(char::from(ROW)),
            Some('c') if c == escape => out.push(char::from(FIELD)),
            Some(other) => out.push(other),
            None => {}
        }
    }
    Cow::Owned(out)
}

/// Writes a field as `collect.js` does; what the tests hold it against.
#[cfg(test)]
pub(super) fn escape(text: &str) -> String {
    text.replace(char::from(ESCAPE), "\u{1d}a")
        .replace(char::from(ROW), "\u{1d}b")
        .replace(char::from(FIELD), "\u{1d}c")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_content_comes_through(fields in proptest::array::uniform4("(\\PC|[\u{0}-\u{1f}]){0,20}")) {
            let packed = format!("\u{1e}a\u{1f}{}", fields.each_ref().map(|field| escape(field)).join("\u{1f}"));
            let [href, rel, text, label] = fields.map(Cow::Owned);
            let link = RawLink { element: Element::Anchor, href, rel, text, label };
            prop_assert_eq!(rows(&packed).collect::<Vec<_>>(), vec![Row::Link(link)]);
        }

        #[test]
        fn any_text_is_read_without_harm(packed in "(\\PC|[aDEMrsHSCLFNWXZ+-]|[\u{1d}-\u{1f}]){0,80}") {
            rows(&packed).count();
        }
    }
}
