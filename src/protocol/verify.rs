//! What can be done next and at what price: next steps of reasons, what Moz keeps, the verifying of a placement, lists.

use serde::Serialize;

use super::Pick;
use crate::phrase::{Failure, Phrase};
use crate::scope::Scope;
use crate::verdict::{Lamp, Step, What};

/// A possible reason why page and index differ.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReasonView {
    /// A stable name.
    pub code: String,
    /// The reason as a possibility, with the fact it rests on.
    pub says: Phrase,
    /// What can be done about it, if anything.
    pub next: Option<NextView>,
}

/// A next step, as a button.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NextView {
    /// Its words.
    pub label: Phrase,
    /// What pressing it costs, in rows; 0 if nothing.
    pub rows: u32,
    /// True if it may cost less.
    pub at_most: bool,
    /// True if it wants a second press, by what the person set.
    pub confirm: bool,
    /// What is sent when it is pressed.
    pub act: Act,
}

/// A request as a view sends it, put together here so that no view has to. The names are those of the requests.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Takes another target.
    Aim {
        /// The tab.
        tab: i32,
        /// The target.
        pick: Pick,
        /// How wide.
        scope: Scope,
    },
    /// Asks at another scope.
    AskAt {
        /// The tab.
        tab: i32,
        /// How wide the source is meant.
        source: Scope,
        /// How wide the target is meant.
        target: Scope,
        /// The price.
        rows: u32,
    },
    /// Asks for the page under its canonical address.
    AskCanonical {
        /// The tab.
        tab: i32,
        /// The price.
        rows: u32,
    },
    /// Looks up what else Moz keeps.
    LookUp {
        /// The tab.
        tab: i32,
        /// What.
        what: What,
        /// The price.
        rows: u32,
    },
}

/// The answer for the page under its canonical address.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CanonicalView {
    /// The answer.
    pub state: Lamp,
    /// The answer in words.
    pub says: Phrase,
    /// Small facts: when it was asked, what it cost.
    pub chips: Vec<Phrase>,
    /// Why there is no answer, if asking failed.
    pub failure: Option<Failure>,
}

/// What Moz keeps of page, target and link, as far as that was looked up.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeptView {
    /// How many of the parts are known.
    pub known: u32,
    /// The parts.
    pub parts: Vec<KeptPart>,
}

/// One kind of look-up.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeptPart {
    /// Which.
    pub what: What,
    /// What is known, line by line.
    pub says: Vec<Phrase>,
    /// What is known of page and target, side by side.
    pub pages: Vec<KeptRow>,
    /// Small facts: when it was looked up, what it cost.
    pub chips: Vec<Phrase>,
    /// Why nothing is known, if it failed.
    pub failure: Option<Failure>,
    /// Looks it up; `null` if all of it is known.
    pub next: Option<NextView>,
}

/// A figure of page and target.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeptRow {
    /// What it is.
    pub name: Phrase,
    /// The page's; `null` if it was not looked up.
    pub source: Option<Phrase>,
    /// The target's.
    pub target: Option<Phrase>,
}

/// The verifying of a placement: its steps and their price.
#[expect(clippy::struct_excessive_bools, reason = "facts that have nothing to do with each other")]
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VerifyView {
    /// The steps in their order.
    pub steps: Vec<StepView>,
    /// What it costs from here on, in rows; 0 if all that is on is known.
    pub rows: u32,
    /// True if it may cost less.
    pub at_most: bool,
    /// True if it wants a second press, by what the person set.
    pub confirm: bool,
    /// True if more is left to pay for than the question alone, which has a button of its own.
    pub worth: bool,
    /// True while it runs.
    pub running: bool,
}

/// A step.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StepView {
    /// Which.
    pub step: Step,
    /// How far it is.
    pub state: StepState,
    /// True if it is taken.
    pub on: bool,
    /// True if it can be switched off, and on.
    pub can_switch: bool,
    /// What came of it; `null` if nothing yet.
    pub result: Option<Phrase>,
    /// Why nothing came of it, if it failed.
    pub failure: Option<Failure>,
    /// What it costs, in rows; 0 if it is known or free.
    pub rows: u32,
    /// What its result suggests.
    pub next: Option<NextView>,
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// It is yet to be done.
    Open,
    /// It is under way.
    Busy,
    /// Its result is known.
    Done,
    /// It failed.
    Failed,
}

/// A piece of a list of sites.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SiteList {
    /// The sites, best first.
    pub sites: Vec<SiteRow>,
    /// The same as CSV, in the first piece with its columns' names; pieces put together make the whole.
    pub csv: String,
    /// What it cost, in rows.
    pub rows: u32,
    /// What to send for the next piece; `null` at the end.
    pub next: Option<String>,
}

/// A site that links to something.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SiteRow {
    /// Its name; safe to show.
    pub name: String,
    /// Domain Authority; `null` if it is not told.
    pub authority: Option<u8>,
    /// Spam Score in percent; `null` if there is none.
    pub spam: Option<u8>,
    /// How it links.
    pub says: Phrase,
}

/// What a piece of each list costs.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MoreView {
    /// Of the sites that link to the target.
    pub linking: PieceView,
    /// Of those that link to others and not to the target.
    pub rivals: PieceView,
}

/// A piece of a list.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PieceView {
    /// The most sites in it.
    pub sites: u32,
    /// The most rows that it costs.
    pub rows: u32,
    /// True if it wants a second press, by what the person set.
    pub confirm: bool,
}
