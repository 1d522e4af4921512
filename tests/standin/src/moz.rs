//! The two APIs behind Moz's two host names: which one a path means, and the common shape of an answer.

use serde_json::{Value, json};

use crate::faulty;
use crate::log::Ticket;
use crate::refusal::{self, Refusal};
use crate::reply::Reply;
use crate::world::{Call, Now, Standin, World};
use crate::{rpc, v2};

/// The documented V2 host, and the one that also serves JSON-RPC (moz-api 1).
pub const HOSTS: [&str; 2] = ["lsapi.seomoz.com", "api.moz.com"];

/// A right answer and its price.
pub struct Answer {
    /// The JSON body.
    pub value: Value,
    /// Rows to bill.
    pub rows: u64,
}

/// What a path addresses.
enum Api<'call> {
    V2(&'call str),
    Rpc,
    Nothing,
}

fn api(call: &Call) -> Api<'_> {
    let path = call.bare_path();
    match path.strip_prefix("/v2/") {
        Some(name) => Api::V2(name.trim_end_matches('/')),
        None if path == "/jsonrpc" && call.host == "api.moz.com" => Api::Rpc,
        None => Api::Nothing,
    }
}

/// Answers a call that came over the wire: the first fault that fits, then the wait it asks for.
pub async fn serve(standin: &Standin, call: &Call, ticket: Ticket) -> Reply {
    let (reply, delay) = standin.with(|world| {
        let fault = world.faults.take(&endpoint(call));
        let (reply, delay) = match &fault {
            Some(fault) => (faulty::answer(fault, world, call, Now::read()), fault.delay_ms),
            None => (answer(world, call, Now::read()), 0),
        };
        world.log.bill(ticket, reply.billed, fault.is_some());
        (reply, delay)
    });
    if delay > 0 {
        tokio::time::sleep(std::time::Duration::from_millis(delay)).await;
    }
    reply
}

/// The right answer.
pub fn answer(world: &mut World, call: &Call, now: Now) -> Reply {
    match api(call) {
        Api::V2(name) => match v2::answer(world, call, name, now) {
            Ok(answer) => Reply { billed: answer.rows, ..Reply::json(200, &answer.value) },
            Err(refusal) => Reply::json(refusal.status, &refusal::v2_body(&refusal)),
        },
        Api::Rpc => rpc::answer(world, call, now),
        Api::Nothing => Reply::json(404, &json!({ "message": "Not Found", "issue": "not-found" })),
    }
}

/// What a fault may be aimed at: the V2 name or the JSON-RPC method.
fn endpoint(call: &Call) -> String {
    match api(call) {
        Api::V2(name) => name.to_owned(),
        Api::Rpc => rpc::method(call).unwrap_or_default(),
        Api::Nothing => String::new(),
    }
}

/// The error body of the API that `call` addresses.
pub fn error_body(call: &Call, refusal: &Refusal) -> Value {
    match api(call) {
        Api::Rpc => rpc::error_body(call, refusal),
        Api::V2(_) | Api::Nothing => refusal::v2_body(refusal),
    }
}
