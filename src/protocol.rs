//! The only language that views and background speak.
//!
//! Each [`Request`] is answered by one [`Reply`]. The shapes are pinned twice: as golden JSON in
//! `tests/protocol/`, and as TypeScript in `extension/protocol.d.ts`, which is generated from these files.
//! Requests stand here; what replies carry for views to show is in `views`.
//! Only JSON-compatible shapes are used, since Chromium clones messages as JSON and Firefox structurally.

use serde::{Deserialize, Serialize};

mod data;
mod facts;
mod lists;
mod look;
mod proof;
mod retired;
mod rivals;
mod sample;
mod saved;
mod short;
mod surfaces;
#[cfg(test)]
mod typescript;
mod verify;
mod views;
mod watch;

pub use crate::address::Sameness;
use crate::moz::{Flavour, Token};
pub use crate::page::{Facet, Sort};
use crate::phrase::Failure;
pub use crate::report::Format;
use crate::scope::Scope;
pub use crate::verdict::{IndexView, Lamp, Step, What};
pub use data::{BackupPiece, ReplacedKind, RestorePiece, RestoreView, RestoreWhole, StoredKind, StoredView};
pub use facts::{AbsentView, FactView, FactsView, SourceState, SourceView, ValueView};
pub use lists::{
    DraftView, ListAim, ListAnswer, ListExported, ListFormat, ListFrom, ListHead, ListItemRow, ListLooked, ListPrice,
    ListRequest, ListRowQuery, ListShow, ListShowCount, ListSort, ListView, ListsView, ProblemView, RunStateView,
    RunView, Separator,
};
pub use look::{LookNeeds, LookRow, LooksView};
pub use proof::{Card, CardLight, CardLine, CardPart, FileView, ProofFormat, ProofView, WriteProof};
pub use retired::{OldView, PointingView, RetiredView};
pub use rivals::{RivalCell, RivalColumn, RivalRow, RivalShow, RivalShowCount, RivalsView};
pub use sample::SampleView;
pub use saved::{MatrixRow, MatrixView, TargetChange, TargetKind, TargetView, TargetsView};
pub use short::{ShortLooked, ShortView};
pub use surfaces::{AlwaysView, Item};
pub use verify::{
    Act, CanonicalView, KeptPart, KeptRow, KeptView, MoreView, NextView, PieceView, ReasonView, SiteList, SiteRow,
    StepState, StepView, VerifyView,
};
pub use views::{
    AimView, AskView, ChangedView, EvidenceView, Exported, FacetCount, LadderView, LightView, LinkIds, LinkList,
    LinkRow, ListRow, LiveView, OfferView, Options, PageView, QuotaView, Report, RungView, SeenLink, SentenceView,
    ShowCount, SightView, SpentRow, TermsView, TokenCheck, Totals, UnreadView,
};
pub use watch::{
    ChangeView, ChangesView, Draft, Every, HistoryRow, HistoryView, Lane, Looks, Retention, SideView, SpanView,
    WatchEdit, WatchExport, WatchText, WatchView, WatchesView, WatchingEdit,
};

