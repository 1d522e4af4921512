//! All settings read at once: a report takes a dozen of them, and each read on its own is a call to another process.

use crate::ports::{Area, Store, StoreFault};

/// The settings as they were when they were read. What is written goes on to the store, and is not read back from here.
pub struct AtOnce<'a, S> {
    store: &'a S,
    local: Vec<(String, String)>,
    managed: Vec<(String, String)>,
}

impl<'a, S: Store> AtOnce<'a, S> {
    /// Reads them.
    pub async fn read(store: &'a S) -> Result<Self, StoreFault> {
        Ok(Self { store, local: store.entries(Area::Local).await?, managed: store.entries(Area::Managed).await? })
    }

    fn known(&self, area: Area) -> Option<&[(String, String)]> {
        match area {
            Area::Local => Some(&self.local),
            Area::Managed => Some(&self.managed),
            Area::Session => None,
        }
    }
}

impl<S: Store> Store for AtOnce<'_, S> {
    async fn entries(&self, area: Area) -> Result<Vec<(String, String)>, StoreFault> {
        match self.known(area) {
            Some(known) => Ok(known.to_vec()),
            None => self.store.entries(area).await,
        }
    }

    async fn get_all(&self, area: Area, keys: &[String]) -> Result<Vec<Option<String>>, StoreFault> {
        let Some(known) = self.known(area) else { return self.store.get_all(area, keys).await };
        let text = |key: &String| known.iter().find(|(other, _)| other == key).map(|(_, text)| text.clone());
        Ok(keys.iter().map(text).collect())
    }

    async fn set(&self, area: Area, key: &str, value: &str) -> Result<(), StoreFault> {
        self.store.set(area, key, value).await
    }

    async fn replace(&self, area: Area, set: &[(String, String)], remove: &[String]) -> Result<(), StoreFault> {
        self.store.replace(area, set, remove).await
    }

    async fn remove_all(&self, area: Area, keys: &[String]) -> Result<(), StoreFault> {
        self.store.remove_all(area, keys).await
    }
}
