//! What replies carry, ready to show: no view computes any of it.

use serde::Serialize;

use super::{
    AlwaysView, CanonicalView, FactsView, Item, Keep, KeptView, MoreView, ReasonView, ShortView, Show, VerifyView,
};
use crate::moz::{Flavour, Plan};
use crate::page::{About, Facet};
use crate::phrase::{Failure, Phrase, Shown};
use crate::scope::Scope;
use crate::verdict::{IndexView, Lamp};

/// Everything the popup shows above its list of links.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Report {
    /// The browser's number of the tab.
    pub tab: i32,
    /// What was read.
    pub page: PageView,
    /// What is looked for.
    pub aim: AimView,
    /// Whether the page shows it.
    pub live: LiveView,
    /// Its short links, where some can be asked for and none that leads to the target is known; else `null`.
    pub short: Option<ShortView>,
    /// Whether Moz's index has it.
    pub index: IndexView,
    /// The nine questions that page and target make; `null` where there is no target, or one without a root domain.
    pub ladder: Option<LadderView>,
    /// Why the two may differ, likeliest first.
    pub reasons: Vec<ReasonView>,
    /// The button that asks Moz.
    pub ask: AskView,
    /// What the page says of itself; `null` if it could not be read.
    pub facts: Option<FactsView>,
    /// The answer for the page under its canonical address; `null` if that was not asked.
    pub canonical: Option<CanonicalView>,
    /// What else Moz keeps; `null` where there is nothing to ask about.
    pub kept: Option<KeptView>,
    /// The verifying of the placement; `null` where there is nothing to ask about.
    pub verify: Option<VerifyView>,
    /// What broader questions cost; `null` where there is no target.
    pub more: Option<MoreView>,
    /// The other API, where this one has refused the account.
    pub offer: Option<OfferView>,
    /// What is left and what was spent; `null` if there is no token, or if the ledger fails.
    pub quota: Option<QuotaView>,
    /// Whether pages of this site are read without a press; `null` where that cannot be.
    pub always: Option<AlwaysView>,
    /// What was just chosen in a menu of this tab; `null` if nothing was.
    pub chosen: Option<Item>,
}

/// The page in the tab.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PageView {
    /// Its address.
    pub address: Shown,
    /// Its title.
    pub title: String,
    /// Why it could not be read, if so.
    pub failure: Option<Failure>,
    /// How many links of which kind.
    pub totals: Totals,
    /// Its frames that were not read; `null` if there are none.
    pub unread: Option<UnreadView>,
    /// How many of its links were read, if not all; else `null`.
    pub cut: Option<Phrase>,
}

/// Counts of a page's links. `links` is the sum of the five kinds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Totals {
    /// All links.
    pub links: u32,
    /// To other sites.
    pub outbound: u32,
    /// To another host of the same site.
    pub same_site: u32,
    /// To the same host.
    pub same_host: u32,
    /// `mailto:` and the like.
    pub not_web: u32,
    /// That no browser could follow.
    pub unusable: u32,
    /// Registrable domains that outbound links lead to.
    pub domains: u32,
    /// Frames read, the page itself included.
    pub frames_read: u32,
    /// Frames that the permission at hand does not reach.
    pub frames_unread: u32,
}

/// The target.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AimView {
    /// What was typed or picked; empty if there is no target.
    pub input: String,
    /// How wide the target is.
    pub scope: Scope,
    /// The form that would be sent; `null` if there is none.
    pub sent: Option<Shown>,
    /// What was removed or encoded to get there.
    pub notes: Vec<Phrase>,
    /// What could deceive in the input.
    pub warnings: Vec<Phrase>,
    /// Why the input is no target.
    pub failure: Option<Failure>,
}

/// What the page shows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LiveView {
    /// The answer.
    pub state: Lamp,
    /// The answer in words.
    pub title: Phrase,
    /// The evidence in words.
    pub says: Option<Phrase>,
    /// Small facts.
    pub chips: Vec<Phrase>,
    /// The links that match, best first; at most 20.
    pub links: Vec<LinkRow>,
    /// How many match.
    pub matches: u32,
}

