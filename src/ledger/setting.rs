//! One setting in extension storage: read with its defaults, and never overwritten while it cannot be read.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::ports::{Area, Store, StoreFault};

/// What a setting that could not be read is kept under when a new one takes its place.
pub(super) const DAMAGED: &str = "damaged ";

/// What was set; none at first, or if what is stored cannot be read.
pub(super) async fn load<T: DeserializeOwned>(store: &impl Store, key: &str) -> Result<Option<T>, StoreFault> {
    Ok(store.get(Area::Local, key).await?.as_deref().and_then(read))
}

/// Keeps a setting. One that is there and cannot be read is put beside it first: somebody may be able to mend it.
pub(super) async fn save<T: Serialize + DeserializeOwned>(
    store: &impl Store,
    key: &str,
    value: &T,
) -> Result<(), StoreFault> {
    let text = serde_json::to_string(value).map_err(|error| StoreFault::Failed(error.to_string()))?;
    if let Some(old) = store.get(Area::Local, key).await?.filter(|old| read::<T>(old).is_none()) {
        store.set(Area::Local, &format!("{DAMAGED}{key}"), &old).await?;
    }
    store.set(Area::Local, key, &text).await
}

fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_slice(text.as_bytes()).ok()
}
