//! The button that asks: what it says and costs, and why it cannot be pressed.

use crate::phrase::Phrase;
use crate::protocol::AskView;
use crate::scope::{NoTarget, Target};
use crate::verdict::Known;

/// What decides whether the button can be pressed.
#[expect(clippy::struct_excessive_bools, reason = "facts that have nothing to do with each other")]
pub(super) struct Ask<'a> {
    pub(super) target: Option<&'a Result<Target, NoTarget>>,
    pub(super) readable: bool,
    /// The ledger failed.
    pub(super) faulty: bool,
    /// What the question costs, in rows; none if there is none.
    pub(super) price: Option<u32>,
    pub(super) known: &'a Known,
    pub(super) has_token: bool,
    /// The person wants to be asked before so much is spent.
    pub(super) confirm: bool,
}

/// The button as the views show it.
pub(super) fn ask_view(ask: &Ask<'_>) -> AskView {
    let blocked = match (ask.target, ask.price) {
        _ if !ask.readable => Some("blocked_unreadable"),
        (None, _) => Some("blocked_no_target"),
        (Some(Err(_)), _) => Some("blocked_wrong_target"),
        _ if ask.faulty => Some("blocked_storage"),
        (_, None) => Some("blocked_source"),
        _ if matches!(ask.known, Known::Asking | Known::Waiting { .. }) => Some("ask_label_wait"),
        _ if !ask.has_token => Some("blocked_no_token"),
        _ => None,
    };
    let again = !matches!(ask.known, Known::Nothing | Known::Asking | Known::Waiting { .. });
    let rows = match ask.price {
        Some(price) if blocked.is_none() || blocked == Some("blocked_no_token") => price,
        _ => 0,
    };
    AskView {
        rows,
        main: !ask.known.is_settled(),
        label: Phrase::new(if again { "ask_label_again" } else { "ask_label_check" }),
        blocked: blocked.map(Phrase::new),
        needs_token: blocked == Some("blocked_no_token"),
        confirm: ask.confirm,
    }
}
