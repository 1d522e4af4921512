//! What Moz's index says about a question, in words. A `false` means "not in the index, or lost", never "no link"
//! (moz-api 2.1).

use crate::address::bounded;
use crate::moz::MozError;
use crate::phrase::{Failure, Phrase};
use crate::scope::{Question, Scope};
use serde::Serialize;

use super::{Lamp, Stale};

/// What Moz's index knows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct IndexView {
    /// The answer.
    pub state: Lamp,
    /// The answer in words.
    pub title: Phrase,
    /// The scopes of the question in words.
    pub scope: Option<Phrase>,
    /// Small facts: when it was asked, what it cost.
    pub chips: Vec<Phrase>,
    /// Why there is no answer, if asking failed.
    pub failure: Option<Failure>,
    /// Until when it waits for its turn, in milliseconds since 1970.
    pub until: Option<f64>,
}

/// What is known about a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Known {
    /// It was never asked.
    Nothing,
    /// It is being asked.
    Asking,
    /// It waits for its turn.
    Waiting {
        /// Until then, in milliseconds since 1970.
        until: f64,
    },
    /// Moz answered.
    Answer {
        /// What it said.
        exists: bool,
        /// When, in milliseconds since 1970.
        at: f64,
        /// What it cost.
        rows: u32,
        /// When it was asked again without an answer that is known, in milliseconds since 1970: that may have been
        /// billed too.
        unfinished: Option<f64>,
        /// Why it no longer holds; none if it does.
        stale: Option<Stale>,
    },
    /// It follows from the answer to another question.
    Implied {
        /// The answer.
        exists: bool,
        /// The question that was asked.
        by: Question,
    },
    /// It was sent and the answer was never written down: it may have been billed.
    Unfinished {
        /// When it was sent, in milliseconds since 1970.
        at: f64,
    },
    /// Asking failed just now.
    Failed(MozError),
    /// It was not sent after all, and why.
    Refused(Failure),
}

impl Known {
    /// True if nothing need be asked: there is an answer and it holds.
    pub fn is_settled(&self) -> bool {
        matches!(self, Self::Answer { stale: None, .. } | Self::Implied { .. })
    }
}

/// The view of what is known about `question`.
pub fn index_view(question: Option<&Question>, known: &Known) -> IndexView {
    let (state, title) = match known {
        Known::Nothing => (Lamp::None, "index_title_none"),
        Known::Asking | Known::Waiting { .. } => (Lamp::Busy, "index_title_busy"),
        Known::Answer { exists: true, .. } | Known::Implied { exists: true, .. } => (Lamp::Yes, "index_title_yes"),
        Known::Answer { exists: false, .. } | Known::Implied { exists: false, .. } => (Lamp::No, "index_title_no"),
        Known::Unfinished { .. } | Known::Failed(_) | Known::Refused(_) => (Lamp::Unknown, "index_title_unknown"),
    };
    let chips = match known {
        Known::Answer { at, rows, unfinished, stale, .. } => {
            let mut chips = vec![Phrase::new("chip_asked").date(*at), Phrase::new("chip_cost").count(*rows)];
            chips.extend(stale.map(Stale::phrase));
            chips.extend(unfinished.map(|at| Phrase::new("chip_asked_again").date(at)));
            chips
        }
        Known::Implied { by, .. } => vec![Phrase::new("chip_implied").phrase(scope_words(by))],
        Known::Unfinished { at } => vec![Phrase::new("chip_asked").date(*at), Phrase::new("chip_maybe_billed")],
        Known::Failed(error) if error.maybe_billed() => vec![Phrase::new("chip_maybe_billed")],
        _ => Vec::new(),
    };
    let failure: Option<Failure> = match known {
        Known::Failed(error) => Some(error.failure()),
        Known::Refused(failure) => Some(failure.clone()),
        _ => None,
    };
    let (title, until) = match known {
        Known::Waiting { until } => (Phrase::new("index_title_waiting").time(*until), Some(*until)),
        _ => (Phrase::new(title), None),
    };
    IndexView { state, title, scope: question.map(scope_words), chips, failure, until }
}

/// The scopes of a question in words: "this exact page → any page of example.com".
pub fn scope_words(question: &Question) -> Phrase {
    let source = match question.source_scope {
        Scope::Page => Phrase::new("scope_source_page"),
        Scope::Subdomain => Phrase::new("scope_source_subdomain").text(bounded(&question.source, 120)),
        Scope::RootDomain => Phrase::new("scope_source_root_domain").text(bounded(&question.source, 120)),
    };
    let target = match question.target_scope {
        Scope::Page => "scope_target_page",
        Scope::Subdomain => "scope_target_subdomain",
        Scope::RootDomain => "scope_target_root_domain",
    };
    let target = Phrase::new(target).text(bounded(&question.target, 120));
    Phrase::new("scope_words").phrase(source).phrase(target)
}