/// The button that spends.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AskView {
    /// What pressing it costs, in rows; 0 if it cannot be pressed.
    pub rows: u32,
    /// True if it is what the eye should be led to: nothing is known, or what is known no longer holds.
    pub main: bool,
    /// Its words.
    pub label: Phrase,
    /// Why it cannot be pressed; `null` if it can.
    pub blocked: Option<Phrase>,
    /// True if what is missing is a token.
    pub needs_token: bool,
    /// True if the person wants to be asked before so much is spent.
    pub confirm: bool,
}

/// The scope ladder: what is known at each of the nine scopes.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LadderView {
    /// The nine, source by source, narrowest first.
    pub rungs: Vec<RungView>,
    /// How many are open.
    pub open: u32,
    /// The most that settling them all may cost, in rows.
    pub most_rows: u32,
    /// True if the person wants to be asked before so much is spent.
    pub confirm: bool,
}

/// One cell of the scope ladder.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RungView {
    /// How wide the source is meant.
    pub source: Scope,
    /// How wide the target is meant.
    pub target: Scope,
    /// The answer.
    pub state: Lamp,
    /// True if it was not asked but follows from another cell.
    pub implied: bool,
    /// Its scopes in words.
    pub says: Phrase,
    /// Small facts: when it was asked, what it cost, from what it follows.
    pub chips: Vec<Phrase>,
    /// What asking it costs, in rows; 0 if it is known.
    pub rows: u32,
    /// True for the cell that the index verdict is about.
    pub is_main: bool,
}

/// A window of the link list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LinkList {
    /// How many rows the whole list has, group headings included.
    pub total: u32,
    /// How many of them are links.
    pub links: u32,
    /// Where this window begins.
    pub offset: u32,
    /// The rows of the window.
    pub rows: Vec<ListRow>,
    /// How many links of each kind there would be, all else as asked.
    pub shows: Vec<ShowCount>,
    /// How many links of each facet there would be, all that is not about the same as asked.
    pub facets: Vec<FacetCount>,
    /// Another number, nearly always, once the page's links are others: then link numbers mean nothing any more.
    pub print: u32,
}

/// How many links of a kind there are.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ShowCount {
    /// The kind.
    pub show: Show,
    /// How many.
    pub links: u32,
}

/// How many links of a facet there are.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FacetCount {
    /// The facet.
    pub facet: Facet,
    /// What it is about.
    pub about: About,
    /// How many.
    pub links: u32,
}

/// Numbers of links.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LinkIds {
    /// The numbers.
    pub ids: Vec<u32>,
    /// The page's print, see [`LinkList::print`].
    pub print: u32,
}

/// A piece of a text for other programs.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Exported {
    /// The piece; the pieces one after the other are the whole.
    pub text: String,
    /// The offset of the next piece; `null` if this was the last.
    pub next: Option<u32>,
    /// How many links the whole has.
    pub total: u32,
    /// A name for the file.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// The page's print, to be sent along for the next piece.
    pub print: u32,
}

/// A row of the link list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ListRow {
    /// What a group of links has in common, above them.
    Group {
        /// A registrable domain, or a place on the page.
        name: Phrase,
        /// How many links follow.
        links: u32,
    },
    /// A link.
    Link(Box<LinkRow>),
}

/// A link of the page, ready to show.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LinkRow {
    /// Its number in page order, frames one after another.
    pub id: u32,
    /// Where it leads.
    pub address: Shown,
    /// Its anchor text; empty if it has none.
    pub text: String,
    /// What the text is where it is not visible text: an image's alternative, a label, or nothing at all.
    pub named_by: Option<Phrase>,
    /// Where on the page it stands.
    pub place: Phrase,
    /// Whether crawlers are asked not to follow it, and by what.
    pub follow: Phrase,
    /// Why it is not counted as an address of the web; `null` if it is.
    pub why: Option<Phrase>,
    /// Where it leads in the end, or that this is not known; `null` if it leads where its address says.
    pub through: Option<Phrase>,
    /// The address to open, if only opening it tells where it leads; `null` for all others.
    pub opens: Option<String>,
    /// True if it leads to the target, by its own address or through a wrapper.
    pub matches: bool,
    /// What could deceive in its address, or in the one that it carries.
    pub warnings: Vec<Phrase>,
    /// What is to be known besides: mistakes in its rel attribute, whether crawlers see it as it is.
    pub notes: Vec<Phrase>,
    /// What a second look brought; `null` if there was none yet.
    pub sight: Option<SightView>,
}

