// The language that views and background speak. Written from src/protocol.rs by `UPDATE=1 cargo test`;
// not to be edited by hand.

export type Request = { "open": { 
/**
 * The browser's number of the tab.
 */
tab: number, } } | { "aim": { 
/**
 * The tab.
 */
tab: number, 
/**
 * The target.
 */
pick: Pick, 
/**
 * How wide it is meant.
 */
scope: Scope, } } | { "ask": { 
/**
 * The tab.
 */
tab: number, 
/**
 * The price that the person was shown, in rows. Another price is refused; 0 only joins what is under way.
 */
rows: number, } } | { "ask_at": { 
/**
 * The tab.
 */
tab: number, 
/**
 * How wide the source is meant.
 */
source: Scope, 
/**
 * How wide the target is meant.
 */
target: Scope, 
/**
 * The price that the person was shown, in rows. Another price is refused.
 */
rows: number, } } | { "settle": { 
/**
 * The tab.
 */
tab: number, 
/**
 * The most that the person was told it may cost, in rows. No more is spent.
 */
rows: number, } } | { "cancel": { 
/**
 * The tab.
 */
tab: number, } } | { "links": { 
/**
 * The tab.
 */
tab: number, 
/**
 * Which links.
 */
query: LinkQuery, 
/**
 * The first row of the window.
 */
offset: number, 
/**
 * Most rows in it.
 */
limit: number, } } | "options" | { "save_token": { 
/**
 * The token as typed.
 */
token: string, 
/**
 * For how long.
 */
keep: Keep, } } | "check_token" | "remove_token" | { "ask_canonical": { 
/**
 * The tab.
 */
tab: number, 
/**
 * The price that the person was shown, in rows. Another price is refused.
 */
rows: number, } } | { "look_up": { 
/**
 * The tab.
 */
tab: number, 
/**
 * What.
 */
what: What, 
/**
 * The price that the person was shown, in rows. Another price is refused.
 */
rows: number, } } | { "verify": { 
/**
 * The tab.
 */
tab: number, 
/**
 * The most that the person was told it costs, in rows. Another price is refused.
 */
rows: number, } } | { "set_step": { 
/**
 * The tab.
 */
tab: number, 
/**
 * The step. Those that are free cannot be switched.
 */
step: Step, 
/**
 * Whether it is taken.
 */
on: boolean, } } | { "progress": { 
/**
 * The tab.
 */
tab: number, } } | { "linking_sites": { 
/**
 * The tab.
 */
tab: number, 
/**
 * Where the last piece ended; `null` for the first.
 */
next: string | null, 
/**
 * The most that the person was told it costs, in rows. Another price is refused.
 */
rows: number, } } | { "rival_sites": { 
/**
 * The tab.
 */
tab: number, 
/**
 * The others, as typed.
 */
rivals: Array<string>, 
/**
 * Where the last piece ended; `null` for the first.
 */
next: string | null, 
/**
 * The most that the person was told it costs, in rows. Another price is refused.
 */
rows: number, } } | { "change": { 
/**
 * Which.
 */
setting: Setting, 
/**
 * Its new value, as typed.
 */
text: string, } } | { "use_flavour": { 
/**
 * The tab.
 */
tab: number, 
/**
 * Which API.
 */
flavour: Flavour, } } | "quota" | "check_index";

export type Pick = { "typed": string } | { "link": number };

export type Keep = "device" | "session";

export type LinkQuery = { 
/**
 * The kind of link, or all.
 */
show: Show, 
/**
 * Words that address or text must contain; empty for all.
 */
text: string, };

export type Show = "outbound" | "same_site" | "same_host" | "not_web" | "unusable" | "all";

export type Reply = { "ok": Answer } | { "err": Failure };

export type Answer = { "report": Report } | { "links": LinkList } | { "options": Options } | { "token_check": TokenCheck } | { "sites": SiteList } | { "quota": QuotaView };

export type Report = { 
/**
 * The browser's number of the tab.
 */
tab: number, 
/**
 * What was read.
 */
page: PageView, 
/**
 * What is looked for.
 */
aim: AimView, 
/**
 * Whether the page shows it.
 */
live: LiveView, 
/**
 * Whether Moz's index has it.
 */
index: IndexView, 
/**
 * The nine questions that page and target make; `null` where there is no target, or one without a root domain.
 */
ladder: LadderView | null, 
/**
 * Why the two may differ, likeliest first.
 */
reasons: Array<ReasonView>, 
/**
 * The button that asks Moz.
 */
ask: AskView, 
/**
 * The answer for the page under its canonical address; `null` if that was not asked.
 */
canonical: CanonicalView | null, 
/**
 * What else Moz keeps; `null` where there is nothing to ask about.
 */
kept: KeptView | null, 
/**
 * The verifying of the placement; `null` where there is nothing to ask about.
 */
verify: VerifyView | null, 
/**
 * What broader questions cost; `null` where there is no target.
 */
more: MoreView | null, 
/**
 * The other API, where this one has refused the account.
 */
offer: OfferView | null, 
/**
 * What is left and what was spent; `null` if there is no token, or if the ledger fails.
 */
quota: QuotaView | null, };

