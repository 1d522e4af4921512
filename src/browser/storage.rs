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
    }
}

#[expect(clippy::needless_pass_by_value, reason = "to be handed to map_err")]
fn fault(error: JsValue) -> StoreFault {
    StoreFault::Failed(super::message_of(&error))
}

impl Store for Browser {
    async fn entries(&self, from: Area) -> Result<Vec<(String, String)>, StoreFault> {
        let items: Object = area(from).get(&JsValue::NULL).await.map_err(fault)?.unchecked_into();
        let pair = |pair: JsValue| {
            let pair = Array::from(&pair);
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        };
        Ok(Object::entries(&items).iter().filter_map(pair).collect())
    }

    async fn get_all(&self, from: Area, keys: &[String]) -> Result<Vec<Option<String>>, StoreFault> {
        let names: Vec<JsValue> = keys.iter().map(|key| JsValue::from_str(key)).collect();
        let wanted: Array = names.iter().collect();
        let items = area(from).get(&wanted).await.map_err(fault)?;
        let value = |name: &JsValue| Reflect::get(&items, name).map(|value| value.as_string()).map_err(fault);
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
