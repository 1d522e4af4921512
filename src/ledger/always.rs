//! Sites whose pages are read without a press, as match patterns.

use super::setting;
use crate::ports::{Store, StoreFault};

const ALWAYS: &str = "always";

/// The sites chosen; none at first, or if what is stored cannot be read.
pub async fn load_always(store: &impl Store) -> Result<Vec<String>, StoreFault> {
    Ok(setting::load(store, ALWAYS).await?.unwrap_or_default())
}

/// Keeps the sites chosen.
pub async fn save_always(store: &impl Store, patterns: &[String]) -> Result<(), StoreFault> {
    setting::save(store, ALWAYS, &patterns.to_vec()).await
}
