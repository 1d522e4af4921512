//! The database port, over `IndexedDB`; the connection itself is in `connection`.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{
    DomException, IdbCursorDirection, IdbCursorWithValue, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction,
};

use super::Browser;
use super::connection::{Outcome, committed, fault, unavailable};
use crate::ports::{Change, Database, Durability, Order, Plan, Range, StoreFault, Table};

impl Browser {
    /// A transaction. A connection that the browser has closed is made anew, once.
    async fn begin(&self, tables: &[Table], mode: &str, durability: Durability) -> Result<IdbTransaction, StoreFault> {
        let first = self.connection.get().await?;
        if let Ok(transaction) = first.begin(tables, mode, durability) {
            return Ok(transaction);
        }
        self.connection.forget(&first);
        self.connection.get().await?.begin(tables, mode, durability).map_err(unavailable)
    }

    async fn look(&self, table: Table) -> Result<IdbObjectStore, StoreFault> {
        let transaction = self.begin(&[table], "readonly", Durability::Relaxed).await?;
        store(&transaction, table)
    }
}

fn store(transaction: &IdbTransaction, table: Table) -> Result<IdbObjectStore, StoreFault> {
    transaction.object_store(table.name()).map_err(fault)
}

/// The keys of a range; none if there can be no key in it, which `IndexedDB` takes for an error.
fn key_range(range: &Range) -> Option<Result<IdbKeyRange, StoreFault>> {
    let (from, to) = (JsValue::from_str(&range.from), JsValue::from_str(&range.to));
    (!range.is_empty())
        .then(|| IdbKeyRange::bound_with_lower_open_and_upper_open(&from, &to, false, true).map_err(fault))
}

/// The texts that the requests find.
async fn texts(requests: Vec<IdbRequest>) -> Result<Vec<Option<String>>, StoreFault> {
    let mut out = Vec::with_capacity(requests.len());
    // All are listened to before the first is awaited, for they end in one turn.
    for outcome in requests.into_iter().map(Outcome::of).collect::<Vec<_>>() {
        out.push(outcome.get().await?.as_string());
    }
    Ok(out)
}

impl Database for Browser {
    async fn get_many(&self, table: Table, keys: &[String]) -> Result<Vec<Option<String>>, StoreFault> {
        let store = self.look(table).await?;
        let requests = keys.iter().map(|key| store.get(&JsValue::from_str(key)).map_err(fault));
        texts(requests.collect::<Result<_, _>>()?).await
    }

    async fn range(&self, range: &Range, order: Order, limit: u32) -> Result<Vec<(String, String)>, StoreFault> {
        // No limit at all is what `IndexedDB` takes 0 for.
        let Some(keys) = key_range(range).filter(|_| limit > 0).transpose()? else { return Ok(Vec::new()) };
        let store = self.look(range.table).await?;
        match order {
            Order::Ascending => {
                let values = store.get_all_with_key_and_limit(&keys, limit).map_err(fault)?;
                let names = store.get_all_keys_with_key_and_limit(&keys, limit).map_err(fault)?;
                // Both are under way before the first is awaited.
                let (values, names) = (Outcome::of(values), Outcome::of(names));
                let (values, names) = (values.get().await?, names.get().await?);
                let (values, names) = (Array::from(&values), Array::from(&names));
                Ok(names.iter().zip(values.iter()).filter_map(pair).collect())
            }
            Order::Descending => {
                let request =
                    store.open_cursor_with_range_and_direction(&keys, IdbCursorDirection::Prev).map_err(fault)?;
                let mut out = Vec::new();
                while let Ok(cursor) = Outcome::of(request.clone()).get().await?.dyn_into::<IdbCursorWithValue>() {
                    out.extend(pair((cursor.key().map_err(fault)?, cursor.value().map_err(fault)?)));
                    if out.len() >= limit as usize {
                        break;
                    }
                    cursor.continue_().map_err(fault)?;
                }
                Ok(out)
            }
        }
    }

    async fn count(&self, range: &Range) -> Result<u32, StoreFault> {
        let Some(keys) = key_range(range).transpose()? else { return Ok(0) };
        let request = self.look(range.table).await?.count_with_key(&keys).map_err(fault)?;
        let count = Outcome::of(request).get().await?.as_f64().unwrap_or_default();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast saturates")]
        Ok(count as u32)
    }

    async fn update(
        &self,
        reads: &[(Table, String)],
        durability: Durability,
        plan: Plan<'_>,
    ) -> Result<(), StoreFault> {
        let transaction = self.begin(&Table::ALL, "readwrite", durability).await?;
        let end = committed(&transaction);
        let made = make(&transaction, reads, plan).await;
        if made.is_err() {
            // It may have ended by itself, by the very fault that is told below.
            let _ = transaction.abort();
        }
        // A plan that refused is told before the abort that it caused.
        let ended = end.await;
        made.and(ended)
    }
}

async fn make(transaction: &IdbTransaction, reads: &[(Table, String)], plan: Plan<'_>) -> Result<(), StoreFault> {
    let mut requests = Vec::with_capacity(reads.len());
    for (table, key) in reads {
        requests.push(store(transaction, *table)?.get(&JsValue::from_str(key)).map_err(fault)?);
    }
    // No other await may stand between here and the last change: the transaction would end.
    for change in plan(texts(requests).await?)? {
        let request = match &change {
            Change::Put(table, key, text) => {
                store(transaction, *table)?.put_with_key(&JsValue::from_str(text), &JsValue::from_str(key))
            }
            Change::Delete(table, key) => store(transaction, *table)?.delete(&JsValue::from_str(key)),
            Change::Clear(table) => store(transaction, *table)?.clear(),
        };
        request.map_err(refused)?;
    }
    Ok(())
}

/// Why a change was refused at once. In Firefox the first transaction after one that found no room can only delete.
fn refused(thrown: JsValue) -> StoreFault {
    match thrown.dyn_ref::<DomException>() {
        Some(error) if error.name() == "InvalidStateError" => StoreFault::Full,
        _ => fault(thrown),
    }
}

/// Key and text, if both are texts, as all that is written here are.
fn pair((key, value): (JsValue, JsValue)) -> Option<(String, String)> {
    Some((key.as_string()?, value.as_string()?))
}
