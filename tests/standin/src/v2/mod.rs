//! V2: one POST endpoint per question (moz-api 1-3). The order of checks is method, name, key, plan, pace, body, quota.

mod account;
mod link_intersect;
mod link_status;
mod linking_root_domains;
mod links;
mod lists;
mod paging;
mod url_metrics;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::graph::Graph;
use crate::moz::Answer;
use crate::refusal::Refusal;
use crate::world::{Call, Now, World};

pub use links::{LinkQuery, link_details, matching, sort_links};
pub use paging::Paging;

/// Every V2 endpoint; the service names them all when asked for another (moz-api 1).
pub const NAMES: [&str; 12] = [
    "anchor_text",
    "final_redirect",
    "global_top_pages",
    "global_top_root_domains",
    "index_metadata",
    "link_intersect",
    "link_status",
    "linking_root_domains",
    "links",
    "top_pages",
    "url_metrics",
    "usage_data",
];

/// Answers one V2 call and bills it.
pub fn answer(world: &mut World, call: &Call, name: &str, now: Now) -> Result<Answer, Refusal> {
    if call.method != "POST" {
        return Err(Refusal::of_status(405));
    }
    let token = world
        .accounts
        .authenticate(call.header("x-moz-token"), call.header("authorization"))
        .filter(|token| token.links_api)
        .cloned()
        .ok_or_else(Refusal::unauthenticated)?;
    if !NAMES.contains(&name) {
        let message = format!("`{name}` is not an action. Valid actions are: {}", NAMES.join(", "));
        return Err(Refusal { message, ..Refusal::of_status(404) });
    }
    if token.denied.iter().any(|denied| denied == name) {
        return Err(Refusal::of_status(403));
    }
    // The free key check must work whatever was asked a moment ago (moz-api 2.11).
    if name != "usage_data" {
        world.accounts.keep_pace(&token, now.instant)?;
    }
    let body = object(&call.body)?;
    if name == "usage_data" {
        return account::usage_data(&world.accounts, &token, body, now);
    }
    let answer = ask(&world.graph, name, body)?;
    world.accounts.bill(&token, name, answer.rows, now.seconds())?;
    Ok(answer)
}

fn ask(graph: &Graph, name: &str, body: Value) -> Result<Answer, Refusal> {
    match name {
        "link_status" => link_status::answer(graph, read(body)?),
        "index_metadata" => Ok(account::index_metadata(graph)),
        "final_redirect" => account::final_redirect(graph, &read(body)?),
        "url_metrics" => url_metrics::answer(graph, read(body)?),
        "links" => links::answer(graph, &read(body)?),
        "linking_root_domains" => linking_root_domains::answer(graph, &read(body)?),
        "link_intersect" => link_intersect::answer(graph, &read(body)?),
        "anchor_text" => lists::anchor_text(graph, &read(body)?),
        "top_pages" => lists::top_pages(graph, &read(body)?),
        "global_top_pages" => lists::global_top_pages(graph, &read(body)?),
        _ => lists::global_top_root_domains(graph, &read(body)?),
    }
}

/// The body as an object, whatever its content type says (moz-api 7.3).
fn object(body: &[u8]) -> Result<Value, Refusal> {
    match serde_json::from_slice::<Value>(body) {
        Ok(Value::Object(map)) => Ok(Value::Object(map)),
        _ => Err(Refusal { message: "The body must be a JSON object.".to_owned(), ..Refusal::of_status(400) }),
    }
}

/// The question in a body; fields nobody knows are ignored (moz-api 2.5: unknown whether the service does).
pub fn read<T: DeserializeOwned>(body: Value) -> Result<T, Refusal> {
    serde_json::from_value(body).map_err(|error| {
        let message = error.to_string();
        match message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
            Some(key) => Refusal::missing(key),
            None => Refusal { message, ..Refusal::of_status(400) },
        }
    })
}

/// A page of results with the token for the next.
pub fn page_of_results(results: Vec<Value>, next_token: String, price: u64) -> Answer {
    let rows = price * results.len() as u64;
    let mut value = Map::new();
    value.insert("results".to_owned(), Value::Array(results));
    value.insert("next_token".to_owned(), Value::String(next_token));
    Answer { value: Value::Object(value), rows }
}
