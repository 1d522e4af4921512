//! What a second look at single links brings: whether each can be seen now, if not why, and the sentence it stands in.
//!
//! Asked of `extension/page/evidence.js` as JSON and answered as JSON, frame by frame. What comes from a page is bounded
//! and made safe here, whatever it is.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::Page;
use crate::address::safe_text;
use crate::phrase::Phrase;

/// Most links of which the sentence is kept.
const MOST_KEPT: usize = 500;
/// Most characters of a sentence before a link, and as many after it.
const AROUND: usize = 150;
/// Most characters that are taken of a side at all. The script gathers 400.
const GATHERED: usize = 1_000;
/// Most characters of the link's own part.
const INSIDE: usize = 200;
/// Most letters of an href that are looked at to know it again.
const MARKED: usize = 2_000;

/// Why a link cannot be seen now. Never more than that: menus and accordions hide links with good reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hiding {
    /// Folded away: in closed details, or in a box without height.
    Collapsed,
    /// It has no box.
    Display,
    /// Its box is there and invisible.
    Visibility,
    /// It lets all light through.
    Opacity,
    /// The page skips drawing what it stands in.
    Skipped,
    /// It has no size to speak of.
    Size,
    /// It stands where no scrolling leads.
    OffScreen,
    /// What it stands in cuts it off.
    Clipped,
    /// Its text has the colour of what is behind.
    Colour,
    /// Something lies on top of it.
    Covered,
    /// The frame it stands in is not shown.
    Frame,
    /// The browser says it is not drawn, and nothing says why.
    Unknown,
}

impl Hiding {
    fn of_code(code: &str) -> Self {
        match code {
            "collapsed" => Self::Collapsed,
            "display" => Self::Display,
            "visibility" => Self::Visibility,
            "opacity" => Self::Opacity,
            "skipped" => Self::Skipped,
            "size" => Self::Size,
            "off_screen" => Self::OffScreen,
            "clipped" => Self::Clipped,
            "colour" => Self::Colour,
            "covered" => Self::Covered,
            "frame" => Self::Frame,
            _ => Self::Unknown,
        }
    }

    fn phrase(self) -> Phrase {
        Phrase::new(match self {
            Self::Collapsed => "hidden_collapsed",
            Self::Display => "hidden_display",
            Self::Visibility => "hidden_visibility",
            Self::Opacity => "hidden_opacity",
            Self::Skipped => "hidden_skipped",
            Self::Size => "hidden_size",
            Self::OffScreen => "hidden_off_screen",
            Self::Clipped => "hidden_clipped",
            Self::Colour => "hidden_colour",
            Self::Covered => "hidden_covered",
            Self::Frame => "hidden_frame",
            Self::Unknown => "hidden_unknown",
        })
    }
}

/// Whether a link can be seen, as of the second look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// It can, here or further down the page.
    Visible,
    /// It cannot now.
    Hidden(Hiding),
    /// It is not on the page any more, or is another link by now.
    Gone,
}

impl Sight {
    /// Of the word that a script says of a link: empty for one that can be seen.
    fn of_code(code: &str) -> Self {
        if code.is_empty() { Self::Visible } else { Self::Hidden(Hiding::of_code(code)) }
    }

    /// In words.
    pub fn phrase(self) -> Phrase {
        match self {
            Self::Visible => Phrase::new("sight_visible"),
            Self::Hidden(why) => Phrase::new("sight_hidden").phrase(why.phrase()),
            Self::Gone => Phrase::new("sight_gone"),
        }
    }
}

/// The sentence around a link, in three parts that joined are its text; safe to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    /// What stands before the link.
    pub before: String,
    /// The link's own text, as the page shows it.
    pub link: String,
    /// What stands after it.
    pub after: String,
}

/// What the second look at a link brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Whether it can be seen.
    pub sight: Sight,
    /// The sentence it stands in; none if there is no more to it than the link.
    pub sentence: Option<Sentence>,
}

/// The evidence there is of a page's links, by their number.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    sights: HashMap<u32, Sight>,
    /// Oldest first.
    sentences: Vec<(u32, Sentence)>,
}

