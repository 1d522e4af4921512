//! The proof of placement: a finding as a card, and that card as a file.

use serde::{Deserialize, Serialize};

use crate::phrase::{Failure, Phrase};
pub use crate::report::{Card, CardLight, CardLine, CardPart, ProofFormat};

/// A finding to hand over.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProofView {
    /// The card, in words by name.
    pub card: Card<Phrase>,
    /// A name for files of it, without an ending.
    pub name: String,
    /// The picture of the page with the link lit, as a `data:` address; `null` if there is none.
    pub picture: Option<String>,
    /// Why there is none, if one was tried.
    pub no_picture: Option<Failure>,
    /// True if there is a link that a picture could show.
    pub has_link: bool,
}

/// What a file is written from: the card with its words looked up.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WriteProof {
    /// The card.
    pub card: Card<String>,
    /// Its name.
    pub name: String,
    /// What to write.
    pub format: ProofFormat,
    /// The picture, if it is to be in it.
    pub picture: Option<String>,
    /// The language of the words, as BCP 47 has it.
    pub language: String,
    /// True if that is written from right to left.
    pub is_rtl: bool,
}

/// A file.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileView {
    /// What is in it.
    pub text: String,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
}
