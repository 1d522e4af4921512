//! The port that reads pages, over `chrome.tabs` and `chrome.scripting`.

use js_sys::{Array, JsString, Object, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::Browser;
use crate::ports::{PageScript, TabFault, TabInfo, Tabs};

/// What reads a page, by paths in the package. The value of the last is the packed snapshot.
const COLLECTOR: [&str; 4] = ["page/walk.js", "page/collect.js", "page/facts.js", "page/read.js"];
/// What reads the page's own HTML again; from the browser's cache, or by a request.
const REREAD_CACHED: [&str; 5] =
    ["page/walk.js", "page/collect.js", "page/response.js", "page/reread.js", "page/reread-cached.js"];
const REREAD_ASKED: [&str; 5] =
    ["page/walk.js", "page/collect.js", "page/response.js", "page/reread.js", "page/reread-asked.js"];

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = get)]
    async fn tab(tab: i32) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "scripting"], js_name = executeScript)]
    async fn execute_script(injection: JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = update)]
    async fn update(tab: i32, properties: &Object) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = getAll)]
    async fn permissions() -> Result<JsValue, JsValue>;

    /// `extension/inject.js`, which the background puts there: it needs a function of JS's own.
    #[wasm_bindgen(catch, js_name = callInPage)]
    async fn call_in_page(tab: i32, files: &Array, name: &str, asks: &Array) -> Result<JsValue, JsValue>;

    /// `extension/arrivals.js`, likewise.
    #[wasm_bindgen(catch, js_name = tellOf)]
    async fn tell_of(patterns: &Array) -> Result<JsValue, JsValue>;

    /// `extension/picture.js`, likewise: it draws.
    #[wasm_bindgen(catch, js_name = takePicture)]
    async fn take_picture(tab: i32) -> Result<JsValue, JsValue>;
}

/// The files that a script is made of, and the function they leave in `lantern`.
fn files(script: PageScript) -> (&'static [&'static str], &'static str) {
    match script {
        PageScript::Evidence => {
            (&["page/walk.js", "page/find.js", "page/visible.js", "page/sentence.js", "page/evidence.js"], "evidence")
        }
        PageScript::Light => {
            (&["page/walk.js", "page/find.js", "page/visible.js", "page/overlay.js", "page/light.js"], "light")
        }
        PageScript::Dark => (&["page/dark.js"], "dark"),
        PageScript::Pulse => (&["page/pulse.js"], "pulse"),
        PageScript::Still => (&["page/still.js"], "still"),
    }
}