impl Seen {
    /// Keeps the evidence of a link, in place of what there was. Beyond a bound the oldest sentence is let go.
    pub fn keep(&mut self, id: u32, evidence: Evidence) {
        self.sights.insert(id, evidence.sight);
        self.sentences.retain(|(other, _)| *other != id);
        if let Some(sentence) = evidence.sentence {
            if self.sentences.len() >= MOST_KEPT {
                self.sentences.remove(0);
            }
            self.sentences.push((id, sentence));
        }
    }

    /// The evidence of a link, if it was looked at.
    pub fn of(&self, id: u32) -> Option<Evidence> {
        let sentence = || self.sentences.iter().find(|(other, _)| *other == id).map(|(_, sentence)| sentence.clone());
        self.sight(id).map(|sight| Evidence { sight, sentence: sentence() })
    }

    /// Whether a link can be seen, if it was looked at.
    pub fn sight(&self, id: u32) -> Option<Sight> {
        self.sights.get(&id).copied()
    }
}

/// The links of one frame that something is asked of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The browser's number of the frame.
    pub frame: i64,
    /// The links' numbers on the page.
    pub ids: Vec<u32>,
    /// Of each its number in the frame, and what it is known again by.
    pub links: Vec<(u32, u32)>,
}

impl Page {
    /// The links, frame by frame. Numbers that no link has are passed over.
    pub fn asked(&self, ids: impl IntoIterator<Item = u32>) -> Vec<Asked> {
        let mut frames: Vec<Asked> = Vec::new();
        for id in ids {
            let (Some(link), Some((frame, at))) = (self.links.get(id as usize), self.locate(id)) else { continue };
            let place = frames.iter().position(|asked| asked.frame == frame.id).unwrap_or_else(|| {
                frames.push(Asked { frame: frame.id, ids: Vec::new(), links: Vec::new() });
                frames.len() - 1
            });
            if let Some(asked) = frames.get_mut(place) {
                asked.ids.push(id);
                asked.links.push((at, link.mark));
            }
        }
        frames
    }
}

/// What an href is known again by when its link is looked for later. `extension/page/find.js` reckons the same (FNV-1a over
/// code points).
pub fn mark(href: &str) -> u32 {
    let add = |hash: u32, c: u32| (hash ^ c).wrapping_mul(0x0100_0193);
    // Nearly all are ASCII, and need not be decoded.
    if href.is_ascii() {
        return href.as_bytes().iter().take(MARKED).fold(0x811c_9dc5, |hash, byte| add(hash, (*byte).into()));
    }
    href.chars().take(MARKED).fold(0x811c_9dc5, |hash, c| add(hash, c.into()))
}

/// What the script is asked.
pub fn ask(asked: &Asked) -> String {
    json!({ "links": asked.links }).to_string()
}

/// The evidence of the links that were asked for, from what the script said.
pub fn read(asked: &Asked, said: &str) -> Vec<(u32, Evidence)> {
    let mut out = Vec::new();
    for (id, said) in asked.ids.iter().zip(array(said)) {
        let field = |name: &str| said.get(name).and_then(Value::as_str).unwrap_or_default();
        let evidence = if said.is_object() {
            let sentence = Sentence {
                before: tail(field("before")),
                link: safe_text(field("link"), INSIDE),
                after: head(field("after")),
            };
            // The link's own text is told anyway.
            let alone = sentence.before.trim().is_empty() && sentence.after.trim().is_empty();
            Evidence { sight: Sight::of_code(field("why")), sentence: (!alone).then_some(sentence) }
        } else {
            Evidence { sight: Sight::Gone, sentence: None }
        };
        out.push((*id, evidence));
    }
    out
}

/// What a script said, if it is a list.
fn array(said: &str) -> Vec<Value> {
    match serde_json::from_slice(said.as_bytes()) {
        Ok(Value::Array(values)) => values,
        _ => Vec::new(),
    }
}

/// What lighting links brought, from what the script said: how many are lit, which can be seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lit {
    /// Links with a ring around them.
    pub lit: u32,
    /// Whether each link can be seen.
    pub sights: Vec<Sight>,
}

