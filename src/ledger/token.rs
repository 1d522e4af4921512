//! The token: in the database if it is kept on this device, in the session's storage if not. It has a table of its
//! own, so that nothing that copies the other tables copies it.

use crate::moz::Token;
use crate::ports::{Area, Change, Database, Durability, Store, StoreFault, Table};
use crate::protocol::Keep;

pub(super) const TOKEN: &str = "token";

/// The token and where it is kept. The one of this session goes before the one of this device.
pub async fn load_token(ports: &(impl Store + Database)) -> Result<Option<(Token, Keep)>, StoreFault> {
    let token = |text: Option<String>| text.and_then(|text| Token::parse(&text).ok());
    if let Some(token) = token(ports.get(Area::Session, TOKEN).await?) {
        return Ok(Some((token, Keep::Session)));
    }
    let text = ports.get_one(Table::Secrets, TOKEN).await?;
    Ok(token(text.and_then(|text| serde_json::from_slice(text.as_bytes()).ok())).map(|token| (token, Keep::Device)))
}

/// Keeps the token where it is wanted, and nowhere else.
pub async fn save_token(ports: &(impl Store + Database), token: &Token, keep: Keep) -> Result<(), StoreFault> {
    match keep {
        Keep::Device => {
            ports.write(vec![put(token.reveal())?], Durability::Strict).await?;
            ports.remove(Area::Session, TOKEN).await
        }
        Keep::Session => {
            ports.set(Area::Session, TOKEN, token.reveal()).await?;
            remove_kept(ports).await
        }
    }
}

/// Forgets the token.
pub async fn remove_token(ports: &(impl Store + Database)) -> Result<(), StoreFault> {
    ports.remove(Area::Session, TOKEN).await?;
    remove_kept(ports).await
}

async fn remove_kept(db: &impl Database) -> Result<(), StoreFault> {
    db.write(vec![Change::Delete(Table::Secrets, TOKEN.to_owned())], Durability::Strict).await
}

pub(super) fn put(token: &str) -> Result<Change, StoreFault> {
    super::put(Table::Secrets, TOKEN, &token)
}
