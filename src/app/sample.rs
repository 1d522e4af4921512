//! The sample: a recorded page and a recorded answer, taken through the same reading, matching and judging as those of the
//! web. It has no ports: nothing can be sent, and nothing written.

use super::looks::Looks;
use super::nine::Nine;
use super::pages::{Held, row};
use super::report::{Judging, Standing};
use super::stand::Stand;
use crate::address::Sameness;
use crate::ledger::{Aim, Terms};
use crate::moz::{Flavour, link_status};
use crate::page::{Page, evidence};
use crate::phrase::{Failure, Retry};
use crate::protocol::{Answer, SampleView};
use crate::scope::{Cell, Question, Scope, Target};
use crate::verdict::{Known, Steps};

/// The page as the collector packs it, with a line for each row and a tab between fields.
const PAGE: &str = include_str!("sample/page.tsv");
/// What a second look at its matching link says, as the page's script says it.
const SIGHT: &str = include_str!("sample/sight.json");
/// What V2 answered.
const ANSWER: &str = include_str!("sample/link_status.json");
/// What it is held against.
const TARGET: &str = "acme-lamps.example/spring-range";
/// No browser gives a tab that number.
const NO_TAB: i32 = -1;

/// The verdict, as of `now`.
pub(super) fn sample(now: f64) -> Result<Answer, Failure> {
    let view = judge(now).ok_or_else(|| Failure::new("page.failed", Retry::Never))?;
    Ok(Answer::Sample(Box::new(view)))
}

/// None if a recording is no good, which the tests would tell.
fn judge(now: f64) -> Option<SampleView> {
    let held = Held::new(Ok(page()?), now);
    let page = held.page.as_ref().ok()?;
    let sameness = Sameness::default();
    let aim = Aim { input: TARGET.to_owned(), scope: Scope::Page };
    let target = Target::by(&aim.input, aim.scope, &sameness).ok()?;
    look(&held, page, &target);
    let source = held.source(&sameness)?;
    let main = Cell { source: Scope::Page, target: target.scope };
    let exists = *link_status::read(ANSWER.as_bytes(), 1).ok()?.first()?;
    let rows = u32::try_from(link_status::rows(Flavour::V2, 1)).ok()?;
    let answer = Known::Answer { exists, at: now, rows, unfinished: None, stale: None };
    let known = |cell| if cell == main { answer.clone() } else { Known::Nothing };
    let questions = Cell::all().filter_map(|cell| Some((Question::new(&source, &target, cell)?, known(cell))));
    let stand = Stand {
        nine: Nine::new(main, questions.collect(), &Terms::default()),
        looks: Looks::unknown(&source, &target)?,
        canonical: None,
        shows: true,
    };
    let standing = Standing { stand: Some(stand), has_token: true, ..Standing::default() };
    let seen = held.seen.borrow();
    let links = page.links.iter().zip(0..).map(|(link, id)| row(id, link, Some(&target), &seen)).collect();
    drop(seen);
    let judging = Judging {
        tab: NO_TAB,
        held: &held,
        source: Some(source),
        aim,
        target: Some(Ok(target)),
        steps: Steps::default(),
        running: None,
        always: None,
        chosen: None,
    };
    Some(SampleView { report: judging.report(Ok(standing)), links })
}

fn page() -> Option<Page> {
    let packed: String = PAGE.chars().map(|c| if c == '\t' { '\u{1f}' } else { c }).collect();
    let packed = packed.trim_end().replace('\n', "\u{1e}");
    Page::read(&[(0, format!("\u{1e}{packed}"))]).ok()
}

/// Keeps what the second look at the first matching link brought.
fn look(held: &Held, page: &Page, target: &Target) {
    let ids = page.links.iter().zip(0..).filter(|(link, id)| crate::verdict::hit(*id, link, target).is_some());
    for asked in page.asked(ids.map(|(_, id)| id).take(1)) {
        for (id, evidence) in evidence::read(&asked, SIGHT) {
            held.seen.borrow_mut().keep(id, evidence);
        }
    }
}