export type PageView = { 
/**
 * Its address.
 */
address: Shown, 
/**
 * Its title.
 */
title: string, 
/**
 * Why it could not be read, if so.
 */
failure: Failure | null, 
/**
 * How many links of which kind.
 */
totals: Totals, };

export type Totals = { 
/**
 * All links.
 */
links: number, 
/**
 * To other sites.
 */
outbound: number, 
/**
 * To another host of the same site.
 */
same_site: number, 
/**
 * To the same host.
 */
same_host: number, 
/**
 * `mailto:` and the like.
 */
not_web: number, 
/**
 * That no browser could follow.
 */
unusable: number, 
/**
 * Registrable domains that outbound links lead to.
 */
domains: number, 
/**
 * Frames read, the page itself included.
 */
frames_read: number, 
/**
 * Frames that the permission at hand does not reach.
 */
frames_unread: number, };

export type AimView = { 
/**
 * What was typed or picked; empty if there is no target.
 */
input: string, 
/**
 * How wide the target is.
 */
scope: Scope, 
/**
 * The form that would be sent; `null` if there is none.
 */
sent: Shown | null, 
/**
 * What was removed or encoded to get there.
 */
notes: Array<Phrase>, 
/**
 * Why the input is no target.
 */
failure: Failure | null, };

export type LiveView = { 
/**
 * The answer.
 */
state: Lamp, 
/**
 * The answer in words.
 */
title: Phrase, 
/**
 * The evidence in words.
 */
says: Phrase | null, 
/**
 * Small facts.
 */
chips: Array<Phrase>, 
/**
 * The links that match, best first; at most 20.
 */
links: Array<LinkRow>, 
/**
 * How many match.
 */
matches: number, };

export type IndexView = { 
/**
 * The answer.
 */
state: Lamp, 
/**
 * The answer in words.
 */
title: Phrase, 
/**
 * The scopes of the question in words.
 */
scope: Phrase | null, 
/**
 * Small facts: when it was asked, what it cost.
 */
chips: Array<Phrase>, 
/**
 * Why there is no answer, if asking failed.
 */
failure: Failure | null, 
/**
 * Until when it waits for its turn, in milliseconds since 1970.
 */
until: number | null, };

export type ReasonView = { 
/**
 * A stable name.
 */
code: string, 
/**
 * The reason as a possibility, with the fact it rests on.
 */
says: Phrase, 
/**
 * What can be done about it, if anything.
 */
next: NextView | null, };

export type NextView = { 
/**
 * Its words.
 */
label: Phrase, 
/**
 * What pressing it costs, in rows; 0 if nothing.
 */
rows: number, 
/**
 * True if it may cost less.
 */
at_most: boolean, 
/**
 * True if it wants a second press, by what the person set.
 */
confirm: boolean, 
/**
 * What is sent when it is pressed.
 */
act: Act, };

export type Act = { "aim": { 
/**
 * The tab.
 */
tab: number, 
/**
 * The target.
 */
pick: Pick, 
/**
 * How wide.
 */
scope: Scope, } } | { "ask_at": { 
/**
 * The tab.
 */
tab: number, 
/**
 * How wide the source is meant.
 */
source: Scope, 
/**
 * How wide the target is meant.
 */
target: Scope, 
/**
 * The price.
 */
rows: number, } } | { "ask_canonical": { 
/**
 * The tab.
 */
tab: number, 
/**
 * The price.
 */
rows: number, } } | { "look_up": { 
/**
 * The tab.
 */
tab: number, 
/**
 * What.
 */
what: What, 
/**
 * The price.
 */
rows: number, } };

export type AskView = { 
/**
 * What pressing it costs, in rows; 0 if it cannot be pressed.
 */
rows: number, 
/**
 * True if it is what the eye should be led to: nothing is known, or what is known no longer holds.
 */
main: boolean, 
/**
 * Its words.
 */
label: Phrase, 
/**
 * Why it cannot be pressed; `null` if it can.
 */
blocked: Phrase | null, 
/**
 * True if what is missing is a token.
 */
needs_token: boolean, 
/**
 * True if the person wants to be asked before so much is spent.
 */
confirm: boolean, };

export type LadderView = { 
/**
 * The nine, source by source, narrowest first.
 */
rungs: Array<RungView>, 
/**
 * How many are open.
 */
open: number, 
/**
 * The most that settling them all may cost, in rows.
 */
most_rows: number, 
/**
 * True if the person wants to be asked before so much is spent.
 */
confirm: boolean, };

