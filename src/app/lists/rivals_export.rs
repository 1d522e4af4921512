//! A comparison with competitors as text for other programs.

use super::super::App;
use super::export::live_cells;
use super::rivals::{Column, find};
use crate::day::{day, second};
use crate::phrase::Failure;
use crate::ports::Ports;
use crate::protocol::{ListAnswer, ListExported, ListFormat, RivalShow, TargetKind};
use crate::report::{json_lines, markdown_table, table};
use crate::scope::Scope;
use crate::verdict::{Known, Lamp};

/// Sources in a piece of an export.
const PIECE: usize = 500;

const COLUMNS: [&str; 13] = [
    "source",
    "target",
    "target_scope",
    "kind",
    "live",
    "live_looked",
    "anchor_text",
    "follow",
    "place",
    "live_reason",
    "index",
    "index_asked",
    "links",
];

impl<P: Ports> App<P> {
    pub(super) async fn export_rivals(
        &self,
        id: u32,
        wanted: RivalShow,
        format: ListFormat,
        offset: u32,
    ) -> Result<ListAnswer, Failure> {
        let list = self.list_of(id).await?;
        let columns = self.columns(&list).await?;
        let (found, _) = find(&columns, wanted);
        let window: Vec<(usize, RivalShow)> = found.iter().skip(offset as usize).take(PIECE).copied().collect();
        let mut rows = Vec::new();
        for (at, show) in &window {
            rows.extend(columns.iter().map(|column| cells(column, *at, *show)));
        }
        let heading = (offset == 0).then_some(COLUMNS);
        let (text, ending, media_type) = match format {
            ListFormat::Csv => (table(heading, &rows), "csv", "text/csv;charset=utf-8"),
            ListFormat::JsonLines => (json_lines(COLUMNS, &rows), "jsonl", "application/jsonl"),
            ListFormat::Markdown => (markdown_table(heading, &rows), "md", "text/markdown;charset=utf-8"),
        };
        let next = offset as usize + window.len();
        Ok(ListAnswer::Exported(ListExported {
            text,
            next: (next < found.len() && !window.is_empty()).then(|| u32::try_from(next).unwrap_or(u32::MAX)),
            total: u32::try_from(found.len()).unwrap_or(u32::MAX),
            name: format!("competitors-{}.{ending}", day(self.ports.now())),
            media_type: media_type.to_owned(),
        }))
    }
}
fn cells(column: &Column, at: usize, show: RivalShow) -> [String; 13] {
    let [live, looked, anchor, follow, place, why] = live_cells(column.live(at));
    let index = match column.sheet.verdict(at).lamp {
        Lamp::Yes => "yes",
        Lamp::No => "no",
        Lamp::Unknown => "cannot tell",
        Lamp::None | Lamp::Busy => "not asked",
    };
    let question = column.sheet.fold.places.get(at).copied().flatten();
    let asked = question.and_then(|place| {
        column.sheet.with(place, |known, _| match known {
            Known::Answer { at, .. } => Some(*at),
            _ => None,
        })
    });
    [
        column.sheet.items.get(at).map(|(_, item)| item.source.clone()).unwrap_or_default(),
        column.target.sent.clone(),
        match column.target.scope {
            Scope::Page => "page",
            Scope::Subdomain => "subdomain",
            Scope::RootDomain => "root_domain",
        }
        .to_owned(),
        match column.kind {
            TargetKind::Mine => "mine",
            TargetKind::Competitor => "competitor",
        }
        .to_owned(),
        live,
        looked,
        anchor,
        follow,
        place,
        why,
        index.to_owned(),
        asked.map(second).unwrap_or_default(),
        match show {
            RivalShow::Gap => "to them, not to me",
            RivalShow::Both => "to both",
            RivalShow::Mine => "to me only",
            RivalShow::Neither => "to neither",
            RivalShow::All | RivalShow::Open => "not known",
        }
        .to_owned(),
    ]
}
