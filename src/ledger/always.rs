//! Sites whose pages are read without a press, as match patterns.

use crate::ports::{Area, Store, StoreFault};

const ALWAYS: &str = "always";

/// The sites chosen; none at first, or if what is stored cannot be read.
pub async fn load_always(store: &impl Store) -> Result<Vec<String>, StoreFault> {
    let text = store.get(Area::Local, ALWAYS).await?;
    Ok(text.and_then(|text| serde_json::from_slice(text.as_bytes()).ok()).unwrap_or_default())
}

/// Keeps the sites chosen.
pub async fn save_always(store: &impl Store, patterns: &[String]) -> Result<(), StoreFault> {
    let text = serde_json::to_string(patterns).map_err(|error| StoreFault::Failed(error.to_string()))?;
    store.set(Area::Local, ALWAYS, &text).await
}
