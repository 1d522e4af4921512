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
limit: number, } } | { "reread": { 
/**
 * The tab.
 */
tab: number, 
/**
 * Whether the site may be asked for it, once, if the browser's cache does not have it.
 */
network: boolean, } } | { "short_look": { 
/**
 * The tab.
 */
tab: number, 
/**
 * A number by which it can be stopped.
 */
run: number, 
/**
 * Those that did not tell are asked once more.
 */
again: boolean, } } | "options" | { "save_token": { 
/**
 * The token as typed.
 */
token: string, 
/**
 * For how long.
 */
keep: Keep, } } | "check_token" | "remove_token" | { "evidence": { 
/**
 * The tab.
 */
tab: number, 
/**
 * The links; more than 60 are not looked at.
 */
links: Array<number>, } } | { "light": { 
/**
 * The tab.
 */
tab: number, 
/**
 * The links; more than 500 are not lit.
 */
links: Array<number>, } } | { "light_target": { 
/**
 * The tab.
 */
tab: number, } } | { "light_list": { 
/**
 * The tab.
 */
tab: number, 
/**
 * Which links.
 */
query: LinkQuery, } } | { "dark": { 
/**
 * The tab.
 */
tab: number, } } | "put_out" | "arrived" | { "always": { 
/**
 * The tab.
 */
tab: number, 
/**
 * True to have them read.
 */
on: boolean, } } | { "changed": { 
/**
 * The tab.
 */
tab: number, } } | { "link_ids": { 
/**
 * The tab.
 */
tab: number, 
/**
 * Which links.
 */
query: LinkQuery, 
/**
 * The first row of the part.
 */
offset: number, 
/**
 * Most rows in it, headings included.
 */
limit: number, } } | { "export": { 
/**
 * The tab.
 */
tab: number, 
/**
 * Which links.
 */
links: Chosen, 
/**
 * What is written.
 */
format: Format, 
/**
 * How many links the pieces before this one had.
 */
offset: number, 
/**
 * Most links in it.
 */
limit: number, 
/**
 * The page's print when the links were chosen; `null` for the first piece of what a query lists.
 */
print: number | null, } } | { "targets": { 
/**
 * What to change.
 */
change: TargetChange | null, } } | { "matching": { 
/**
 * How it is to be.
 */
change: Sameness | null, } } | { "matrix": { 
/**
 * The tab.
 */
tab: number, } } | { "ask_canonical": { 
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
flavour: Flavour, } } | "quota" | { "retired": { 
/**
 * The addresses, as typed.
 */
addresses: Array<string>, } } | { "retired_look": { 
/**
 * The addresses, as typed.
 */
addresses: Array<string>, 
/**
 * A number by which it can be stopped.
 */
run: number, } } | { "retired_ask": { 
/**
 * The addresses, as typed.
 */
addresses: Array<string>, 
/**
 * The most that the person was told it costs, in rows. Another price is refused.
 */
rows: number, } } | { "look_needs": { 
/**
 * Their addresses; of more than 10,000 the rest is passed over.
 */
sources: Array<string>, } } | { "look": { 
/**
 * A number by which it can be cancelled.
 */
run: number, 
/**
 * Their addresses, 50 at most.
 */
sources: Array<string>, 
/**
 * What they should link to, as typed.
 */
target: string, 
/**
 * How wide that is meant.
 */
scope: Scope, 
/**
 * Whether those that were looked at today are looked at again.
 */
again: boolean, } } | { "look_cancel": { 
/**
 * The number of the run.
 */
run: number, } } | "check_index" | { "list": ListRequest } | { "proof": { 
/**
 * The tab.
 */
tab: number, 
/**
 * Whether to take a picture of the page with the link lit; else the last one taken comes along, if there is one.
 */
take: boolean, } } | { "write_proof": WriteProof } | "stored" | { "backup": { 
/**
 * Where the last piece ended; `null` for the first.
 */
next: string | null, } } | { "restore": RestorePiece } | "erase" | { "watches": { 
/**
 * The tab whose placement could be watched, if any.
 */
tab: number | null, 
/**
 * The first one.
 */
offset: number, 
/**
 * Most of them.
 */
limit: number, } } | { "watch_add": { 
/**
 * The page's address.
 */
source: string, 
/**
 * What it should link to, as typed.
 */
target: string, 
/**
 * How wide that is meant.
 */
scope: Scope, 
/**
 * How often it is looked at.
 */
every: Every, 
/**
 * What is looked at.
 */
looks: Looks, 
/**
 * Most rows that it spends in a month.
 */
month_limit: number, } } | { "watch_change": { 
/**
 * Which.
 */
id: string, 
/**
 * How.
 */
edit: WatchEdit, } } | { "watch_remove": { 
/**
 * Which.
 */
id: string, } } | { "watch_restore": { 
/**
 * Which.
 */
id: string, } } | { "watch_look": { 
/**
 * Which.
 */
id: string, 
/**
 * The price that the person was shown, in rows; 0 if it costs nothing. Another price is refused.
 */
rows: number, } } | { "history": { 
/**
 * Which.
 */
id: string, 
/**
 * Only what is older than that; `null` for the newest.
 */
before: number | null, } } | { "changes": { 
/**
 * Only what is older than that; `null` for the newest.
 */
before: number | null, } } | { "watch_export": { 
/**
 * Of what.
 */
what: WatchText, 
/**
 * What is written.
 */
format: ListFormat, 
/**
 * What the last piece named; `null` for the first.
 */
next: number | null, } } | { "changes_seen": { 
/**
 * Its place in the list.
 */
until: number, } } | { "watching": { 
/**
 * How.
 */
edit: WatchingEdit, } } | "sample" | { "first_run": { 
/**
 * They have read what is said to the new, and want it no more.
 */
read: boolean, } };

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
text: string, 
/**
 * Facts that they must have: one of those about the same thing, of each thing that any is about.
 */
