//! Watches, their changes and a history as text for other programs, piece by piece.

use super::App;
use super::watching::is_watched;
use crate::day::{day, second};
use crate::ledger;
use crate::phrase::{Failure, Retry};
use crate::ports::Ports;
use crate::protocol::{Answer, ListFormat, WatchExport, WatchText};
use crate::report::{json_lines, markdown_table, plain_name, table};
use crate::scope::Scope;
use crate::watch::{Event, Every, Lane, Looks, Record, State, Watch};

/// Rows in a piece, of what comes record by record.
const PIECE: u32 = 1_000;

const WATCHES: [&str; 16] = [
    "source",
    "target",
    "scope",
    "every",
    "looks",
    "month_limit",
    "month_rows",
    "since",
    "paused",
    "live",
    "live_looked",
    "anchor_text",
    "follow",
    "link_leads_to",
    "index",
    "index_asked",
];
const EVENTS: [&str; 9] = ["when", "source", "target", "scope", "side", "state", "event", "from", "to"];

impl<P: Ports> App<P> {
    pub(super) async fn watch_export(
        &self,
        what: &WatchText,
        format: ListFormat,
        next: Option<f64>,
    ) -> Result<Answer, Failure> {
        let mut watches = ledger::watches(&self.ports).await?;
        watches.retain(|(_, watch)| watch.removed.is_none());
        let first = next.is_none();
        let (name, (text, rows), next) = match what {
            WatchText::Watches => {
                let rows: Vec<_> = watches.iter().map(|(_, watch)| of_watch(watch)).collect();
                ("watches".to_owned(), write(WATCHES, &rows, format, first), None)
            }
            WatchText::Changes => {
                let (told, end) = ledger::changes(&self.ports, next, PIECE, &|key| is_watched(&watches, key)).await?;
                let watch = |key: &str| watches.iter().find(|(other, _)| other == key).map(|(_, watch)| watch);
                let all = told.iter().filter_map(|told| Some(of_record(watch(&told.placement)?, &told.record)));
                ("changes".to_owned(), write(EVENTS, &all.flatten().collect::<Vec<_>>(), format, first), end)
            }
            WatchText::History { id } => {
                let watch = watches.iter().find(|(key, _)| key == id).map(|(_, watch)| watch);
                let watch = watch.ok_or_else(|| Failure::new("watch.gone", Retry::Never))?;
                let records = ledger::history(&self.ports, id, next, PIECE).await?;
                let end = records.last().filter(|_| records.len() >= PIECE as usize).map(|record| record.at);
                let rows: Vec<_> = records.iter().flat_map(|record| of_record(watch, record)).collect();
                (format!("history-{}", plain_name(&watch.source, 80)), write(EVENTS, &rows, format, first), end)
            }
        };
        let (ending, media_type) = match format {
            ListFormat::Csv => ("csv", "text/csv;charset=utf-8"),
            ListFormat::JsonLines => ("jsonl", "application/jsonl"),
            ListFormat::Markdown => ("md", "text/markdown;charset=utf-8"),
        };
        Ok(Answer::WatchExport(WatchExport {
            text,
            next,
            rows: u32::try_from(rows).unwrap_or(u32::MAX),
            name: format!("{name}-{}.{ending}", day(self.ports.now())),
            media_type: media_type.to_owned(),
        }))
    }
}

fn write<const N: usize>(columns: [&str; N], rows: &[[String; N]], format: ListFormat, first: bool) -> (String, usize) {
    let heading = first.then_some(columns);
    let text = match format {
        ListFormat::Csv => table(heading, rows),
        ListFormat::JsonLines => json_lines(columns, rows),
        ListFormat::Markdown => markdown_table(heading, rows),
    };
    (text, rows.len())
}

