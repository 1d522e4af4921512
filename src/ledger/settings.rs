//! The target that was last picked, and which steps verifying takes.

use serde::{Deserialize, Serialize};

use super::managed::load_managed;
use crate::ports::{Area, Store, StoreFault};
use crate::scope::Scope;
use crate::verdict::Steps;

const AIM: &str = "aim";
const STEPS: &str = "steps";
const READ: &str = "first_run_read";

/// What was picked as target.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aim {
    /// The text typed, or the address of the link picked.
    pub input: String,
    /// How wide.
    pub scope: Scope,
}

/// What was last picked; nothing at first, or if what is stored cannot be read.
pub async fn load_aim(store: &impl Store) -> Result<Aim, StoreFault> {
    let text = store.get(Area::Local, AIM).await?;
    if let Some(aim) = text.and_then(|text| serde_json::from_slice(text.as_bytes()).ok()) {
        return Ok(aim);
    }
    let scope = load_managed(store).await?.scope;
    Ok(Aim { scope: scope.unwrap_or_default(), ..Aim::default() })
}

/// Remembers what was picked.
pub async fn save_aim(store: &impl Store, aim: &Aim) -> Result<(), StoreFault> {
    let text = serde_json::to_string(aim).map_err(|error| StoreFault::Failed(error.to_string()))?;
    store.set(Area::Local, AIM, &text).await
}

/// Which steps are on; the usual ones at first, or if what is stored cannot be read.
pub async fn load_steps(store: &impl Store) -> Result<Steps, StoreFault> {
    let text = store.get(Area::Local, STEPS).await?;
    Ok(text.and_then(|text| serde_json::from_slice(text.as_bytes()).ok()).unwrap_or_default())
}

/// Remembers which steps are on.
pub async fn save_steps(store: &impl Store, steps: Steps) -> Result<(), StoreFault> {
    let text = serde_json::to_string(&steps).map_err(|error| StoreFault::Failed(error.to_string()))?;
    store.set(Area::Local, STEPS, &text).await
}

/// True until the person has chosen a target, or has read what is said to the new.
pub async fn is_first_run(store: &impl Store) -> Result<bool, StoreFault> {
    let known = store.get_all(Area::Local, &[AIM.to_owned(), READ.to_owned()]).await?;
    Ok(known.iter().all(Option::is_none))
}

/// Remembers that they have read it.
pub async fn end_first_run(store: &impl Store) -> Result<(), StoreFault> {
    store.set(Area::Local, READ, "true").await
}
