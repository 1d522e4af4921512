//! The targets that a person saved, and how addresses are compared with them.

use serde::{Deserialize, Serialize};

use super::managed::load_managed;
use super::setting;
use crate::address::Sameness;
use crate::ports::{Store, StoreFault};
use crate::protocol::TargetKind;
use crate::scope::Scope;

const TARGETS: &str = "targets";
const SAMENESS: &str = "sameness";

/// A saved target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedTarget {
    /// What names it, however it is changed or moved.
    pub id: u32,
    /// The address as typed.
    pub input: String,
    /// What the person calls it; empty for nothing.
    pub label: String,
    /// Whose it is.
    pub kind: TargetKind,
    /// How wide it is meant at first.
    pub scope: Scope,
}

/// All saved targets, in the person's order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedTargets {
    /// The highest number that was ever given.
    pub last_id: u32,
    /// The one to use where none was picked.
    pub default: Option<u32>,
    /// The targets.
    pub list: Vec<SavedTarget>,
}

/// The saved targets; the organisation's at first, if it has set any, and always where it has locked them.
pub async fn load_targets(store: &impl Store) -> Result<SavedTargets, StoreFault> {
    let managed = load_managed(store).await?;
    let stored = setting::load(store, TARGETS).await?;
    if managed.targets.is_empty() || (stored.is_some() && !managed.locks_targets()) {
        return Ok(stored.unwrap_or_default());
    }
    let last_id = managed.targets.last().map_or(0, |target| target.id);
    Ok(SavedTargets { last_id, default: managed.targets.first().map(|target| target.id), list: managed.targets })
}

/// Keeps the saved targets.
pub async fn save_targets(store: &impl Store, targets: &SavedTargets) -> Result<(), StoreFault> {
    setting::save(store, TARGETS, targets).await
}

/// How addresses are compared; with every small difference let pass at first, or if what is stored cannot be read.
pub async fn load_sameness(store: &impl Store) -> Result<Sameness, StoreFault> {
    Ok(setting::load(store, SAMENESS).await?.unwrap_or_default())
}

/// Keeps how addresses are compared.
pub async fn save_sameness(store: &impl Store, sameness: &Sameness) -> Result<(), StoreFault> {
    setting::save(store, SAMENESS, sameness).await
}