export type RungView = { 
/**
 * How wide the source is meant.
 */
source: Scope, 
/**
 * How wide the target is meant.
 */
target: Scope, 
/**
 * The answer.
 */
state: Lamp, 
/**
 * True if it was not asked but follows from another cell.
 */
implied: boolean, 
/**
 * Its scopes in words.
 */
says: Phrase, 
/**
 * Small facts: when it was asked, what it cost, from what it follows.
 */
chips: Array<Phrase>, 
/**
 * What asking it costs, in rows; 0 if it is known.
 */
rows: number, 
/**
 * True for the cell that the index verdict is about.
 */
is_main: boolean, };

export type LinkList = { 
/**
 * How many rows the whole list has, group headings included.
 */
total: number, 
/**
 * How many of them are links.
 */
links: number, 
/**
 * Where this window begins.
 */
offset: number, 
/**
 * The rows of the window.
 */
rows: Array<ListRow>, };

export type ListRow = { "group": { 
/**
 * The domain.
 */
name: string, 
/**
 * How many links follow.
 */
links: number, } } | { "link": LinkRow };

export type LinkRow = { 
/**
 * Its number in page order, frames one after another.
 */
id: number, 
/**
 * Where it leads.
 */
address: Shown, 
/**
 * Its anchor text; empty if it has none.
 */
text: string, 
/**
 * What the text is where it is not visible text: an image's alternative, a label, or nothing at all.
 */
named_by: Phrase | null, 
/**
 * Where on the page it stands.
 */
place: Phrase, 
/**
 * Whether crawlers are asked not to follow it, and by what.
 */
follow: Phrase, 
/**
 * Why it is not counted as an address of the web; `null` if it is.
 */
why: Phrase | null, 
/**
 * Where it leads in the end, or that this is not known; `null` if it leads where its address says.
 */
through: Phrase | null, 
/**
 * True if it leads to the target, by its own address or through a wrapper.
 */
matches: boolean, };

export type Options = { 
/**
 * Where the token is kept; `null` if there is none.
 */
keep: Keep | null, 
/**
 * The token with all but its end hidden; `null` if there is none.
 */
masked: string | null, 
/**
 * Date of the Public Suffix List in use, as its publisher writes it.
 */
suffix_list_date: string, 
/**
 * How many rules that list has.
 */
suffix_list_rules: number, 
/**
 * The settings about Moz.
 */
terms: TermsView, 
/**
 * What is left and what was spent.
 */
quota: QuotaView, 
/**
 * Which index is the newest known of, in words.
 */
index: Phrase, };

export type TokenCheck = { 
/**
 * What Moz said, in words.
 */
says: Phrase, };

export type Lamp = "none" | "yes" | "no" | "unknown" | "busy";

export type Scope = "page" | "subdomain" | "root_domain";

export type Shown = { 
/**
 * All that stands before the registrable domain: scheme where it matters, subdomain.
 */
before: string, 
/**
 * The registrable domain, or the whole host where there is none.
 */
domain: string, 
/**
 * Port, path and query.
 */
after: string, };

export type Phrase = { 
/**
 * Name of the message. With a count among the arguments, `_one`, `_other` … is appended by plural rule.
 */
key: string, 
/**
 * The arguments in order.
 */
args: Array<Arg>, };

export type Arg = { "text": string } | { "count": number } | { "date": number } | { "time": number } | { "day": string } | { "phrase": Phrase };

export type Failure = { 
/**
 * Stable name, such as `moz.quota`. The words are the messages `err_…` and `fix_…` of the same name.
 */
code: string, 
/**
 * What happened.
 */
says: Phrase, 
/**
 * What to do about it.
 */
advice: Phrase, 
/**
 * Whether trying again can help.
 */
retry: Retry, 
/**
 * Whether rows may have been billed for it all the same.
 */
maybe_billed: boolean, };

export type Retry = "now" | "later" | "after_change" | "never";

export type CanonicalView = { 
/**
 * The answer.
 */
state: Lamp, 
/**
 * The answer in words.
 */
says: Phrase, 
/**
 * Small facts: when it was asked, what it cost.
 */
chips: Array<Phrase>, 
/**
 * Why there is no answer, if asking failed.
 */
failure: Failure | null, };

export type KeptView = { 
/**
 * How many of the parts are known.
 */
known: number, 
/**
 * The parts.
 */
parts: Array<KeptPart>, };