impl Lit {
    /// Adds what another frame brought.
    pub fn add(&mut self, other: Self) {
        self.lit += other.lit;
        self.sights.extend(other.sights);
    }

    /// Reads what the script said of `asked` links.
    pub fn read(asked: usize, said: &str) -> Self {
        let mut out = Self::default();
        for said in array(said).iter().take(asked) {
            let why = said.get(1).and_then(Value::as_str);
            out.sights.push(why.map_or(Sight::Gone, Sight::of_code));
            out.lit += u32::from(said.get(0) == Some(&Value::Bool(true)));
        }
        out
    }
}

/// The end of what stands before a link, from a word's beginning.
fn tail(text: &str) -> String {
    let clean = safe_text(text, GATHERED);
    let length = clean.chars().count();
    let space = if text.ends_with(char::is_whitespace) && !clean.is_empty() { " " } else { "" };
    if length <= AROUND {
        return clean + space;
    }
    let cut: String = clean.chars().skip(length - AROUND).collect();
    let whole = cut.split_once(' ').map_or(cut.as_str(), |(_, rest)| rest);
    format!("…{whole}{space}")
}

/// The beginning of what stands after a link, up to a word's end.
fn head(text: &str) -> String {
    let clean = safe_text(text, GATHERED);
    let space = if text.starts_with(char::is_whitespace) && !clean.is_empty() { " " } else { "" };
    if clean.chars().count() <= AROUND {
        return format!("{space}{clean}");
    }
    let cut: String = clean.chars().take(AROUND).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(rest, _)| rest);
    format!("{space}{whole}…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn asked(ids: &[u32]) -> Asked {
        Asked { frame: 0, ids: ids.to_vec(), links: ids.iter().map(|id| (*id, 0)).collect() }
    }

    #[test]
    fn evidence_is_read_and_made_safe() {
        let said = r#"[{"why":"", "before":"  It is\n", "link":"here\u202e", "after":" ."}, null, {"why":"display"}, {"why":"new"}]"#;
        let read: Vec<Evidence> =
            read(&asked(&[4, 5, 6, 7, 8]), said).into_iter().map(|(_, evidence)| evidence).collect();
        let sentence = Sentence { before: "It is ".into(), link: "here\u{fffd}".into(), after: " .".into() };
        assert_eq!(read[0], Evidence { sight: Sight::Visible, sentence: Some(sentence) });
        assert_eq!(read[1].sight, Sight::Gone);
        assert_eq!(read[2], Evidence { sight: Sight::Hidden(Hiding::Display), sentence: None });
        assert_eq!(read[3].sight, Sight::Hidden(Hiding::Unknown));
        assert_eq!(read.len(), 4, "of what nothing was said, nothing is known");
    }

    #[test]
    fn long_sentences_are_cut_at_words() {
        let long = "word ".repeat(100);
        assert!(tail(&long).starts_with("…word "));
        assert!(tail(&long).ends_with("word "));
        assert!(head(&long).ends_with(" word…"));
        assert!(head(&"x".repeat(1000)).chars().count() <= AROUND + 1);
    }

    #[test]
    fn lit_links_are_counted() {
        let lit = Lit::read(3, r#"[[true,""],[false,"size"],null,[true,""]]"#);
        assert_eq!(lit, Lit { lit: 1, sights: vec![Sight::Visible, Sight::Hidden(Hiding::Size), Sight::Gone] });
        assert_eq!(Lit::read(1, "nonsense"), Lit::default());
    }

    proptest! {
        #[test]
        fn any_answer_is_read_without_harm(said in "\\PC{0,200}", before in "(\\PC|\n){0,400}") {
            read(&asked(&[1, 2]), &said);
            let said = serde_json::json!([{ "before": before, "after": before, "link": before }]).to_string();
            for (_, evidence) in read(&asked(&[1]), &said) {
                let Sentence { before, link, after } = evidence.sentence.unwrap_or_default();
                prop_assert!(before.chars().count() + link.chars().count() + after.chars().count() <= 2 * AROUND + INSIDE + 6);
            }
        }
    }
}
