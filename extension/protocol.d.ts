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
keep: Keep, } } | "check_token" | "remove_token";

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

export type Answer = { "report": Report } | { "links": LinkList } | { "options": Options } | { "token_check": TokenCheck };

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
reasons: Array<Reason>, 
/**
 * The button that asks Moz.
 */
ask: AskView, };

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
 * What could deceive in the input.
 */
warnings: Array<Phrase>, 
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
failure: Failure | null, };

export type Reason = { 
/**
 * A stable name.
 */
code: string, 
/**
 * The reason as a possibility.
 */
says: Phrase, };

export type AskView = { 
/**
 * What pressing it costs, in rows; 0 if it cannot be pressed.
 */
rows: number, 
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
needs_token: boolean, };

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
most_rows: number, };

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
matches: boolean, 
/**
 * What could deceive in its address, or in the one that it carries.
 */
warnings: Array<Phrase>, 
/**
 * What else is worth knowing of its address.
 */
about: Array<Phrase>, };

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
suffix_list_rules: number, };

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
after: string, 
/**
 * The host in the letters of its language, where the text has it in ASCII and no letter can deceive.
 */
letters: string | null, };

export type Phrase = { 
/**
 * Name of the message. With a count among the arguments, `_one`, `_other` … is appended by plural rule.
 */
key: string, 
/**
 * The arguments in order.
 */
args: Array<Arg>, };

export type Arg = { "text": string } | { "count": number } | { "date": number } | { "phrase": Phrase };

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