/// What a view can ask of the background. On the wire `{"open": {"tab": 1}}`, or `"options"` where there is nothing to add.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// The report of a tab, its page read anew.
    Open {
        /// The browser's number of the tab.
        tab: i32,
    },
    /// Sets the target and returns the report judged against it. Costs nothing.
    Aim {
        /// The tab.
        tab: i32,
        /// The target.
        pick: Pick,
        /// How wide it is meant.
        scope: Scope,
    },
    /// Pays for Moz's answer. A question that is under way already is joined, for nothing.
    Ask {
        /// The tab.
        tab: i32,
        /// The price that the person was shown, in rows. Another price is refused; 0 only joins what is under way.
        rows: u32,
    },
    /// Pays for Moz's answer at one cell of the scope ladder.
    AskAt {
        /// The tab.
        tab: i32,
        /// How wide the source is meant.
        source: Scope,
        /// How wide the target is meant.
        target: Scope,
        /// The price that the person was shown, in rows. Another price is refused.
        rows: u32,
    },
    /// Pays for what settles all cells of the scope ladder.
    Settle {
        /// The tab.
        tab: i32,
        /// The most that the person was told it may cost, in rows. No more is spent.
        rows: u32,
    },
    /// Stops waiting for the answers to questions that are under way.
    Cancel {
        /// The tab.
        tab: i32,
    },
    /// A window of the page's links.
    Links {
        /// The tab.
        tab: i32,
        /// Which links.
        query: LinkQuery,
        /// The first row of the window.
        offset: u32,
        /// Most rows in it.
        limit: u32,
    },
    /// Holds the page against its own HTML and returns the report.
    Reread {
        /// The tab.
        tab: i32,
        /// Whether the site may be asked for it, once, if the browser's cache does not have it.
        network: bool,
    },
    /// Asks services where the page's short links lead, as far as there is time. `look_cancel` stops it.
    ShortLook {
        /// The tab.
        tab: i32,
        /// A number by which it can be stopped.
        run: u32,
        /// Those that did not tell are asked once more.
        again: bool,
    },
    /// What the options page shows.
    Options,
    /// Keeps a token.
    SaveToken {
        /// The token as typed.
        #[cfg_attr(test, ts(type = "string"))]
        token: Token,
        /// For how long.
        keep: Keep,
    },
    /// Asks Moz, for free, whether the kept token is valid.
    CheckToken,
    /// Forgets the token.
    RemoveToken,
    /// Looks at links once more: whether they can be seen, and the sentence they stand in.
    Evidence {
        /// The tab.
        tab: i32,
        /// The links; more than 60 are not looked at.
        links: Vec<u32>,
    },
    /// Lights links on the page, in place of what is lit, and goes to the first.
    Light {
        /// The tab.
        tab: i32,
        /// The links; more than 500 are not lit.
        links: Vec<u32>,
    },
    /// Lights the links that lead to the target.
    LightTarget {
        /// The tab.
        tab: i32,
    },
    /// Lights the links of a list.
    LightList {
        /// The tab.
        tab: i32,
        /// Which links.
        query: LinkQuery,
    },
    /// Puts out what is lit.
    Dark {
        /// The tab.
        tab: i32,
    },
    /// The same from a script in the page itself, whose tab the browser tells.
    PutOut,
    /// From such a script too: a page of a chosen site is there. These two are the only requests that are not a view's.
    Arrived,
    /// Has pages of the site that the tab shows read without a press, or no longer.
    Always {
        /// The tab.
        tab: i32,
        /// True to have them read.
        on: bool,
    },
    /// Whether the page is still what was read.
    Changed {
        /// The tab.
        tab: i32,
    },
    /// The numbers of the links in a part of the list, to select them.
    LinkIds {
        /// The tab.
        tab: i32,
        /// Which links.
        query: LinkQuery,
        /// The first row of the part.
        offset: u32,
        /// Most rows in it, headings included.
        limit: u32,
    },
    /// A piece of the page's links as text for other programs.
    Export {
        /// The tab.
        tab: i32,
        /// Which links.
        links: Chosen,
        /// What is written.
        format: Format,
        /// How many links the pieces before this one had.
        offset: u32,
        /// Most links in it.
        limit: u32,
        /// The page's print when the links were chosen; `null` for the first piece of what a query lists.
        print: Option<u32>,
    },
    /// The saved targets, after a change if there is one.
    Targets {
        /// What to change.
        change: Option<TargetChange>,
    },
    /// How addresses are compared, after a change if there is one.
    Matching {
        /// How it is to be.
        change: Option<Sameness>,
    },
    /// All saved targets held against the page. Costs nothing.
    Matrix {
        /// The tab.
        tab: i32,
    },
    /// Pays for Moz's answer about the page under its canonical address.
    AskCanonical {
        /// The tab.
        tab: i32,
        /// The price that the person was shown, in rows. Another price is refused.
        rows: u32,
    },
    /// Pays for what else Moz keeps. What is known already is not paid for again.
    LookUp {
        /// The tab.
        tab: i32,
        /// What.
        what: What,
        /// The price that the person was shown, in rows. Another price is refused.
        rows: u32,
    },
    /// Pays for the steps that verify the placement, one after the other. Ends early at the first failure, when it is
    /// cancelled, and where the target turns out to redirect.
    Verify {
        /// The tab.
        tab: i32,
        /// The most that the person was told it costs, in rows. Another price is refused.
        rows: u32,
    },
    /// Switches a step of verifying off or on, and remembers it.
    SetStep {
        /// The tab.
        tab: i32,
        /// The step. Those that are free cannot be switched.
        step: Step,
        /// Whether it is taken.
        on: bool,
    },
    /// The report, once the verifying that runs has come a step further; at once if none runs.
    Progress {
        /// The tab.
        tab: i32,
    },
    /// Pays for a piece of the list of sites that link to the target.
    LinkingSites {
        /// The tab.
        tab: i32,
        /// Where the last piece ended; `null` for the first.
        next: Option<String>,
        /// The most that the person was told it costs, in rows. Another price is refused.
        rows: u32,
    },
    /// Pays for a piece of the list of sites that link to others and not to the target.
    RivalSites {
        /// The tab.
        tab: i32,
        /// The others, as typed.
        rivals: Vec<String>,
        /// Where the last piece ended; `null` for the first.
        next: Option<String>,
        /// The most that the person was told it costs, in rows. Another price is refused.
        rows: u32,
    },
    /// Sets one of the settings about Moz.
    Change {
        /// Which.
        setting: Setting,
        /// Its new value, as typed.
        text: String,
    },
    /// Asks by that API from now on, and returns the tab's report.
    UseFlavour {
        /// The tab.
        tab: i32,
        /// Which API.
        flavour: Flavour,
    },
    /// Asks Moz, for free, what is left of the month.
    Quota,
    /// What is known of old addresses, and who still points at them.
    Retired {
        /// The addresses, as typed.
        addresses: Vec<String>,
    },
    /// Looks where old addresses lead, as far as there is time. `look_cancel` stops it.
    RetiredLook {
        /// The addresses, as typed.
        addresses: Vec<String>,
        /// A number by which it can be stopped.
        run: u32,
    },
    /// Asks Moz where old addresses lead, of those that it was not asked about.
    RetiredAsk {
        /// The addresses, as typed.
        addresses: Vec<String>,
        /// The most that the person was told it costs, in rows. Another price is refused.
        rows: u32,
    },
    /// Which permissions it takes to look at pages that are not open in a tab.
    LookNeeds {
        /// Their addresses; of more than 10,000 the rest is passed over.
        sources: Vec<String>,
    },
    /// Looks at pages that are not open in a tab, free of charge. Answers after a while with as many as it could; the same
    /// request goes on with the others.
    Look {
        /// A number by which it can be cancelled.
        run: u32,
        /// Their addresses, 50 at most.
        sources: Vec<String>,
        /// What they should link to, as typed.
        target: String,
        /// How wide that is meant.
        scope: Scope,
        /// Whether those that were looked at today are looked at again.
        again: bool,
    },
    /// Stops looking at pages.
    LookCancel {
        /// The number of the run.
        run: u32,
    },
    /// Asks Moz, for free, which index it has.
    CheckIndex,
    /// What is wanted of lists of sources.
    List(ListRequest),
    /// The finding about page and target as a card to hand over.
    Proof {
        /// The tab.
        tab: i32,
        /// Whether to take a picture of the page with the link lit; else the last one taken comes along, if there is one.
        take: bool,
    },
    /// A card as a file.
    WriteProof(Box<WriteProof>),
    /// How much is stored.
    Stored,
    /// A piece of a backup of all that is stored but the token.
    Backup {
        /// Where the last piece ended; `null` for the first.
        next: Option<String>,
    },
    /// A piece of a backup, to be looked at or put in place of what is stored.
    Restore(RestorePiece),
    /// Erases all that is stored, the token too.
    Erase,
    /// A window of the watched placements.
    Watches {
        /// The tab whose placement could be watched, if any.
        tab: Option<i32>,
        /// The first one.
        offset: u32,
        /// Most of them.
        limit: u32,
    },
    /// Watches a placement. The permission to read its page is the view's to ask for, in the same click.
    WatchAdd {
        /// The page's address.
        source: String,
        /// What it should link to, as typed.
        target: String,
        /// How wide that is meant.
        scope: Scope,
        /// How often it is looked at.
        every: Every,
        /// What is looked at.
        looks: Looks,
        /// Most rows that it spends in a month.
        month_limit: u32,
    },
    /// Changes a watch.
    WatchChange {
        /// Which.
        id: String,
        /// How.
        edit: WatchEdit,
    },
    /// Watches a placement no longer.
    WatchRemove {
        /// Which.
        id: String,
    },
    /// Takes its removal back.
    WatchRestore {
        /// Which.
        id: String,
    },
    /// Looks at a watched placement now.
    WatchLook {
        /// Which.
        id: String,
        /// The price that the person was shown, in rows; 0 if it costs nothing. Another price is refused.
        rows: u32,
    },
    /// The history of a watched placement, the newest first.
    History {
        /// Which.
        id: String,
        /// Only what is older than that; `null` for the newest.
        before: Option<f64>,
    },
    /// What changed at watched placements, the newest first.
    Changes {
        /// Only what is older than that; `null` for the newest.
        before: Option<f64>,
    },
    /// A piece of what is watched or what happened, as text for other programs.
    WatchExport {
        /// Of what.
        what: WatchText,
        /// What is written.
        format: ListFormat,
        /// What the last piece named; `null` for the first.
        next: Option<f64>,
    },
    /// The changes up to that one were seen.
    ChangesSeen {
        /// Its place in the list.
        until: f64,
    },
    /// Changes how watching is done.
    Watching {
        /// How.
        edit: WatchingEdit,
    },
    /// A verdict on a recorded page from a recorded answer. Nothing is sent and nothing is written.
    Sample,
    /// Whether the person is new here.
    FirstRun {
        /// They have read what is said to the new, and want it no more.
        read: bool,
    },
}

