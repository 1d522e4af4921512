//! The target that was last picked, and which steps verifying takes.

use serde::{Deserialize, Serialize};

use super::managed::load_managed;
use super::setting;
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
    if let Some(aim) = setting::load(store, AIM).await? {
        return Ok(aim);
    }
    let scope = load_managed(store).await?.scope;
    Ok(Aim { scope: scope.unwrap_or_default(), ..Aim::default() })
}

/// Remembers what was picked.
pub async fn save_aim(store: &impl Store, aim: &Aim) -> Result<(), StoreFault> {
    setting::save(store, AIM, aim).await
}

/// Which steps are on; the usual ones at first, or if what is stored cannot be read.
pub async fn load_steps(store: &impl Store) -> Result<Steps, StoreFault> {
    Ok(setting::load(store, STEPS).await?.unwrap_or_default())
}

/// Remembers which steps are on.
pub async fn save_steps(store: &impl Store, steps: Steps) -> Result<(), StoreFault> {
    setting::save(store, STEPS, &steps).await
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
