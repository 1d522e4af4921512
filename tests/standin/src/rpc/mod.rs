//! JSON-RPC: one path, the method in the body (moz-api 4). The order of checks is key, version, id, method, plan, pace,
//! parameters, quota; the first four of it are an inference (moz-api 7).

mod error;
mod link_list;
mod link_status;
mod misc;
mod query;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::account::Accounts;
use crate::graph::{Graph, Token};
use crate::moz::Answer;
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::world::{Call, Now, World};

pub use error::unhandled;
use error::{Code, RpcRefusal};

/// Shortest accepted request id (moz-api 4).
const ID_LENGTH: usize = 24;

/// Answers one call, bills it, and counts it against the caller if it was wrong.
pub fn answer(world: &mut World, call: &Call, now: Now) -> Reply {
    let token = authenticate(&world.accounts, call);
    let account = token.as_ref().map_or(String::new(), |token| token.key.clone());
    let body: Value = serde_json::from_slice(&call.body).unwrap_or_default();
    let outcome = if world.penalties.admit(&account, now.instant) {
        respond(world, call, token, &body, now)
    } else {
        Err(Refusal::too_many_requests().into())
    };
    let id = body.get("id").cloned().unwrap_or_default();
    match outcome {
        Ok(answer) => {
            let value = json!({ "id": id, "jsonrpc": "2.0", "result": answer.value });
            Reply { billed: answer.rows, ..Reply::json(200, &value) }
        }
        Err(error) => {
            if (400..500).contains(&error.refusal.status) {
                world.penalties.note_refusal(&account, now.instant);
            }
            Reply::json(error.refusal.status, &error.body(&id))
        }
    }
}

fn respond(world: &mut World, call: &Call, token: Option<Token>, body: &Value, now: Now) -> Result<Answer, RpcRefusal> {
    if call.method != "POST" {
        return Err(Refusal::of_status(405).into());
    }
    let token = token.ok_or_else(Refusal::unauthenticated)?;
    if body.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
        return Err(RpcRefusal::new(Code::Version, "The `jsonrpc` version must be \"2.0\"."));
    }
    if body.get("id").and_then(Value::as_str).is_none_or(|id| id.len() < ID_LENGTH) {
        return Err(RpcRefusal::new(Code::Id, "The `id` must be a string of at least 24 characters."));
    }
    let method = body.get("method").and_then(Value::as_str).unwrap_or_default();
    if !METHODS.contains(&method) {
        return Err(RpcRefusal::new(Code::Method, format!("Action not found: {}", camel(method))));
    }
    if token.denied.iter().any(|denied| denied == method) {
        return Err(Refusal::of_status(403).into());
    }
    let is_free = matches!(method, "quota.lookup" | "metadata.index.fetch");
    if !is_free {
        world.accounts.keep_pace(&token, now.instant)?;
    }
    let data = body.pointer("/params/data").cloned().unwrap_or_else(|| json!({}));
    if method == "quota.lookup" {
        return misc::quota_lookup(&world.accounts, &token, data, now);
    }
    let answer = ask(&world.graph, method, data)?;
    if !is_free {
        world.accounts.bill(&token, method, answer.rows, now.seconds())?;
    }
    Ok(answer)
}

/// The methods imitated here, of 62 public ones.
const METHODS: [&str; 8] = [
    "data.site.link.list",
    "data.site.link.status.fetch",
    "data.site.link.status.fetch.multiple",
    "data.site.metrics.fetch",
    "data.site.metrics.fetch.multiple",
    "data.site.redirect.fetch",
    "metadata.index.fetch",
    "quota.lookup",
];

fn ask(graph: &Graph, method: &str, data: Value) -> Result<Answer, RpcRefusal> {
    match method {
        "data.site.link.status.fetch" => link_status::fetch(graph, &read(data)?),
        "data.site.link.status.fetch.multiple" => link_status::fetch_multiple(graph, read(data)?),
        "data.site.link.list" => link_list::list(graph, &read(data)?),
        "data.site.metrics.fetch" => misc::metrics_fetch(graph, &read(data)?),
        "data.site.metrics.fetch.multiple" => misc::metrics_fetch_multiple(graph, &read(data)?),
        "data.site.redirect.fetch" => misc::redirect_fetch(graph, &read(data)?),
        _ => Ok(misc::index_fetch(graph)),
    }
}

fn read<T: DeserializeOwned>(data: Value) -> Result<T, RpcRefusal> {
    Ok(crate::v2::read(data)?)
}

fn authenticate(accounts: &Accounts, call: &Call) -> Option<Token> {
    accounts.authenticate(call.header("x-moz-token"), call.header("authorization")).cloned()
}

/// The method that a call names, if its body can be read.
pub fn method(call: &Call) -> Option<String> {
    let body: Value = serde_json::from_slice(&call.body).ok()?;
    Some(body.get("method")?.as_str()?.to_owned())
}

/// The documented error body for a refusal that a fault asks for.
pub fn error_body(call: &Call, refusal: &Refusal) -> Value {
    let body: Value = serde_json::from_slice(&call.body).unwrap_or_default();
    RpcRefusal::from(refusal.clone()).body(&body.get("id").cloned().unwrap_or_default())
}

/// `data.site.x` as the service spells it in its message: `DataSiteX`.
fn camel(method: &str) -> String {
    let upper = |part: &str| {
        let mut chars = part.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    method.split(['.', '-']).map(upper).collect()
}

/// Another order than that of the questions, as in Moz's own example (moz-api 4): a client must not count on it.
fn shuffled<T>(results: Vec<T>) -> Vec<T> {
    let (mut odd, mut even) = (Vec::new(), Vec::new());
    for (index, result) in results.into_iter().enumerate() {
        if index % 2 == 1 { odd.push(result) } else { even.push(result) }
    }
    odd.extend(even);
    odd
}