export type KeptPart = { 
/**
 * Which.
 */
what: What, 
/**
 * What is known, line by line.
 */
says: Array<Phrase>, 
/**
 * What is known of page and target, side by side.
 */
pages: Array<KeptRow>, 
/**
 * Small facts: when it was looked up, what it cost.
 */
chips: Array<Phrase>, 
/**
 * Why nothing is known, if it failed.
 */
failure: Failure | null, 
/**
 * Looks it up; `null` if all of it is known.
 */
next: NextView | null, };

export type KeptRow = { 
/**
 * What it is.
 */
name: Phrase, 
/**
 * The page's; `null` if it was not looked up.
 */
source: Phrase | null, 
/**
 * The target's.
 */
target: Phrase | null, };

export type What = "crawl" | "record" | "redirect";

export type VerifyView = { 
/**
 * The steps in their order.
 */
steps: Array<StepView>, 
/**
 * What it costs from here on, in rows; 0 if all that is on is known.
 */
rows: number, 
/**
 * True if it may cost less.
 */
at_most: boolean, 
/**
 * True if it wants a second press, by what the person set.
 */
confirm: boolean, 
/**
 * True if more is left to pay for than the question alone, which has a button of its own.
 */
worth: boolean, 
/**
 * True while it runs.
 */
running: boolean, };

export type StepView = { 
/**
 * Which.
 */
step: Step, 
/**
 * How far it is.
 */
state: StepState, 
/**
 * True if it is taken.
 */
on: boolean, 
/**
 * True if it can be switched off, and on.
 */
can_switch: boolean, 
/**
 * What came of it; `null` if nothing yet.
 */
result: Phrase | null, 
/**
 * Why nothing came of it, if it failed.
 */
failure: Failure | null, 
/**
 * What it costs, in rows; 0 if it is known or free.
 */
rows: number, 
/**
 * What its result suggests.
 */
next: NextView | null, };

export type StepState = "open" | "busy" | "done" | "failed";

export type Step = "clean" | "redirect" | "status" | "crawl" | "verdict";

export type SiteList = { 
/**
 * The sites, best first.
 */
sites: Array<SiteRow>, 
/**
 * What it cost, in rows.
 */
rows: number, 
/**
 * What to send for the next piece; `null` at the end.
 */
next: string | null, };

export type SiteRow = { 
/**
 * Its name; safe to show.
 */
name: string, 
/**
 * Domain Authority; `null` if it is not told.
 */
authority: number | null, 
/**
 * Spam Score in percent; `null` if there is none.
 */
spam: number | null, 
/**
 * How it links.
 */
says: Phrase, };

export type MoreView = { 
/**
 * Of the sites that link to the target.
 */
linking: PieceView, 
/**
 * Of those that link to others and not to the target.
 */
rivals: PieceView, };

export type PieceView = { 
/**
 * The most sites in it.
 */
sites: number, 
/**
 * The most rows that it costs.
 */
rows: number, 
/**
 * True if it wants a second press, by what the person set.
 */
confirm: boolean, };

export type QuotaView = { 
/**
 * What is left of the month, in words, or that it is not known.
 */
left: Phrase, 
/**
 * True if it is known.
 */
known: boolean, 
/**
 * When Moz said so, in words.
 */
as_of: Phrase | null, 
/**
 * True if that is less than an hour ago, so that it is not asked again.
 */
fresh: boolean, 
/**
 * Rows spent today by this extension, in words.
 */
today: Phrase, 
/**
 * Rows that may have been billed today on top, in words.
 */
maybe: Phrase | null, 
/**
 * What is left of the day's limit, in words.
 */
limit: Phrase | null, 
/**
 * What the last purchase was said to cost and did cost, in words.
 */
last: Phrase | null, 
/**
 * Spending by endpoint, the sum last; empty if there is none.
 */
by: Array<SpentRow>, };

export type SpentRow = { 
/**
 * Its name.
 */
name: Phrase, 
/**
 * Rows today.
 */
today: number, 
/**
 * Rows in this month.
 */
month: number, 
/**
 * Requests in this month.
 */
calls: number, 
/**
 * Rows of this month that may have been billed on top, in words.
 */
maybe: Phrase | null, };

export type TermsView = { 
/**
 * Which API is asked.
 */
flavour: Flavour, 
/**
 * The plan.
 */
plan: Plan, 
/**
 * Most rows on one day; `null` for no limit.
 */
daily_limit: number | null, 
/**
 * How many days an answer holds.
 */
days: number, 
/**
 * From how many rows on a purchase is asked about first.
 */
confirm_at: number, };

export type OfferView = { 
/**
 * Which.
 */
flavour: Flavour, 
/**
 * Why it is offered.
 */
says: Phrase, 
/**
 * The button's words.
 */
label: Phrase, };

export type Setting = "flavour" | "plan" | "rate" | "daily_limit" | "days" | "confirm_at";

export type Flavour = "v2" | "json_rpc";

export type Plan = "unknown" | "free" | { "paid": number };