/// What the options page shows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Options {
    /// Where the token is kept; `null` if there is none.
    pub keep: Option<Keep>,
    /// The token with all but its end hidden; `null` if there is none.
    pub masked: Option<String>,
    /// Date of the Public Suffix List in use, as its publisher writes it.
    pub suffix_list_date: String,
    /// How many rules that list has.
    pub suffix_list_rules: u32,
    /// The settings about Moz.
    pub terms: TermsView,
    /// What is left and what was spent.
    pub quota: QuotaView,
    /// Which index is the newest known of, in words.
    pub index: Phrase,
    /// Names of settings that the organisation has set for good, as its policy has them.
    pub locked: Vec<String>,
    /// Names of what of its policy could not be used.
    pub ignored: Vec<String>,
}

/// The settings about Moz.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TermsView {
    /// Which API is asked.
    pub flavour: Flavour,
    /// The plan.
    pub plan: Plan,
    /// Most rows on one day; `null` for no limit.
    pub daily_limit: Option<u32>,
    /// How many days an answer holds.
    pub days: u32,
    /// From how many rows on a purchase is asked about first.
    pub confirm_at: u32,
}

/// What is left of the month and of the day, and what was spent.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct QuotaView {
    /// What is left of the month, in words, or that it is not known.
    pub left: Phrase,
    /// True if it is known.
    pub known: bool,
    /// When Moz said so, in words.
    pub as_of: Option<Phrase>,
    /// True if that is less than an hour ago, so that it is not asked again.
    pub fresh: bool,
    /// Rows spent today by this extension, in words.
    pub today: Phrase,
    /// Rows that may have been billed today on top, in words.
    pub maybe: Option<Phrase>,
    /// What is left of the day's limit, in words.
    pub limit: Option<Phrase>,
    /// What the last purchase was said to cost and did cost, in words.
    pub last: Option<Phrase>,
    /// Spending by endpoint, the sum last; empty if there is none.
    pub by: Vec<SpentRow>,
}

/// What one endpoint, or all together, has cost.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SpentRow {
    /// Its name.
    pub name: Phrase,
    /// Rows today.
    pub today: u32,
    /// Rows in this month.
    pub month: u32,
    /// Requests in this month.
    pub calls: u32,
    /// Rows of this month that may have been billed on top, in words.
    pub maybe: Option<Phrase>,
}

/// The other API.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OfferView {
    /// Which.
    pub flavour: Flavour,
    /// Why it is offered.
    pub says: Phrase,
    /// The button's words.
    pub label: Phrase,
}

/// The answer to the free check of a token.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TokenCheck {
    /// What Moz said, in words.
    pub says: Phrase,
}

/// Frames that were not read.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UnreadView {
    /// How many, in words.
    pub says: Phrase,
    /// Whose they are, as far as a permission would open them; empty if none would.
    pub hosts: Vec<String>,
    /// What to ask the browser for, as match patterns.
    pub patterns: Vec<String>,
}

/// What a second look at a link brought.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SightView {
    /// Whether it can be seen.
    pub visible: bool,
    /// The same in words, with the reason if it cannot.
    pub says: Phrase,
    /// The sentence it stands in; `null` if there is no more to it than the link.
    pub sentence: Option<SentenceView>,
}

/// A sentence around a link. The three joined are the text.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SentenceView {
    /// What stands before the link.
    pub before: String,
    /// The link's own text, as the page shows it.
    pub link: String,
    /// What stands after it.
    pub after: String,
}

/// The answer to a second look.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EvidenceView {
    /// What it brought; links of which nothing could be said are left out.
    pub links: Vec<SeenLink>,
    /// The report in the light of it: matches and first line may be in another order.
    pub report: Box<Report>,
}

/// A link that was looked at.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SeenLink {
    /// Its number on the page.
    pub id: u32,
    /// What it brought.
    pub sight: SightView,
}

/// What is lit on the page.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LightView {
    /// How many links are lit.
    pub lit: u32,
    /// What came of it in words: how many are lit, cannot be seen, are gone, are left out.
    pub says: Vec<Phrase>,
}

/// Whether a page is still what was read.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChangedView {
    /// What has changed; `null` if nothing did.
    pub says: Option<Phrase>,
    /// True if the page was left for one that may not be read, so that reading again is of no use.
    pub left: bool,
    /// Whether links are lit on it.
    pub lit: bool,
}
