//! A finding as a card to hand over. `T` is words by name in the core, and the words themselves once a view has looked
//! them up in the person's language: the words are the locale's, the writing of files is this room's.

use serde::{Deserialize, Serialize};

use crate::phrase::Shown;
use crate::verdict::Lamp;

/// What a file is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ProofFormat {
    /// A page of HTML that needs nothing else and prints to one sheet.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
}

/// A finding, top to bottom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Card<T> {
    /// What this is.
    pub title: T,
    /// When the page was looked at.
    pub when: T,
    /// The finding for people who speak no SEO, sentence by sentence, the first as the headline.
    pub plain: Vec<T>,
    /// The page's answer and the index's.
    pub lights: Vec<CardLight<T>>,
    /// The rest, part by part.
    pub parts: Vec<CardPart<T>>,
    /// What the picture shows.
    pub picture: T,
    /// Who says so.
    pub foot: T,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CardLight<T> {
    /// The answer.
    pub state: Lamp,
    /// The answer in a word, for those who do not see the lamp.
    pub answer: T,
    /// The same in words.
    pub title: T,
    /// What it rests on.
    pub says: Vec<T>,
}

/// A part: what it is about, and what is said of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CardPart<T> {
    /// A stable name.
    pub code: String,
    /// What it is about.
    pub name: T,
    /// What is said, line by line.
    pub lines: Vec<CardLine<T>>,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CardLine<T> {
    /// Words.
    Says(T),
    /// An address.
    Address {
        /// As it is shown.
        shown: Shown,
        /// The whole of it, to be opened; empty if it is not to be.
        url: String,
    },
    /// A sentence with the link in it.
    Sentence {
        /// What stands before the link.
        before: String,
        /// The link's own text.
        link: String,
        /// What stands after it.
        after: String,
    },
}

impl Shown {
    /// The text as a whole.
    pub(super) fn whole(&self) -> String {
        [self.before.as_str(), &self.domain, &self.after].concat()
    }
}

/// True for an address of the web that a file may make something to click.
pub(super) fn is_web(url: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme))
        && !url.contains(|c: char| !c.is_ascii_graphic() || matches!(c, '<' | '>'))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A card of which every text is that one.
    pub fn card(text: &str) -> Card<String> {
        let own = || text.to_owned();
        let shown = Shown { before: own(), domain: own(), after: own(), letters: None };
        Card {
            title: own(),
            when: own(),
            plain: vec![own(), own()],
            lights: vec![CardLight { state: Lamp::Yes, answer: own(), title: own(), says: vec![own()] }],
            parts: vec![CardPart {
                code: own(),
                name: own(),
                lines: vec![
                    CardLine::Says(own()),
                    CardLine::Address { shown, url: own() },
                    CardLine::Sentence { before: own(), link: own(), after: own() },
                ],
            }],
            picture: own(),
            foot: own(),
        }
    }

    #[test]
    fn only_addresses_of_the_web_can_be_clicked() {
        for url in ["http://a.example/", "https://a.example/?b=c#d"] {
            assert!(is_web(url), "{url}");
        }
        for url in ["", "javascript:alert(1)", "data:text/html,x", "https://a b", "https://a<b", " https://a.example/"]
        {
            assert!(!is_web(url), "{url}");
        }
    }
}