/// Which links to write.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Chosen {
    /// Those that a list holds, in its order.
    Query(LinkQuery),
    /// Those of these numbers.
    Ids {
        /// The numbers, from the offset on.
        ids: Vec<u32>,
        /// How many there are in all.
        total: u32,
    },
}

/// A setting about Moz.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// Which API is asked: `v2` or `json_rpc`.
    Flavour,
    /// The plan: `unknown`, `free` or `paid`.
    Plan,
    /// Requests per second of a paid plan.
    Rate,
    /// Most rows on one day; empty for no limit.
    DailyLimit,
    /// How many days an answer holds.
    Days,
    /// From how many rows on a purchase is asked about first.
    ConfirmAt,
}

/// How a target was picked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Pick {
    /// Typed or pasted.
    Typed(String),
    /// The link of that id on the page.
    Link(u32),
}

/// Where a token is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// On this device, until it is removed.
    Device,
    /// Until the browser closes.
    Session,
}

/// Which of a page's links to list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct LinkQuery {
    /// The kind of link, or all.
    pub show: Show,
    /// Words that address or text must contain; empty for all.
    pub text: String,
    /// Facts that they must have: one of those about the same thing, of each thing that any is about.
    #[serde(default)]
    pub facets: Vec<Facet>,
    /// Their order.
    #[serde(default)]
    pub sort: Sort,
}

