//! A list as text for other programs: what was asked, what came of it, when, at what price.

use super::super::App;
use super::sheet::Sheet;
use crate::day::{day, second};
use crate::ledger::List;
use crate::phrase::{Failure, Retry};
use crate::ports::Ports;
use crate::protocol::{ListAnswer, ListExported, ListFormat, ListRowQuery};
use crate::report::{json_lines, markdown_table, table};
use crate::scope::Scope;
use crate::verdict::{Finding, Known, Lamp, There};

/// Rows in a piece.
const PIECE: usize = 2_000;

const COLUMNS: [&str; 16] = [
    "line",
    "source",
    "source_scope",
    "target",
    "target_scope",
    "live",
    "live_looked",
    "anchor_text",
    "follow",
    "place",
    "live_reason",
    "index",
    "index_asked",
    "rows",
    "may_have_been_billed",
    "reason",
];

impl<P: Ports> App<P> {
    pub(super) async fn export_list(
        &self,
        id: u32,
        query: &ListRowQuery,
        format: ListFormat,
        offset: u32,
    ) -> Result<ListAnswer, Failure> {
        let list = self.list_of(id).await?;
        let sheet = self.sheet(&list).await?.ok_or_else(|| Failure::new("list.no_target", Retry::AfterChange))?;
        let (found, _) = sheet.find(query);
        let offset = offset as usize;
        let window: Vec<usize> = found.iter().copied().skip(offset).take(PIECE).collect();
        let lives = self.found_at(&list, &sheet, &window).await?;
        let rows: Vec<[String; 16]> =
            window.iter().zip(&lives).map(|(at, live)| row(&list, &sheet, *at, live.as_ref())).collect();
        let first = (offset == 0).then_some(COLUMNS);
        let (text, ending, media_type) = match format {
            ListFormat::Csv => (table(first, &rows), "csv", "text/csv;charset=utf-8"),
            ListFormat::JsonLines => (json_lines(COLUMNS, &rows), "jsonl", "application/jsonl"),
            ListFormat::Markdown => (markdown_table(first, &rows), "md", "text/markdown;charset=utf-8"),
        };
        let next = offset + rows.len();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        let title: String = list.title.chars().map(plain).take(60).collect();
        Ok(ListAnswer::Exported(ListExported {
            text,
            next: (next < found.len() && !rows.is_empty()).then(|| number(next)),
            total: number(found.len()),
            name: format!("list-{}-{}.{ending}", title.trim_matches('-'), day(self.ports.now())),
            media_type: media_type.to_owned(),
        }))
    }
}

fn row(list: &List, sheet: &Sheet, at: usize, found: Option<&Finding>) -> [String; 16] {
    let [there, looked, anchor, follow, place_of_link, why] = live_cells(found);
    let (line, source) = sheet.items.get(at).map_or((0, String::new()), |(_, item)| (item.line, item.source.clone()));
    let verdict = sheet.verdict(at);
    let place = sheet.fold.places.get(at).copied().flatten();
    let question = place.and_then(|place| sheet.fold.questions.get(place));
    let (asked, rows, maybe) = place.map_or((None, None, false), |place| {
        sheet.with(place, |known, _| match known {
            Known::Answer { at, rows, unfinished, .. } => (Some(*at), Some(*rows), unfinished.is_some()),
            Known::Unfinished { at } => (Some(*at), None, true),
            _ => (None, None, false),
        })
    });
    let index = match verdict.lamp {
        Lamp::Yes => "yes",
        Lamp::No => "no",
        Lamp::Unknown => "cannot tell",
        Lamp::None | Lamp::Busy => "not asked",
    };
    [
        line.to_string(),
        source,
        scope(list.source_scope).to_owned(),
        question.map(|question| question.target.clone()).unwrap_or_default(),
        scope(list.target_scope).to_owned(),
        there,
        looked,
        anchor,
        follow,
        place_of_link,
        why,
        index.to_owned(),
        asked.map(second).unwrap_or_default(),
        rows.map(|rows| rows.to_string()).unwrap_or_default(),
        if maybe { "yes" } else { "" }.to_owned(),
        verdict.failure.map(|failure| failure.code).unwrap_or_default(),
    ]
}

pub(super) fn live_cells(live: Option<&Finding>) -> [String; 6] {
    let Some(finding) = live else {
        return ["not looked".to_owned(), String::new(), String::new(), String::new(), String::new(), String::new()];
    };
    let there = match finding.there {
        There::Yes => "yes",
        There::No => "no",
        There::Unknown => "cannot tell",
    };
    let link = finding.link.as_ref();
    let follow = link.map(|link| if link.followed { "followed" } else { link.decided_by.as_str() });
    [
        there.to_owned(),
        second(finding.at),
        link.map(|link| link.anchor.clone()).unwrap_or_default(),
        follow.unwrap_or_default().to_owned(),
        link.map(|link| link.place.name().to_owned()).unwrap_or_default(),
        finding.why.clone().unwrap_or_default(),
    ]
}

fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Page => "page",
        Scope::Subdomain => "subdomain",
        Scope::RootDomain => "root_domain",
    }
}
