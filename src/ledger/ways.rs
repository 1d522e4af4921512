//! Where short links lead, as their servers said when they were asked; by the address that was asked.

use serde::{Deserialize, Serialize};
use url::Url;

use super::put;
use crate::address::Way;
use crate::ports::{Database, Durability, StoreFault, Table};

/// The newest form. One that older versions would misread takes a new `SCHEMA`.
const NEWEST: u32 = 1;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Record {
    v: u32,
    way: Way,
}

fn read(text: Option<String>) -> Option<Way> {
    let record: Record = serde_json::from_slice(text?.as_bytes()).ok()?;
    (record.v == NEWEST).then_some(record.way)
}

/// What was said of each address, if it was asked. A record that cannot be read counts as none.
pub async fn ways(db: &impl Database, addresses: &[Url]) -> Result<Vec<Option<Way>>, StoreFault> {
    let keys: Vec<String> = addresses.iter().map(|address| address.as_str().to_owned()).collect();
    let texts = db.get_many(Table::Ways, &keys).await?;
    Ok(texts.into_iter().map(read).collect())
}

/// Keeps what was said of an address.
pub async fn keep_way(db: &impl Database, address: &Url, way: &Way) -> Result<(), StoreFault> {
    let record = Record { v: NEWEST, way: way.clone() };
    db.write(vec![put(Table::Ways, address.as_str(), &record)?], Durability::Relaxed).await
}
