//! Turns a right answer, or none, into the broken one that a fault describes.

use bytes::Bytes;
use serde_json::{Value, json};

use crate::fault::{Fault, Spoil};
use crate::moz;
use crate::refusal::{self, Refusal};
use crate::reply::{Body, Reply};
use crate::rpc;
use crate::world::{Call, Now, World};

/// The host a redirect leads to unless told otherwise; in nobody's table, so that a visit is seen as refused.
pub const LOOK_ALIKE: &str = "https://lsapi-seomoz.example/v2/link_status";

const CHUNK: usize = 64 * 1024;

/// Answers `call` with the fault in force.
pub fn answer(fault: &Fault, world: &mut World, call: &Call, now: Now) -> Reply {
    let mut reply = match (fault.status, fault.answer) {
        (Some(status), _) => refused(fault, call, status),
        (None, Some(Spoil::Drop)) => Reply::dropped(),
        (None, Some(Spoil::Redirect)) => {
            let to = fault.redirect_to.as_deref().unwrap_or(LOOK_ALIKE);
            Reply::new(302, "text/plain", "").with_header("location", to)
        }
        (None, Some(how)) => spoil(how, moz::answer(world, call, now), fault),
        (None, None) => moz::answer(world, call, now),
    };
    if let Some(after) = &fault.retry_after {
        let after = after.as_str().map_or_else(|| after.to_string(), str::to_owned);
        reply = reply.with_header("retry-after", &after);
    }
    if let Some(cookie) = &fault.set_cookie {
        reply = reply.with_header("set-cookie", cookie);
    }
    for (name, value) in &fault.headers {
        reply = reply.with_header(name, value);
    }
    reply
}

fn refused(fault: &Fault, call: &Call, status: u16) -> Reply {
    let (kind, body) = fault.shape.body(&fault.refusal(status), |refusal| moz::error_body(call, refusal));
    Reply::new(status, kind, body)
}

fn spoil(how: Spoil, right: Reply, fault: &Fault) -> Reply {
    let Body::Whole(bytes) = &right.body else { return right };
    let half = bytes.slice(..bytes.len() / 2);
    let body = match how {
        Spoil::Drop | Spoil::DropAfter | Spoil::Redirect => Body::Dropped,
        Spoil::TruncatedLength => Body::Cut { part: half, declared: Some(bytes.len()) },
        Spoil::TruncatedChunk => Body::Cut { part: half, declared: None },
        Spoil::TruncatedJson => Body::Whole(half),
        Spoil::Huge => huge(bytes, fault.megabytes),
        Spoil::Html => {
            let page = refusal::html(&Refusal::of_status(503));
            return Reply { billed: right.billed, ..Reply::new(200, "text/html; charset=utf-8", page) };
        }
        // An error stays what it is: there is no `exists` in it to spoil.
        _ if right.status != 200 => return right,
        _ => match serde_json::from_slice::<Value>(bytes) {
            Ok(mut value) => {
                bend(how, &mut value);
                Body::Whole(value.to_string().into())
            }
            Err(_) => return right,
        },
    };
    Reply { body, ..right }
}

/// Spoils `exists` where it stands: V2's array, JSON-RPC's list of results, or its single truth value.
fn bend(how: Spoil, value: &mut Value) {
    let Some(top) = (match value.get_mut("result") {
        Some(result) => result.as_object_mut(),
        None => value.as_object_mut(),
    }) else {
        return;
    };
    let name = if top.contains_key("results_by_query") { "results_by_query" } else { "exists" };
    let Some(exists) = top.get_mut(name) else { return };
    match how {
        Spoil::ExistsShort => drop(exists.as_array_mut().and_then(Vec::pop)),
        Spoil::ExistsLong => {
            if let Some(list) = exists.as_array_mut() {
                list.push(list.last().cloned().unwrap_or(Value::Bool(true)));
            }
        }
        Spoil::ExistsType => *exists = words(exists),
        Spoil::ExistsMissing => drop(top.remove(name)),
        Spoil::ExistsObject => *exists = json!({ "0": exists.clone() }),
        Spoil::QueryError => query_error(top),
        _ => {}
    }
}

/// The same values as strings, inside results too.
fn words(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(words).collect(),
        Value::Object(result) => {
            let mut result = result.clone();
            if let Some(exists) = result.get_mut("exists") {
                *exists = words(exists);
            }
            Value::Object(result)
        }
        other => Value::String(other.to_string()),
    }
}

fn query_error(result: &mut serde_json::Map<String, Value>) {
    let Some(Value::Array(results)) = result.get_mut("results_by_query") else { return };
    let Some(Value::Object(mut failed)) = results.pop() else { return };
    failed.remove("exists");
    let value = failed.get("source_site_query").and_then(|q| q.pointer("/original_site_query/query")).cloned();
    failed.insert("error".to_owned(), rpc::unhandled("source_site_query.0.query", &value.unwrap_or_default()));
    if let Some(Value::Array(errors)) = result.get_mut("errors_by_query") {
        errors.push(Value::Object(failed));
    }
}

/// The right answer with padding: still valid JSON, so only a limit on the size saves the client.
fn huge(right: &Bytes, megabytes: usize) -> Body {
    let Some(open) = right.strip_suffix(b"}") else { return Body::Whole(right.clone()) };
    let start = [open, br#","padding":""#].concat();
    let filler = Bytes::from(vec![b'x'; CHUNK]);
    let chunks = megabytes * (1024 * 1024 / CHUNK);
    let body = std::iter::once(Bytes::from(start))
        .chain(std::iter::repeat_n(filler, chunks))
        .chain(std::iter::once(Bytes::from_static(b"\"}")));
    Body::Stream(Box::new(body))
}
