//! The port that reads pages, over `chrome.tabs` and `chrome.scripting`.

use js_sys::Array;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::Browser;
use crate::ports::{TabFault, TabInfo, Tabs};

/// The collector, by its path in the package.
const COLLECTOR: &str = "page/collect.js";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = get)]
    async fn tab(tab: i32) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "scripting"], js_name = executeScript)]
    async fn execute_script(injection: JsValue) -> Result<JsValue, JsValue>;
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Injection {
    target: Target,
    files: [&'static str; 1],
    /// What is there now is read; a page that never finishes loading is no reason to wait.
    inject_immediately: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Target {
    tab_id: i32,
    all_frames: bool,
}

#[derive(Deserialize)]
struct Tab {
    url: Option<String>,
    title: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Frame {
    frame_id: i32,
    /// None where the script failed in that frame.
    result: Option<String>,
}

impl Tabs for Browser {
    async fn info(&self, id: i32) -> Option<TabInfo> {
        let tab: Tab = serde_wasm_bindgen::from_value(tab(id).await.ok()?).ok()?;
        Some(TabInfo { url: tab.url, title: tab.title })
    }

    async fn read(&self, id: i32) -> Result<Vec<String>, TabFault> {
        let target = Target { tab_id: id, all_frames: true };
        let injection = Injection { target, files: [COLLECTOR], inject_immediately: true };
        let injection = serde_wasm_bindgen::to_value(&injection).map_err(|error| TabFault(error.to_string()))?;
        let results = execute_script(injection).await.map_err(|error| TabFault(super::message_of(&error)))?;
        let mut frames: Vec<Frame> =
            Array::from(&results).iter().filter_map(|result| serde_wasm_bindgen::from_value(result).ok()).collect();
        // The top frame is number 0; the others keep the browser's order.
        if let Some(top) = frames.iter().position(|frame| frame.frame_id == 0) {
            frames.get_mut(..=top).into_iter().for_each(|frames| frames.rotate_right(1));
        }
        match frames.first() {
            Some(Frame { frame_id: 0, result: Some(_) }) => {
                Ok(frames.into_iter().filter_map(|frame| frame.result).collect())
            }
            _ => Err(TabFault("the top frame was not read".to_owned())),
        }
    }
}
