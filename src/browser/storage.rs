//! The store port, over extension storage.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::Browser;
use crate::ports::{Area, Store, StoreFault};

#[wasm_bindgen]
extern "C" {
    /// `chrome.storage.StorageArea`
    type StorageArea;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "storage"], js_name = local)]
    static LOCAL: StorageArea;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "storage"], js_name = session)]
    static SESSION: StorageArea;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "storage"], js_name = managed)]
    static MANAGED: StorageArea;

    #[wasm_bindgen(method, catch)]
    async fn get(this: &StorageArea, keys: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn set(this: &StorageArea, items: &Object) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn remove(this: &StorageArea, keys: &Array) -> Result<JsValue, JsValue>;
}

fn area(area: Area) -> StorageArea {
    let own = |area: &StorageArea| area.obj.clone().unchecked_into();
    match area {
        Area::Local => LOCAL.with(own),
        Area::Session => SESSION.with(own),
        Area::Managed => MANAGED.with(own),
    }
}

/// What is kept under those keys, or all there is. Firefox fails where nobody manages anything ("Managed storage manifest
/// not found"); any other failure is one, lest a lock be lifted by it.
async fn items(from: Area, keys: &JsValue) -> Result<JsValue, StoreFault> {
    match area(from).get(keys).await {
        Err(error) if from == Area::Managed && super::message_of(&error).contains("not found") => {
            Ok(Object::new().into())
        }
        other => other.map_err(fault),
    }
}

fn text(from: Area, value: &JsValue) -> Option<String> {
    match from {
        Area::Managed => js_sys::JSON::stringify(value).ok().and_then(|text| text.as_string()),
        Area::Local | Area::Session => value.as_string(),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "to be handed to map_err")]
fn fault(error: JsValue) -> StoreFault {
    StoreFault::Failed(super::message_of(&error))
}

impl Store for Browser {
    async fn entries(&self, from: Area) -> Result<Vec<(String, String)>, StoreFault> {
        let items: Object = items(from, &JsValue::NULL).await?.unchecked_into();
        let pair = |pair: JsValue| {
            let pair = Array::from(&pair);
            Some((pair.get(0).as_string()?, text(from, &pair.get(1))?))
        };
        Ok(Object::entries(&items).iter().filter_map(pair).collect())
    }

    async fn get_all(&self, from: Area, keys: &[String]) -> Result<Vec<Option<String>>, StoreFault> {
        let names: Vec<JsValue> = keys.iter().map(|key| JsValue::from_str(key)).collect();
        let wanted: Array = names.iter().collect();
        let items = items(from, &wanted).await?;
        let value = |name: &JsValue| Reflect::get(&items, name).map(|value| text(from, &value)).map_err(fault);
        names.iter().map(value).collect()
    }

    async fn set(&self, to: Area, key: &str, value: &str) -> Result<(), StoreFault> {
        let items = Object::new();
        Reflect::set(&items, &JsValue::from_str(key), &JsValue::from_str(value)).map_err(fault)?;
        area(to).set(&items).await.map(drop).map_err(fault)
    }

    async fn replace(&self, to: Area, set: &[(String, String)], remove: &[String]) -> Result<(), StoreFault> {
        let items = Object::new();
        for (key, value) in set {
            Reflect::set(&items, &JsValue::from_str(key), &JsValue::from_str(value)).map_err(fault)?;
        }
        area(to).set(&items).await.map_err(fault)?;
        self.remove_all(to, remove).await
    }

    async fn remove_all(&self, from: Area, keys: &[String]) -> Result<(), StoreFault> {
        let keys: Array = keys.iter().map(|key| JsValue::from_str(key)).collect();
        area(from).remove(&keys).await.map(drop).map_err(fault)
    }
}