#[wasm_bindgen]
extern "C" {
    /// `TextEncoder`, by a binding that takes the string without copying it into the module first.
    type TextEncoder;

    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<TextEncoder, JsValue>;

    #[wasm_bindgen(method, js_name = encode)]
    fn encode_js(this: &TextEncoder, text: &JsString) -> Uint8Array;
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Injection {
    target: Target,
    files: &'static [&'static str],
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

struct Frame {
    id: i64,
    /// None where the script failed in that frame.
    packed: Option<String>,
}

impl Frame {
    fn new(result: &JsValue) -> Self {
        let field = |name: &str| Reflect::get(result, &JsValue::from_str(name)).unwrap_or_default();
        let packed: Option<JsString> = field("result").dyn_into().ok();
        Self { id: number_of(&field("frameId")), packed: packed.and_then(|packed| utf8(&packed)) }
    }
}

/// A string that may be megabytes. By the browser's encoder, since the usual way takes it over letter by letter.
pub(super) fn utf8(text: &JsString) -> Option<String> {
    let bytes = TextEncoder::new().ok()?.encode_js(text);
    // It writes nothing but UTF-8.
    String::from_utf8(bytes.to_vec()).ok()
}

impl Tabs for Browser {
    async fn info(&self, id: i32) -> Option<TabInfo> {
        let tab: Tab = super::json::from_js(&tab(id).await.ok()?)?;
        Some(TabInfo { url: tab.url, title: tab.title })
    }

    async fn read(&self, id: i32) -> Result<Vec<(i64, String)>, TabFault> {
        let mut frames = run(Target { tab_id: id, all_frames: true }, &COLLECTOR).await?;
        // The top frame is number 0. Chromium hands the others over as they come, at each look in another order, and links
        // are numbered by it.
        frames.sort_unstable_by_key(|frame| u64::try_from(frame.id).unwrap_or(u64::MAX));
        match frames.first() {
            Some(Frame { id: 0, packed: Some(_) }) => {
                Ok(frames.into_iter().filter_map(|frame| Some((frame.id, frame.packed?))).collect())
            }
            _ => Err(TabFault("the top frame was not read".to_owned())),
        }
    }

    async fn reread(&self, id: i32, network: bool) -> Result<String, TabFault> {
        let files = if network { &REREAD_ASKED } else { &REREAD_CACHED };
        let frame = run(Target { tab_id: id, all_frames: false }, files).await?.pop();
        frame.and_then(|frame| frame.packed).ok_or_else(|| TabFault("the page gave no answer".to_owned()))
    }

    async fn call(
        &self,
        tab: i32,
        script: PageScript,
        asks: &[(Option<i64>, String)],
    ) -> Result<Vec<(i64, String)>, TabFault> {
        let (files, name) = files(script);
        let files: Array = files.iter().map(|file| JsValue::from_str(file)).collect();
        let ask = |(frame, ask): &(Option<i64>, String)| {
            #[expect(clippy::cast_precision_loss, reason = "browsers count frames in numbers of JS")]
            let frame = frame.map_or(JsValue::NULL, |frame| JsValue::from_f64(frame as f64));
            Array::of2(&frame, &JsValue::from_str(ask))
        };
        let asks: Array = asks.iter().map(ask).collect();
        let said = call_in_page(tab, &files, name, &asks).await.map_err(|error| TabFault(super::message_of(&error)))?;
        let mut answers = Vec::new();
        let mut fault = None;
        for said in Array::from(&said).iter() {
            let field = |name: &str| Reflect::get(&said, &JsValue::from_str(name)).unwrap_or_default();
            answers.extend(field("said").as_string().map(|said| (number_of(&field("frame")), said)));
            fault = field("fault").as_string().or(fault);
        }
        match fault {
            Some(fault) if answers.is_empty() => Err(TabFault(fault)),
            _ => Ok(answers),
        }
    }

    async fn show(&self, tab: i32) {
        let properties = Object::new();
        // A tab that is gone is told of by what follows.
        if Reflect::set(&properties, &"active".into(), &JsValue::TRUE).is_ok() {
            let _ = update(tab, &properties).await;
        }
    }

    async fn picture(&self, tab: i32) -> Result<String, TabFault> {
        let picture = take_picture(tab).await.map_err(|error| TabFault(super::message_of(&error)))?;
        picture.as_string().ok_or_else(|| TabFault("no picture came".to_owned()))
    }

    async fn granted(&self) -> Vec<String> {
        let origins = permissions().await.and_then(|all| Reflect::get(&all, &"origins".into()));
        origins
            .map(|origins| Array::from(&origins).iter().filter_map(|origin| origin.as_string()).collect())
            .unwrap_or_default()
    }

    async fn tell_of(&self, patterns: &[String]) {
        let patterns: Array = patterns.iter().map(|pattern| JsValue::from_str(pattern)).collect();
        // Told of nothing, the person presses the button as on every other page.
        let _ = tell_of(&patterns).await;
    }
}

/// Runs scripts, of which the last gives a packed string or the promise of one, and waits for what they give.
async fn run(target: Target, files: &'static [&'static str]) -> Result<Vec<Frame>, TabFault> {
    let injection = Injection { target, files, inject_immediately: true };
    let injection =
        super::json::to_js(&injection).ok_or_else(|| TabFault("the scripts could not be named".to_owned()))?;
    let results = execute_script(injection).await.map_err(|error| TabFault(super::message_of(&error)))?;
    Ok(Array::from(&results).iter().map(|result| Frame::new(&result)).collect())
}

/// A frame's number.
#[expect(clippy::cast_possible_truncation, reason = "it is a whole one")]
fn number_of(frame: &JsValue) -> i64 {
    frame.as_f64().map_or(-1, |id| id as i64)
}
