//! Words by name: what the core says is a key of `_locales/*/messages.json` with its arguments, never a sentence.

use serde::{Deserialize, Serialize};

/// A message and what to put into it. Arguments are numbered from 1, as `$1`, `$2` … in the message.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Phrase {
    /// Name of the message. With a count among the arguments, `_one`, `_other` … is appended by plural rule.
    pub key: String,
    /// The arguments in order.
    pub args: Vec<Arg>,
}

/// An argument of a phrase; the view formats it for the person's language.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// Text as it is, already safe to show.
    Text(String),
    /// A number of things.
    Count(u32),
    /// A time, in milliseconds since 1970.
    Date(f64),
    /// A time of which only the clock matters, in milliseconds since 1970.
    Time(f64),
    /// A day of UTC, `YYYY-MM-DD`.
    Day(String),
    /// Another phrase.
    Phrase(Phrase),
}

impl Phrase {
    /// The phrase of that name, without arguments.
    pub fn new(key: &str) -> Self {
        Self { key: key.to_owned(), args: Vec::new() }
    }

    /// Adds text.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.args.push(Arg::Text(text.into()));
        self
    }

    /// Adds a count.
    #[must_use]
    pub fn count(mut self, count: u32) -> Self {
        self.args.push(Arg::Count(count));
        self
    }

    /// Adds a time, in milliseconds since 1970.
    #[must_use]
    pub fn date(mut self, at: f64) -> Self {
        self.args.push(Arg::Date(at));
        self
    }

    /// Adds a time of day, in milliseconds since 1970.
    #[must_use]
    pub fn time(mut self, at: f64) -> Self {
        self.args.push(Arg::Time(at));
        self
    }

    /// Adds a day, `YYYY-MM-DD`; what is none is said to be unknown.
    #[must_use]
    pub fn day(self, day: Option<&str>) -> Self {
        match day.filter(|day| crate::day::is_day(day)) {
            Some(day) => self.with(Arg::Day(day.to_owned())),
            None => self.phrase(Self::new("day_unknown")),
        }
    }

    fn with(mut self, arg: Arg) -> Self {
        self.args.push(arg);
        self
    }

    /// Adds a phrase.
    #[must_use]
    pub fn phrase(mut self, phrase: Phrase) -> Self {
        self.args.push(Arg::Phrase(phrase));
        self
    }
}

/// An address made safe to show: bounded, without characters that reorder or hide text, cut in three so that the
/// registrable domain can be emphasised. The three joined are the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Shown {
    /// All that stands before the registrable domain: scheme where it matters, subdomain.
    pub before: String,
    /// The registrable domain, or the whole host where there is none.
    pub domain: String,
    /// Port, path and query.
    pub after: String,
    /// The host in the letters of its language, where the text has it in ASCII and no letter can deceive.
    pub letters: Option<String>,
}

/// What went wrong, for a person and for a program.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Failure {
    /// Stable name, such as `moz.quota`. The words are the messages `err_…` and `fix_…` of the same name.
    pub code: String,
    /// What happened.
    pub says: Phrase,
    /// What to do about it.
    pub advice: Phrase,
    /// Whether trying again can help.
    pub retry: Retry,
    /// Whether rows may have been billed for it all the same.
    pub maybe_billed: bool,
}

/// Whether trying the same again can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Retry {
    /// At once.
    Now,
    /// After a while.
    Later,
    /// Only after something was changed.
    AfterChange,
    /// Not at all.
    Never,
}

impl Failure {
    /// The failure of that code. Its words are looked up as `err_` and `fix_` with the dots as underscores.
    pub fn new(code: &str, retry: Retry) -> Self {
        let name = code.replace('.', "_");
        Self {
            code: code.to_owned(),
            says: Phrase::new(&format!("err_{name}")),
            advice: Phrase::new(&format!("fix_{name}")),
            retry,
            maybe_billed: false,
        }
    }

    /// Adds text to what is said.
    #[must_use]
    pub fn about(mut self, text: impl Into<String>) -> Self {
        self.says = self.says.text(text);
        self
    }

    /// Marks that rows may have been billed.
    #[must_use]
    pub fn maybe_billed(mut self) -> Self {
        self.maybe_billed = true;
        self
    }
}
