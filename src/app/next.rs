//! Next steps as buttons, with their price. A step for which nothing is left to ask is no button.

use super::stand::Stand;
use crate::phrase::Phrase;
use crate::protocol::{Act, NextView, Pick, ReasonView, What};
use crate::scope::Scope;
use crate::verdict::{NextStep, Reason};

/// Reasons with their next steps.
pub(super) fn reason_views(tab: i32, stand: Option<&Stand>, reasons: Vec<Reason>) -> Vec<ReasonView> {
    let view = |reason: Reason| ReasonView {
        next: reason.next.zip(stand).and_then(|(next, stand)| next_view(tab, stand, next)),
        code: reason.code,
        says: reason.says,
    };
    reasons.into_iter().map(view).collect()
}

fn next_view(tab: i32, stand: &Stand, next: NextStep) -> Option<NextView> {
    match next {
        NextStep::AskWider => {
            let cell = stand.nine.wider_left()?;
            let rows = stand.nine.price();
            let act = Act::AskAt { tab, source: cell.source, target: cell.target, rows };
            Some(NextView {
                label: Phrase::new("next_wider"),
                rows,
                at_most: false,
                confirm: stand.nine.confirms(rows),
                act,
            })
        }
        NextStep::AskCanonical(_) => {
            let (_, known) = stand.canonical.as_ref()?;
            let rows = stand.nine.price();
            let view = NextView {
                label: Phrase::new("next_canonical"),
                rows,
                at_most: false,
                confirm: stand.nine.confirms(rows),
                act: Act::AskCanonical { tab, rows },
            };
            (!known.is_settled()).then_some(view)
        }
        NextStep::Aim { input, scope } => Some(aim_at(tab, input, scope)),
        NextStep::AskCrawl => look_up(tab, stand, What::Crawl),
        NextStep::AskRecord => look_up(tab, stand, What::Record),
        NextStep::AskRedirect => look_up(tab, stand, What::Redirect),
    }
}

/// Takes another target.
pub(super) fn aim_at(tab: i32, input: String, scope: Scope) -> NextView {
    let act = Act::Aim { tab, pick: Pick::Typed(input), scope };
    NextView { label: Phrase::new("next_aim"), rows: 0, at_most: false, confirm: false, act }
}

/// Looks up what is left of a kind; none if nothing is.
pub(super) fn look_up(tab: i32, stand: &Stand, what: What) -> Option<NextView> {
    let left = stand.looks.left(what);
    let at_most = left.iter().any(crate::verdict::LookUp::at_most);
    let rows = stand.looks.rows(what);
    let label = Phrase::new(match what {
        What::Crawl => "next_crawl",
        What::Record => "next_record",
        What::Redirect => "next_redirect",
    });
    (!left.is_empty()).then(|| NextView {
        label,
        rows,
        at_most,
        confirm: stand.nine.confirms(rows),
        act: Act::LookUp { tab, what, rows },
    })
}