/// A kind of link, as a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Show {
    /// To other sites.
    Outbound,
    /// To another host of the same site.
    SameSite,
    /// To the same host.
    SameHost,
    /// `mailto:`, `javascript:` and the like.
    NotWeb,
    /// Those that no browser could follow.
    Unusable,
    /// Every one.
    All,
}

/// The answer to a request.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// It worked.
    Ok(Answer),
    /// It did not, and why.
    Err(Failure),
}

/// What a request that worked returns.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// To every request about a tab but those below.
    Report(Box<Report>),
    /// To `links`.
    Links(LinkList),
    /// To `options` and to all that changes what it shows.
    Options(Box<Options>),
    /// To `check_token`.
    TokenCheck(TokenCheck),
    /// To `link_ids`.
    LinkIds(LinkIds),
    /// To `export`.
    Exported(Exported),
    /// To `targets`.
    Targets(TargetsView),
    /// To `matching`.
    Matching(Sameness),
    /// To `matrix`.
    Matrix(MatrixView),
    /// To `evidence`.
    Evidence(EvidenceView),
    /// To `light`, `light_target`, `light_list`, `dark`, `put_out` and, with nothing in it, `arrived`.
    Light(LightView),
    /// To `changed`.
    Changed(ChangedView),
    /// To `linking_sites` and `rival_sites`.
    Sites(SiteList),
    /// To `quota`.
    Quota(Box<QuotaView>),
    /// To `look_needs`.
    LookNeeds(LookNeeds),
    /// To `look` and `look_cancel`.
    Looks(LooksView),
    /// To `short_look`.
    Short(ShortLooked),
    /// To `retired`, `retired_look` and `retired_ask`.
    Retired(Box<RetiredView>),
    /// To `list`.
    List(ListAnswer),
    /// To `proof`.
    Proof(Box<ProofView>),
    /// To `write_proof`.
    File(FileView),
    /// To `stored` and `erase`.
    Stored(StoredView),
    /// To `backup`.
    Backup(BackupPiece),
    /// To `restore`.
    Restore(RestoreView),
    /// To `watches` and `watching`.
    Watches(WatchesView),
    /// To all that is about a single watch.
    Watch(Box<WatchView>),
    /// To `history`.
    History(HistoryView),
    /// To `changes` and `changes_seen`.
    Changes(ChangesView),
    /// To `watch_export`.
    WatchExport(WatchExport),
    /// To `sample`.
    Sample(Box<SampleView>),
    /// To `first_run`: whether to tell the person how to begin.
    FirstRun(bool),
}