facets: Array<Facet>, 
/**
 * Their order.
 */
sort: Sort, };

export type Show = "outbound" | "same_site" | "same_host" | "not_web" | "unusable" | "all";

export type Reply = { "ok": Answer } | { "err": Failure };

export type Answer = { "report": Report } | { "links": LinkList } | { "options": Options } | { "token_check": TokenCheck } | { "link_ids": LinkIds } | { "exported": Exported } | { "targets": TargetsView } | { "matching": Sameness } | { "matrix": MatrixView } | { "evidence": EvidenceView } | { "light": LightView } | { "changed": ChangedView } | { "sites": SiteList } | { "quota": QuotaView } | { "look_needs": LookNeeds } | { "looks": LooksView } | { "short": ShortLooked } | { "retired": RetiredView } | { "list": ListAnswer } | { "proof": ProofView } | { "file": FileView } | { "stored": StoredView } | { "backup": BackupPiece } | { "restore": RestoreView } | { "watches": WatchesView } | { "watch": WatchView } | { "history": HistoryView } | { "changes": ChangesView } | { "watch_export": WatchExport } | { "sample": SampleView } | { "first_run": boolean };

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
 * Its short links, where some can be asked for and none that leads to the target is known; else `null`.
 */
short: ShortView | null, 
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
 * What the page says of itself; `null` if it could not be read.
 */
facts: FactsView | null, 
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
quota: QuotaView | null, 
/**
 * Whether pages of this site are read without a press; `null` where that cannot be.
 */
always: AlwaysView | null, 
/**
 * What was just chosen in a menu of this tab; `null` if nothing was.
 */
chosen: Item | null, };

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
totals: Totals, 
/**
 * Its frames that were not read; `null` if there are none.
 */
unread: UnreadView | null, 
/**
 * How many of its links were read, if not all; else `null`.
 */
cut: Phrase | null, };

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
rows: Array<ListRow>, 
/**
 * How many links of each kind there would be, all else as asked.
 */
shows: Array<ShowCount>, 
/**
 * How many links of each facet there would be, all that is not about the same as asked.
 */
facets: Array<FacetCount>, 
/**
 * Another number, nearly always, once the page's links are others: then link numbers mean nothing any more.
 */
print: number, };