fn of_watch(watch: &Watch) -> [String; 16] {
    let link = watch.live.link.as_ref();
    let of_link = |read: &dyn Fn(&crate::verdict::FoundLink) -> String| link.map(read).unwrap_or_default();
    let (index, asked) = match watch.index.known {
        Some((true, at)) => ("yes", second(at)),
        Some((false, at)) => ("no", second(at)),
        None => ("not asked", String::new()),
    };
    [
        watch.source.clone(),
        watch.target.clone(),
        scope(watch.scope).to_owned(),
        match watch.every {
            Every::Day => "day",
            Every::Week => "week",
            Every::Month => "month",
        }
        .to_owned(),
        match watch.looks {
            Looks::Live => "live",
            Looks::Index => "index",
            Looks::Both => "both",
        }
        .to_owned(),
        watch.month_limit.to_string(),
        watch.index.spent.rows.to_string(),
        second(watch.since),
        if watch.paused.is_some() { "yes" } else { "" }.to_owned(),
        state(watch.state()).to_owned(),
        watch.live.looked.map(second).unwrap_or_default(),
        of_link(&|link| link.anchor.clone()),
        of_link(&|link| follow(link.followed, &link.decided_by)),
        watch.live.landing.as_ref().map(|landing| landing.end.address.clone()).unwrap_or_default(),
        index.to_owned(),
        asked,
    ]
}

/// A row for each thing that happened, and one for a look at which nothing had.
fn of_record(watch: &Watch, record: &Record) -> Vec<[String; 9]> {
    let lane = match record.lane {
        Lane::Live => "page",
        Lane::Index => "index",
    };
    let row = |(event, from, to): (&str, String, String)| {
        [
            second(record.at),
            watch.source.clone(),
            watch.target.clone(),
            scope(watch.scope).to_owned(),
            lane.to_owned(),
            state(record.state).to_owned(),
            event.to_owned(),
            from,
            to,
        ]
    };
    if record.events.is_empty() {
        return vec![row(("same", String::new(), String::new()))];
    }
    record.events.iter().map(|event| row(cells(event))).collect()
}

/// What happened, and from what to what.
fn cells(event: &Event) -> (&'static str, String, String) {
    let plain = |name| (name, String::new(), String::new());
    let yes_no = |name, now: bool| (name, (!now).to_string(), now.to_string());
    let pair = |name, from: &str, to: &str| (name, from.to_owned(), to.to_owned());
    let why = |name, why: &Option<String>| (name, String::new(), why.clone().unwrap_or_default());
    match event {
        Event::Began => plain("began"),
        Event::Appeared => plain("appeared"),
        Event::Suspected(code) => why("suspected", code),
        Event::Lost(code) => why("lost", code),
        Event::Back => plain("back"),
        Event::Follow(from, to) => ("follow", follow(from.followed, &from.by), follow(to.followed, &to.by)),
        Event::Anchor(from, to) => pair("anchor", from, to),
        Event::Address(from, to) => pair("address", from, to),
        Event::Canonical(from, to) => {
            pair("canonical", from.as_deref().unwrap_or_default(), to.as_deref().unwrap_or_default())
        }
        Event::Noindex(now) => yes_no("noindex", *now),
        Event::Moved(from, to) => pair("moved", from, to),
        Event::Redirected(from, to) => pair("target_redirected", from, to),
        Event::TargetGone(now) => yes_no("target_gone", *now),
        Event::Unreadable(code) => ("unreadable", String::new(), code.clone()),
        Event::Readable => plain("readable"),
        Event::Gained => plain("gained_in_index"),
        Event::Dropped => plain("dropped_from_index"),
        Event::Other => plain("unknown"),
    }
}

fn follow(followed: bool, by: &str) -> String {
    if followed { "followed".to_owned() } else { format!("not followed: {by}") }
}

fn state(state: State) -> &'static str {
    match state {
        State::Yes => "yes",
        State::No => "no",
        State::Suspected => "missing once",
        State::Unknown => "cannot tell",
    }
}

fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Page => "page",
        Scope::Subdomain => "subdomain",
        Scope::RootDomain => "root_domain",
    }
}
