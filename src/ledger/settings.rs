//! The token and the target that was last picked.

use serde::{Deserialize, Serialize};

use crate::moz::Token;
use crate::ports::{Area, Store, StoreFault};
use crate::protocol::Keep;
use crate::scope::Scope;

const TOKEN: &str = "token";
const AIM: &str = "aim";

/// What was picked as target.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aim {
    /// The text typed, or the address of the link picked.
    pub input: String,
    /// How wide.
    pub scope: Scope,
}

/// The token and where it is kept. The one of this session goes before the one of this device.
pub async fn load_token(store: &impl Store) -> Result<Option<(Token, Keep)>, StoreFault> {
    for (area, keep) in [(Area::Session, Keep::Session), (Area::Local, Keep::Device)] {
        if let Some(token) = store.get(area, TOKEN).await?.and_then(|text| Token::parse(&text).ok()) {
            return Ok(Some((token, keep)));
        }
    }
    Ok(None)
}

/// Keeps the token where it is wanted, and nowhere else.
pub async fn save_token(store: &impl Store, token: &Token, keep: Keep) -> Result<(), StoreFault> {
    let (area, other) = match keep {
        Keep::Device => (Area::Local, Area::Session),
        Keep::Session => (Area::Session, Area::Local),
    };
    store.set(area, TOKEN, token.reveal()).await?;
    store.remove(other, TOKEN).await
}

/// Forgets the token.
pub async fn remove_token(store: &impl Store) -> Result<(), StoreFault> {
    store.remove(Area::Session, TOKEN).await?;
    store.remove(Area::Local, TOKEN).await
}

/// What was last picked; nothing at first, or if what is stored cannot be read.
pub async fn load_aim(store: &impl Store) -> Result<Aim, StoreFault> {
    let text = store.get(Area::Local, AIM).await?;
    Ok(text.and_then(|text| serde_json::from_slice(text.as_bytes()).ok()).unwrap_or_default())
}

/// Remembers what was picked.
pub async fn save_aim(store: &impl Store, aim: &Aim) -> Result<(), StoreFault> {
    let text = serde_json::to_string(aim).map_err(|error| StoreFault(error.to_string()))?;
    store.set(Area::Local, AIM, &text).await
}
