//! The database in memory: a transaction is one step, before and after which the worker may be stopped.

use link_lantern::ports::{Change, Database, Durability, Order, Plan, Range, StoreFault, Table};

use super::Memory;

impl Memory {
    fn opened(&self) -> Result<(), StoreFault> {
        self.0.no_database.borrow().clone().map_or(Ok(()), Err)
    }

    fn in_range(&self, range: &Range) -> Vec<(String, String)> {
        let inside = |key: &str| {
            key.encode_utf16().ge(range.from.encode_utf16()) && key.encode_utf16().lt(range.to.encode_utf16())
        };
        let tables = self.0.tables.borrow();
        let found = tables.iter().filter(|((table, key), _)| *table == range.table && inside(key));
        let mut found: Vec<(String, String)> = found.map(|((_, key), text)| (key.clone(), text.clone())).collect();
        found.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
        found
    }
}

impl Database for Memory {
    async fn get_many(&self, table: Table, keys: &[String]) -> Result<Vec<Option<String>>, StoreFault> {
        self.step().await;
        self.opened()?;
        let tables = self.0.tables.borrow();
        Ok(keys.iter().map(|key| tables.get(&(table, key.clone())).cloned()).collect())
    }

    async fn range(&self, range: &Range, order: Order, limit: u32) -> Result<Vec<(String, String)>, StoreFault> {
        self.step().await;
        self.opened()?;
        let mut found = self.in_range(range);
        if order == Order::Descending {
            found.reverse();
        }
        found.truncate(limit as usize);
        Ok(found)
    }

    async fn count(&self, range: &Range) -> Result<u32, StoreFault> {
        self.step().await;
        self.opened()?;
        Ok(u32::try_from(self.in_range(range).len()).expect("few"))
    }

    async fn update(&self, reads: &[(Table, String)], _: Durability, plan: Plan<'_>) -> Result<(), StoreFault> {
        self.step().await;
        self.opened()?;
        let mut tables = self.0.tables.borrow().clone();
        let changes = plan(reads.iter().map(|place| tables.get(place).cloned()).collect())?;
        for change in changes {
            match change {
                Change::Put(table, key, text) => drop(tables.insert((table, key), text)),
                Change::Delete(table, key) => drop(tables.remove(&(table, key))),
                Change::Clear(cleared) => tables.retain(|(table, _), _| *table != cleared),
            }
        }
        let number = self.0.updates.get();
        self.0.updates.set(number + 1);
        if self.0.abort_at.get() == Some(number) {
            return Err(StoreFault::Failed("aborted".into()));
        }
        if let Some(fault) = self.0.store_fault.borrow().clone() {
            return Err(fault);
        }
        *self.0.tables.borrow_mut() = tables;
        self.step().await;
        Ok(())
    }
}
