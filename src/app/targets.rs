//! Saved targets and how addresses are compared: what the options page shows and changes.

use super::App;
use crate::address::{Sameness, safe_text};
use crate::ledger::{self, SavedTarget, SavedTargets};
use crate::phrase::{Failure, Retry};
use crate::ports::Ports;
use crate::protocol::{Answer, TargetChange, TargetView, TargetsView};
use crate::scope::Target;

/// Most targets that are kept.
const MOST: usize = 200;
/// Longest label, in characters.
const LONGEST_LABEL: usize = 80;

impl<P: Ports> App<P> {
    pub(super) async fn targets(&self, change: Option<TargetChange>) -> Result<Answer, Failure> {
        let sameness = ledger::load_sameness(&self.ports).await?;
        let mut saved = ledger::load_targets(&self.ports).await?;
        let mut added = None;
        if let Some(change) = change {
            self.unless_locked(ledger::Managed::locks_targets).await?;
            added = apply(&mut saved, change, &sameness).map_err(|failure| *failure)?;
            ledger::save_targets(&self.ports, &saved).await?;
        }
        Ok(Answer::Targets(TargetsView {
            targets: views(&saved, &sameness),
            added,
            locked: ledger::load_managed(&self.ports).await?.locks_targets(),
        }))
    }

    pub(super) async fn matching(&self, change: Option<Sameness>) -> Result<Answer, Failure> {
        if let Some(change) = change {
            ledger::save_sameness(&self.ports, &change.tidy()).await?;
        }
        Ok(Answer::Matching(ledger::load_sameness(&self.ports).await?))
    }
}

/// The saved targets as views show them.
pub(super) fn views(saved: &SavedTargets, sameness: &Sameness) -> Vec<TargetView> {
    let view = |target: &SavedTarget| {
        let made = Target::by(&target.input, target.scope, sameness).ok();
        TargetView {
            id: target.id,
            input: safe_text(&target.input, 300),
            label: target.label.clone(),
            kind: target.kind,
            scope: target.scope,
            // It was one when it was saved; a newer list of suffixes may know better.
            shown: made.as_ref().map_or_else(|| crate::address::show_raw(&target.input), Target::shown),
            notes: made.map(|target| target.notes).unwrap_or_default(),
            is_default: saved.default == Some(target.id),
        }
    };
    saved.list.iter().map(view).collect()
}

/// Makes the change; the number of what was added.
fn apply(saved: &mut SavedTargets, change: TargetChange, sameness: &Sameness) -> Result<Option<u32>, Box<Failure>> {
    let gone = || Box::new(Failure::new("target.gone", Retry::Now));
    match change {
        TargetChange::Add { input, label, kind, scope, at, is_default } => {
            let input = input.trim().to_owned();
            let target = Target::by(&input, scope, sameness).map_err(|error| Box::new(error.failure()))?;
            if saved.list.len() >= MOST {
                return Err(Box::new(Failure::new("target.too_many", Retry::AfterChange).about(MOST.to_string())));
            }
            unlike_others(saved, &target, sameness, None)?;
            saved.last_id = saved.last_id.wrapping_add(1);
            let id = saved.last_id;
            let at = at.map_or(saved.list.len(), |at| at as usize).min(saved.list.len());
            saved.list.insert(at, SavedTarget { id, input, label: safe_text(&label, LONGEST_LABEL), kind, scope });
            if is_default {
                saved.default = Some(id);
            }
            return Ok(Some(id));
        }
        TargetChange::Edit { id, label, kind, scope } => {
            let input = saved.list.iter().find(|target| target.id == id).ok_or_else(gone)?.input.clone();
            let changed = Target::by(&input, scope, sameness).map_err(|error| Box::new(error.failure()))?;
            unlike_others(saved, &changed, sameness, Some(id))?;
            let target = saved.list.iter_mut().find(|target| target.id == id).ok_or_else(gone)?;
            *target = SavedTarget { id, input, label: safe_text(&label, LONGEST_LABEL), kind, scope };
        }
        TargetChange::Move { id, to } => {
            let from = saved.list.iter().position(|target| target.id == id).ok_or_else(gone)?;
            let target = saved.list.remove(from);
            saved.list.insert((to as usize).min(saved.list.len()), target);
        }
        TargetChange::Remove { id } => {
            saved.list.retain(|target| target.id != id);
            saved.default = saved.default.filter(|default| *default != id);
        }
        TargetChange::Default { id } => {
            if id.is_some_and(|id| saved.list.iter().all(|target| target.id != id)) {
                return Err(gone());
            }
            saved.default = id;
        }
    }
    Ok(None)
}

/// Refuses what is saved already: the same as sent, and as wide.
fn unlike_others(
    saved: &SavedTargets,
    new: &Target,
    sameness: &Sameness,
    but: Option<u32>,
) -> Result<(), Box<Failure>> {
    let mut others = saved.list.iter().filter(|target| Some(target.id) != but);
    let twin = others.find(|target| {
        let other = Target::by(&target.input, target.scope, sameness);
        other.is_ok_and(|other| other.sent == new.sent && other.scope == new.scope)
    });
    match twin {
        None => Ok(()),
        Some(twin) => {
            let name = if twin.label.is_empty() { safe_text(&new.sent, 80) } else { twin.label.clone() };
            Err(Box::new(Failure::new("target.duplicate", Retry::AfterChange).about(name)))
        }
    }
}