export type ListRow = { "group": { 
/**
 * A registrable domain, or a place on the page.
 */
name: Phrase, 
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
 * The address to open, if only opening it tells where it leads; `null` for all others.
 */
opens: string | null, 
/**
 * True if it leads to the target, by its own address or through a wrapper.
 */
matches: boolean, 
/**
 * What could deceive in its address, or in the one that it carries.
 */
warnings: Array<Phrase>, 
/**
 * What is to be known besides: mistakes in its rel attribute, whether crawlers see it as it is.
 */
notes: Array<Phrase>, 
/**
 * What a second look brought; `null` if there was none yet.
 */
sight: SightView | null, };

export type FactsView = { 
/**
 * What is worth knowing before the rest is unfolded; at most three.
 */
heads: Array<Phrase>, 
/**
 * The facts.
 */
facts: Array<FactView>, 
/**
 * The comparison with the page's own HTML.
 */
source: SourceView, 
/**
 * The one other address by which an index may know the page.
 */
known_elsewhere: Shown | null, };

export type FactView = { 
/**
 * A stable name.
 */
code: string, 
/**
 * Its name in words.
 */
name: Phrase, 
/**
 * What is said of it.
 */
values: Array<ValueView>, 
/**
 * What follows from that.
 */
notes: Array<Phrase>, };

export type ValueView = { 
/**
 * What is said.
 */
says: Phrase, 
/**
 * Which ways it was learned.
 */
learned: Array<Phrase>, };

export type SourceView = { 
/**
 * How far it has come.
 */
state: SourceState, 
/**
 * That in words.
 */
says: Phrase, 
/**
 * True if a request of its own could bring it further, which the person is asked for.
 */
can_request: boolean, 
/**
 * How many links differ, and how.
 */
counts: Array<Phrase>, 
/**
 * Links that stand in the HTML and not on the page, those to the target and to other sites first; at most 20.
 */
absent: Array<AbsentView>, 
/**
 * How many more there are.
 */
more: number, };

export type SourceState = "none" | "not_cached" | "incomparable" | "read";

export type AbsentView = { 
/**
 * Where it leads.
 */
address: Shown, 
/**
 * Its anchor text; empty if it has none.
 */
text: string, 
/**
 * What the text is where it is not visible text.
 */
named_by: Phrase | null, 
/**
 * Why it is not there.
 */
why: Phrase, 
/**
 * Whether crawlers are asked not to follow it.
 */
follow: Phrase, 
/**
 * True if it leads to the target.
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
index: Phrase, 
/**
 * Names of settings that the organisation has set for good, as its policy has them.
 */
locked: Array<string>, 
/**
 * Names of what of its policy could not be used.
 */
ignored: Array<string>, };

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

export type Facet = "followed" | "nofollow" | "ugc" | "sponsored" | "wrapped" | "short" | "lost" | "share" | "main" | "elsewhere" | "aside" | "header" | "nav" | "footer" | "comments" | "in_html" | "script_only" | "visible" | "hidden" | "unlooked";

export type About = "follow" | "leads" | "place" | "origin" | "sight";

export type Sort = "count" | "domain" | "page" | "text" | "place";

export type ShowCount = { 
/**
 * The kind.
 */
show: Show, 
/**
 * How many.
 */
links: number, };

export type FacetCount = { 
/**
 * The facet.
 */
facet: Facet, 
/**
 * What it is about.
 */
about: About, 
/**
 * How many.
 */
links: number, };

export type LinkIds = { 
/**
 * The numbers.
 */
ids: Array<number>, 
/**
 * The page's print, see [`LinkList::print`].
 */
print: number, };

export type Chosen = { "query": LinkQuery } | { "ids": { 
/**
 * The numbers, from the offset on.
 */
ids: Array<number>, 
/**
 * How many there are in all.
 */
total: number, } };

export type Format = "csv" | "csv_excel" | "json" | "markdown" | "addresses" | "texts";

export type Exported = { 
/**
 * The piece; the pieces one after the other are the whole.
 */
text: string, 
/**
 * The offset of the next piece; `null` if this was the last.
 */
next: number | null, 
/**
 * How many links the whole has.
 */
total: number, 
/**
 * A name for the file.
 */
name: string, 
/**
 * Its media type.
 */
media_type: string, 
/**
 * The page's print, to be sent along for the next piece.
 */
print: number, };

export type Sameness = { 
/**
 * Differences that make a link lead to another page.
 */
strict: Array<Difference>, 
/**
 * Names of tracking parameters besides the well-known ones. One that ends in a star stands for all that begin so.
 */
tracking: Array<string>, };

export type Difference = "scheme" | "www" | "slash" | "tracking" | "order" | "escapes" | "fragment";

export type TargetKind = "mine" | "competitor";

export type TargetChange = { "add": { 
/**
 * The address as typed.
 */
input: string, 
/**
 * What the person calls it; empty for nothing.
 */
label: string, 
/**
 * Whose it is.
 */
kind: TargetKind, 
/**
 * How wide it is meant at first.
 */
scope: Scope, 
/**
 * Where in the list; at its end if `null`. To undo a removal.
 */
at: number | null, 
/**
 * True to make it the default. To undo a removal.
 */
is_default: boolean, } } | { "edit": { 
/**
 * Which.
 */
id: number, 
/**
 * What the person calls it; empty for nothing.
 */
label: string, 
/**
 * Whose it is.
 */
kind: TargetKind, 
/**
 * How wide it is meant at first.
 */
scope: Scope, } } | { "move": { 
/**
 * Which.
 */
id: number, 
/**
 * The place, counted from 0 without it.
 */
to: number, } } | { "remove": { 
/**
 * Which.
 */
id: number, } } | { "default": { 
/**
 * Which.
 */
id: number | null, } };

export type TargetView = { 
/**
 * What names it.
 */
id: number, 
/**
 * The address as typed.
 */
input: string, 
/**
 * What the person calls it; empty for nothing.
 */
label: string, 
/**
 * Whose it is.
 */
kind: TargetKind, 
/**
 * How wide it is meant at first.
 */
scope: Scope, 
/**
 * The form of it that is sent.
 */
shown: Shown, 
/**
 * What was removed or encoded to get there.
 */
notes: Array<Phrase>, 
/**
 * True for the one to use where none was picked.
 */
is_default: boolean, };

export type TargetsView = { 
/**
 * In the person's order.
 */
targets: Array<TargetView>, 
/**
 * The one just added.
 */
added: number | null, 
/**
 * True if the organisation has set them for good.
 */
locked: boolean, };

export type MatrixView = { 
/**
 * The targets in the person's order.
 */
rows: Array<MatrixRow>, 
/**
 * How many are linked, or that only competitors are; `null` if there are no targets.
 */
says: Phrase | null, 
/**
 * How many competitors are linked where the person is not.
 */
gaps: number, };

export type MatrixRow = { 
/**
 * The target.
 */
target: TargetView, 
/**
 * Whether the page shows it.
 */
live: Lamp, 
/**
 * How many links lead there.
 */
links: number, 
/**
 * The best of them, or why there is no telling.
 */
says: Phrase | null, 
/**
 * What is known of Moz's index.
 */
index: Lamp, 
/**
 * Small facts about that.
 */
chips: Array<Phrase>, 
/**
 * What asking Moz costs, in rows; 0 if it is known or cannot be asked.
 */
rows: number, 
/**
 * True for the target that the report is about.
 */
is_picked: boolean, 
/**
 * True for a competitor that is linked where none of the person's own is.
 */
is_gap: boolean, };

export type UnreadView = { 
/**
 * How many, in words.
 */
says: Phrase, 
/**
 * Whose they are, as far as a permission would open them; empty if none would.
 */
hosts: Array<string>, 
/**
 * What to ask the browser for, as match patterns.
 */
patterns: Array<string>, };

export type SightView = { 
/**
 * Whether it can be seen.
 */
visible: boolean, 
/**
 * The same in words, with the reason if it cannot.
 */
says: Phrase, 
/**
 * The sentence it stands in; `null` if there is no more to it than the link.
 */
sentence: SentenceView | null, };

export type SentenceView = { 
/**
 * What stands before the link.
 */
before: string, 
/**
 * The link's own text, as the page shows it.
 */
link: string, 
/**
 * What stands after it.
 */
after: string, };

export type EvidenceView = { 
/**
 * What it brought; links of which nothing could be said are left out.
 */
links: Array<SeenLink>, 
/**
 * The report in the light of it: matches and first line may be in another order.
 */
report: Report, };

export type SeenLink = { 
/**
 * Its number on the page.
 */
id: number, 
/**
 * What it brought.
 */
sight: SightView, };

export type LightView = { 
/**
 * How many links are lit.
 */
lit: number, 
/**
 * What came of it in words: how many are lit, cannot be seen, are gone, are left out.
 */
says: Array<Phrase>, };

export type ChangedView = { 
/**
 * What has changed; `null` if nothing did.
 */
says: Phrase | null, 
/**
 * True if the page was left for one that may not be read, so that reading again is of no use.
 */
left: boolean, 
/**
 * Whether links are lit on it.
 */
lit: boolean, };

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
 * The same as CSV, in the first piece with its columns' names; pieces put together make the whole.
 */
csv: string, 
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

export type LookNeeds = { 
/**
 * Match patterns to ask the browser for, in the person's click; empty if nothing is missing.
 */
patterns: Array<string>, 
/**
 * Patterns for every host, to be asked for instead by who prefers that.
 */
all: Array<string>, 
/**
 * How many hosts they are for.
 */
hosts: number, };

export type LookRow = { 
/**
 * The source as it was asked for.
 */
source: string, 
/**
 * The address that is looked at.
 */
address: Shown, 
/**
 * Whether the link is there; none if nobody has looked.
 */
state: Lamp, 
/**
 * The same in words.
 */
says: Phrase, 
/**
 * What else the page says, short.
 */
notes: Array<Phrase>, 
/**
 * Why it cannot be told, or why it is a no without a page.
 */
failure: Failure | null, 
/**
 * When, in milliseconds since 1970.
 */
at: number | null, };

export type LooksView = { 
/**
 * In the order in which they were asked for.
 */
rows: Array<LookRow>, 
/**
 * How many of them are still to be looked at: the same request goes on with them.
 */
left: number, 
/**
 * Why what was found could not be written down, if so.
 */
unkept: Failure | null, };

export type ListRequest = "all" | { "read": { 
/**
 * What to read.
 */
from: ListFrom, 
/**
 * What separates the cells of a row; found out where it is `null`.
 */
separator: Separator | null, } } | { "links": { 
/**
 * The tab.
 */
tab: number, 
/**
 * The links, by their numbers.
 */
ids: Array<number>, 
/**
 * The page's print when they were chosen.
 */
print: number, } } | { "draft": { 
/**
 * What its sources are held against.
 */
aim: ListAim | null, } } | "drop" | { "save": { 
/**
 * What the person calls it.
 */
title: string, } } | { "open": { 
/**
 * Which.
 */
id: number, 
/**
 * Which rows.
 */
query: ListRowQuery, 
/**
 * The first row of the window.
 */
offset: number, 
/**
 * Most rows in it.
 */
limit: number, } } | { "run": { 
/**
 * Which.
 */
id: number, 
/**
 * The most that the person was told it costs, in rows. Another price is refused.
 */
rows: number, } } | { "retry": { 
/**
 * Which.
 */
id: number, 
/**
 * The most that the person was told it costs, in rows. Another price is refused.
 */
rows: number, } } | { "pause": { 
/**
 * Which.
 */
id: number, } } | { "cancel": { 
/**
 * Which.
 */
id: number, } } | { "progress": { 
/**
 * Which.
 */
id: number, } } | { "needs": { 
/**
 * Which.
 */
id: number, } } | { "look": { 
/**
 * Which.
 */
id: number, 
/**
 * A number by which it can be stopped.
 */
run: number, 
/**
 * The first source, as the answer before told.
 */
offset: number, 
/**
 * True if what was looked at today is looked at again.
 */
again: boolean, } } | { "rivals": { 
/**
 * Which.
 */
id: number, 
/**
 * Which rows.
 */
show: RivalShow, 
/**
 * The first row of the window.
 */
offset: number, 
/**
 * Most rows in it.
 */
limit: number, 
/**
 * True to read anew what is known; else what was read last will do.
 */
again: boolean, } } | { "rival_sites": { 
/**
 * The list.
 */
id: number, 
/**
 * Where the last piece ended; `null` for the first.
 */
next: string | null, 
/**
 * The most that the person was told it costs, in rows. Another price is refused.
 */
rows: number, } } | { "rival_list": { 
/**
 * The list.
 */
id: number, 
/**
 * The saved target.
 */
target: number, } } | { "rivals_export": { 
/**
 * Which.
 */
id: number, 
/**
 * Which rows.
 */
show: RivalShow, 
/**
 * What is written.
 */
format: ListFormat, 
/**
 * How many sources the pieces before this one had.
 */
offset: number, } } | { "delete": { 
/**
 * Which.
 */
id: number, 
/**
 * True to bring it back.
 */
undo: boolean, } } | { "export": { 
/**
 * Which.
 */
id: number, 
/**
 * Which rows.
 */
query: ListRowQuery, 
/**
 * What is written.
 */
format: ListFormat, 
/**
 * How many rows the pieces before this one had.
 */
offset: number, } };

export type RetiredView = { 
/**
 * The addresses, in their order.
 */
olds: Array<OldView>, 
/**
 * What asking Moz about those that it was not asked about costs; `null` if there is nothing to ask.
 */
price: PieceView | null, 
/**
 * Patterns of hosts to ask the browser's permission for, so that all can be looked at.
 */
patterns: Array<string>, 
/**
 * How many are yet to be looked at after this turn.
 */
left: number, 
/**
 * Sources that still point at one of them, as far as pages were looked at.
 */
pointing: Array<PointingView>, 
/**
 * How many of these there are in all.
 */
total: number, 
/**
 * The same as CSV.
 */
csv: string, 
/**
 * Why no more could be learnt.
 */
failure: Failure | null, };

export type OldView = { 
/**
 * The address.
 */
address: Shown, 
/**
 * What is wrong with it.
 */
failure: Failure | null, 
/**
 * Whether it leads elsewhere, by its own site: yes, no, or that cannot be told.
 */
live: Lamp, 
/**
 * The same in words.
 */
live_says: Phrase, 
/**
 * Whether Moz knows it to lead elsewhere.
 */
moz: Lamp, 
/**
 * The same in words.
 */
moz_says: Phrase, 
/**
 * Where it leads now; `null` if that is not known, or it leads nowhere else.
 */
now: Shown | null, };

export type PointingView = { 
/**
 * The source.
 */
source: Shown, 
/**
 * The link's text.
 */
anchor: string, 
/**
 * The address that it points at.
 */
old: Shown, 
/**
 * Where that leads now.
 */
now: Shown | null, 
/**
 * When the page was looked at, in words.
 */
when: Phrase, };

export type RivalShow = "all" | "gap" | "both" | "mine" | "neither" | "open";

export type RivalsView = { 
/**
 * The targets, the list's own first.
 */
columns: Array<RivalColumn>, 
/**
 * How many sources there are of which kind.
 */
shows: Array<RivalShowCount>, 
/**
 * How many the query finds.
 */
total: number, 
/**
 * The first row of the window.
 */
offset: number, 
/**
 * The rows of the window.
 */
rows: Array<RivalRow>, 
/**
 * What a piece of the list of other sites that link to the competitors costs; `null` without competitors.
 */
more: PieceView | null, };

export type RivalColumn = { 
/**
 * The saved target's number; `null` for the list's own.
 */
id: number | null, 
/**
 * What the person calls it; empty for nothing.
 */
label: string, 
/**
 * The target as sent.
 */
target: Shown, 
/**
 * How wide it is meant, in words.
 */
scope: Phrase, 
/**
 * Whose it is.
 */
kind: TargetKind, 
/**
 * What asking Moz about the rest of the sources costs.
 */
price: ListPrice, };

export type RivalShowCount = { 
/**
 * Which.
 */
show: RivalShow, 
/**
 * How many.
 */
rows: number, };

export type RivalRow = { 
/**
 * Its number in the list, from 0.
 */
at: number, 
/**
 * Its address.
 */
source: Shown, 
/**
 * By whom it links to.
 */
show: RivalShow, 
/**
 * True if the page itself says so of all that are not linked, and not the index alone.
 */
sure: boolean, 
/**
 * One for each target, in their order.
 */
cells: Array<RivalCell>, };

export type RivalCell = { 
/**
 * Whether the page shows the link.
 */
live: Lamp, 
/**
 * The same in words.
 */
live_says: Phrase, 
/**
 * Whether Moz's index has it.
 */
index: Lamp, };

export type ListFrom = { "text": string } | { "file": { 
/**
 * Its name.
 */
name: string, 
/**
 * Its size, in bytes.
 */
size: number, 
/**
 * Its bytes, each as the character of its number; `null` where the size alone is too much.
 */
bytes: string | null, } };

export type ListAim = { 
/**
 * The target as typed.
 */
target: string, 
/**
 * How wide each source is meant.
 */
source_scope: Scope, 
/**
 * How wide the target is meant.
 */
target_scope: Scope, };

export type ListRowQuery = { 
/**
 * By what the index says.
 */
show: ListShow, 
/**
 * What the source must contain; empty for all.
 */
text: string, 
/**
 * Their order.
 */
sort: ListSort, };

export type ListShow = "all" | "yes" | "no" | "unknown" | "failed" | "open";

export type ListSort = "line" | "source" | "verdict";

export type ListFormat = "csv" | "json_lines" | "markdown";

export type Separator = "lines" | "comma" | "semicolon" | "tab";

export type ListAnswer = { "all": ListsView } | { "draft": DraftView } | { "sites": SiteList } | { "rivals": RivalsView } | { "one": ListView } | { "exported": ListExported } | { "needs": LookNeeds } | { "looked": ListLooked };

export type ListsView = { 
/**
 * The lists, newest first.
 */
lists: Array<ListHead>, 
/**
 * The one that is being made.
 */
draft: DraftView | null, 
/**
 * The largest file that is read, in bytes.
 */
most_bytes: number, };

export type ListHead = { 
/**
 * What names it.
 */
id: number, 
/**
 * What the person calls it.
 */
title: string, 
/**
 * What its sources are held against, in words.
 */
says: Phrase, 
/**
 * When it was made, in words.
 */
made: Phrase, 
/**
 * How many sources it has.
 */
sources: number, 
/**
 * How its run stands, in words; `null` if there is nothing to say.
 */
run: Phrase | null, 
/**
 * Whether it goes on by itself.
 */
running: boolean, };

export type DraftView = { 
/**
 * A name for it.
 */
title: string, 
/**
 * The target.
 */
aim: AimView, 
/**
 * How wide each source is meant.
 */
source_scope: Scope, 
/**
 * How it was read, in words; `null` if it was no text.
 */
read: Phrase | null, 
/**
 * By what its rows were separated.
 */
separator: Separator | null, 
/**
 * How many sources it has.
 */
sources: number, 
/**
 * The first of them.
 */
sample: Array<Shown>, 
/**
 * What became of the rows, line by line: sources, repetitions, folding.
 */
says: Array<Phrase>, 
/**
 * The first rows that are no source.
 */
problems: Array<ProblemView>, 
/**
 * How many there are in all, in words; `null` if there is none.
 */
wrong: Phrase | null, 
/**
 * What asking about it costs; `null` as long as there is no target.
 */
price: ListPrice | null, };

export type ProblemView = { 
/**
 * Its line.
 */
line: number, 
/**
 * What stands there.
 */
text: string, 
/**
 * What is wrong with it.
 */
failure: Failure, };

export type ListPrice = { 
/**
 * Rows.
 */
rows: number, 
/**
 * Why it is no more: what is folded, what is known.
 */
says: Array<Phrase>, 
/**
 * True if it wants a second press, by what the person set.
 */
confirm: boolean, };

export type ListView = { 
/**
 * What it is.
 */
head: ListHead, 
/**
 * The target as sent.
 */
target: Shown | null, 
/**
 * The scopes in words.
 */
scope: Phrase | null, 
/**
 * How its run stands.
 */
run: RunView, 
/**
 * What asking about the rest costs.
 */
price: ListPrice, 
/**
 * What asking again costs; `null` if nothing was asked in vain.
 */
retry: ListPrice | null, 
/**
 * How many rows there are of which kind.
 */
shows: Array<ListShowCount>, 
/**
 * How many rows the query finds.
 */
total: number, 
/**
 * The first row of the window.
 */
offset: number, 
/**
 * The rows of the window.
 */
rows: Array<ListItemRow>, };

export type RunView = { 
/**
 * How.
 */
state: RunStateView, 
/**
 * Questions that are done with.
 */
done: number, 
/**
 * Questions in all.
 */
all: number, 
/**
 * How far it is, in words.
 */
says: Array<Phrase>, 
/**
 * Why it stopped.
 */
failure: Failure | null, 
/**
 * When it can go on, in words.
 */
until: Phrase | null, 
/**
 * Rows that this run was billed.
 */
rows: number, 
/**
 * Rows that it may have been billed on top.
 */
maybe_rows: number, 
/**
 * True if there is no token, without which nothing can be asked.
 */
needs_token: boolean, };

export type RunStateView = "idle" | "running" | "waiting" | "pausing" | "paused";

export type ListShowCount = { 
/**
 * Which.
 */
show: ListShow, 
/**
 * How many.
 */
rows: number, };

export type ListItemRow = { 
/**
 * Its number in the list, from 0.
 */
at: number, 
/**
 * The line that it stood on.
 */
line: number, 
/**
 * Its address.
 */
source: Shown, 
/**
 * Whether its page shows the link.
 */
live: Lamp, 
/**
 * The same in words.
 */
live_says: Phrase, 
/**
 * What else the page says, and when it was looked at.
 */
live_notes: Array<Phrase>, 
/**
 * Why that cannot be told.
 */
live_failure: Failure | null, 
/**
 * Whether Moz's index has it.
 */
index: Lamp, 
/**
 * The same in words.
 */
index_says: Phrase, 
/**
 * Small facts: when it was asked, what it cost.
 */
chips: Array<Phrase>, 
/**
 * Why it cannot be told.
 */
failure: Failure | null, };

export type ListLooked = { 
/**
 * How many sources are done with.
 */
done: number, 
/**
 * What to send to go on; `null` at the end.
 */
next: number | null, 
/**
 * How many sources there are.
 */
all: number, 
/**
 * Why what was found could not be written down, if so.
 */
unkept: Failure | null, 
/**
 * Why some were passed over, of which nothing is written down, if so.
 */
missed: Failure | null, };

export type ListExported = { 
/**
 * The text. The pieces put together make the whole.
 */
text: string, 
/**
 * How many rows the pieces so far have; `null` if this was the last.
 */
next: number | null, 
/**
 * How many rows there are.
 */
total: number, 
/**
 * A name for the file.
 */
name: string, 
/**
 * Its media type.
 */
media_type: string, };

export type ProofView = { 
/**
 * The card, in words by name.
 */
card: Card<Phrase>, 
/**
 * A name for files of it, without an ending.
 */
name: string, 
/**
 * The picture of the page with the link lit, as a `data:` address; `null` if there is none.
 */
picture: string | null, 
/**
 * Why there is none, if one was tried.
 */
no_picture: Failure | null, 
/**
 * True if there is a link that a picture could show.
 */
has_link: boolean, };

export type WriteProof = { 
/**
 * The card.
 */
card: Card<string>, 
/**
 * Its name.
 */
name: string, 
/**
 * What to write.
 */
format: ProofFormat, 
/**
 * The picture, if it is to be in it.
 */
picture: string | null, 
/**
 * The language of the words, as BCP 47 has it.
 */
language: string, 
/**
 * True if that is written from right to left.
 */
is_rtl: boolean, };

export type FileView = { 
/**
 * What is in it.
 */
text: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its media type.
 */
media_type: string, };

export type ProofFormat = "html" | "markdown" | "text";

export type Card<T> = { 
/**
 * What this is.
 */
title: T, 
/**
 * When the page was looked at.
 */
when: T, 
/**
 * The finding for people who speak no SEO, sentence by sentence, the first as the headline.
 */
plain: Array<T>, 
/**
 * The page's answer and the index's.
 */
lights: Array<CardLight<T>>, 
/**
 * The rest, part by part.
 */
parts: Array<CardPart<T>>, 
/**
 * What the picture shows.
 */
picture: T, 
/**
 * Who says so.
 */
foot: T, };

export type CardLight<T> = { 
/**
 * The answer.
 */
state: Lamp, 
/**
 * The answer in a word, for those who do not see the lamp.
 */
answer: T, 
/**
 * The same in words.
 */
title: T, 
/**
 * What it rests on.
 */
says: Array<T>, };

export type CardPart<T> = { 
/**
 * A stable name.
 */
code: string, 
/**
 * What it is about.
 */
name: T, 
/**
 * What is said, line by line.
 */
lines: Array<CardLine<T>>, };

export type CardLine<T> = { "says": T } | { "address": { 
/**
 * As it is shown.
 */
shown: Shown, 
/**
 * The whole of it, to be opened; empty if it is not to be.
 */
url: string, } } | { "sentence": { 
/**
 * What stands before the link.
 */
before: string, 
/**
 * The link's own text.
 */
link: string, 
/**
 * What stands after it.
 */
after: string, } };

export type StoredView = { 
/**
 * How much of each kind; kinds of which there is nothing are left out.
 */
kinds: Array<StoredKind>, 
/**
 * True if there is a token.
 */
token: boolean, };

export type SampleView = { 
/**
 * As on a page of the web. Its tab is none, so nothing in it can be asked for.
 */
report: Report, 
/**
 * All links of the page, in its order.
 */
links: Array<LinkRow>, };

export type ShortLooked = { 
/**
 * The page by what is known now.
 */
report: Report, 
/**
 * How many are still to be asked for: the same request goes on with them.
 */
left: number, };

export type ShortView = { 
/**
 * How many.
 */
links: number, 
/**
 * The same in words.
 */
says: Phrase, 
/**
 * All of them were asked for before, and it was not told.
 */
again: boolean, 
/**
 * The services that would be asked.
 */
hosts: Array<string>, 
/**
 * Match patterns to ask the browser for, in the person's click: the services, and the target where there is one.
 */
patterns: Array<string>, };

export type StoredKind = { 
/**
 * Its name: that of a table, or `settings`.
 */
kind: string, 
/**
 * How many records.
 */
records: number, };

export type BackupPiece = { 
/**
 * The piece; the pieces one after the other are the file.
 */
text: string, 
/**
 * What to send for the next piece; `null` if this was the last.
 */
next: string | null, 
/**
 * How many records the pieces so far have.
 */
done: number, 
/**
 * How many there are in all, as of now.
 */
total: number, 
/**
 * A name for the file.
 */
name: string, 
/**
 * Its media type.
 */
media_type: string, };

export type RestorePiece = { 
/**
 * The piece.
 */
text: string, 
/**
 * Which piece it is, from 0 on.
 */
number: number, 
/**
 * True for the last one.
 */
last: boolean, 
/**
 * True to put it in place of what is stored, once the last piece is found good; false to look at it only.
 */
apply: boolean, };

export type RestoreView = { 
/**
 * Records read so far.
 */
records: number, 
/**
 * After the last piece, what the file would put in place of what.
 */
whole: RestoreWhole | null, };

export type RestoreWhole = { 
/**
 * When it was written, in words.
 */
written: Phrase, 
/**
 * What is there, and what the file has.
 */
kinds: Array<ReplacedKind>, 
/**
 * True once it is in place.
 */
applied: boolean, };

export type ReplacedKind = { 
/**
 * Its name, as in [`StoredKind`].
 */
kind: string, 
/**
 * Records that are stored.
 */
here: number, 
/**
 * Records in the file.
 */
there: number, };

export type WatchesView = { 
/**
 * A window of them, those that want attention first.
 */
watches: Array<WatchView>, 
/**
 * How many there are.
 */
total: number, 
/**
 * How many changes were not seen yet.
 */
unseen: number, 
/**
 * For how long history is kept.
 */
retention: Retention, 
/**
 * Whether the browser shows a notification.
 */
notify: boolean, 
/**
 * What a look at the index costs, in rows.
 */
price: number, 
/**
 * What could be watched, by what a tab shows.
 */
draft: Draft | null, };

export type Draft = { 
/**
 * The page.
 */
source: string, 
/**
 * The target as typed.
 */
target: string, 
/**
 * How wide it is meant.
 */
scope: Scope, };

export type WatchView = { 
/**
 * What names it.
 */
id: string, 
/**
 * The page.
 */
source: Shown, 
/**
 * The page's address, for asking the browser's permission.
 */
address: string, 
/**
 * The target.
 */
target: Shown, 
/**
 * How wide it is meant.
 */
scope: Scope, 
/**
 * How often it is looked at.
 */
every: Every, 
/**
 * What is looked at.
 */
looks: Looks, 
/**
 * Most rows that it spends in a month.
 */
month_limit: number, 
/**
 * True while it rests.
 */
paused: boolean, 
/**
 * Why it rests although the person does not want it so, or why the index was not asked.
 */
trouble: Failure | null, 
/**
 * Whether the page has the link; none if that is not looked at.
 */
live: SideView | null, 
/**
 * Whether the index has it; none if that is not looked at.
 */
index: SideView | null, 
/**
 * When it is looked at next, in words.
 */
next: Phrase, 
/**
 * What last changed, and when.
 */
last: Phrase | null, 
/**
 * What looking now costs, in rows.
 */
price: number, 
/**
 * True if that is so much that it takes a second press.
 */
confirm: boolean, };

export type SideView = { 
/**
 * Whether the link is there.
 */
state: Lamp, 
/**
 * The same in words.
 */
says: Phrase, };

export type HistoryView = { 
/**
 * The placement.
 */
id: string, 
/**
 * Its records.
 */
entries: Array<HistoryRow>, 
/**
 * What to send for older ones; none at the end.
 */
next: number | null, 
/**
 * The same as spans of time, the oldest first.
 */
spans: Array<SpanView>, };

export type HistoryRow = { 
/**
 * When.
 */
when: Phrase, 
/**
 * What was looked at.
 */
lane: Lane, 
/**
 * Whether the link was there then.
 */
state: Lamp, 
/**
 * What happened.
 */
says: Array<Phrase>, };

export type SpanView = { 
/**
 * What was looked at.
 */
lane: Lane, 
/**
 * Whether the link was there.
 */
state: Lamp, 
/**
 * Where it begins, in thousandths of the whole time.
 */
from: number, 
/**
 * Where it ends.
 */
to: number, };

export type ChangesView = { 
/**
 * The changes.
 */
changes: Array<ChangeView>, 
/**
 * How many were not seen yet, in all.
 */
unseen: number, 
/**
 * What to send for older ones; none at the end.
 */
next: number | null, };

export type ChangeView = { 
/**
 * The placement.
 */
id: string, 
/**
 * Its page.
 */
source: Shown, 
/**
 * Its target.
 */
target: Shown, 
/**
 * When.
 */
when: Phrase, 
/**
 * Where it stands in the list: to say up to where it was seen.
 */
at: number, 
/**
 * What was looked at.
 */
lane: Lane, 
/**
 * Whether the link was there then.
 */
state: Lamp, 
/**
 * What happened.
 */
says: Array<Phrase>, 
/**
 * True until the person has seen it.
 */
unseen: boolean, };

export type WatchEdit = { "every": Every } | { "looks": Looks } | { "month_limit": number } | { "paused": boolean };

export type WatchExport = { 
/**
 * The piece.
 */
text: string, 
/**
 * What to send for the next one; none at the end.
 */
next: number | null, 
/**
 * How many rows this piece has.
 */
rows: number, 
/**
 * A name for the file.
 */
name: string, 
/**
 * What the file is.
 */
media_type: string, };

export type WatchText = "watches" | "changes" | { "history": { 
/**
 * Which.
 */
id: string, } };

export type WatchingEdit = { "retention": Retention } | { "notify": boolean };

export type Every = "day" | "week" | "month";

export type Looks = "live" | "index" | "both";

export type Lane = "live" | "index";

export type Retention = "year" | "two_years" | "ever";

export type AlwaysView = { 
/**
 * True if they are.
 */
on: boolean, 
/**
 * Its host.
 */
host: string, 
/**
 * The match pattern of its pages, which takes a permission.
 */
pattern: string, };

export type Item = "target" | "ask" | "verify";
