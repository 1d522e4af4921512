//! Asks the world directly, without sockets and with a clock that only moves when told.

use std::time::{Duration, Instant};

use hyper::HeaderMap;
use serde_json::{Value, json};

use crate::fault::Fault;
use crate::options::Options;
use crate::reply::{Body, Reply};
use crate::world::{Call, Now, World};
use crate::{faulty, moz};

pub struct Asker {
    pub world: World,
    now: Now,
}

pub struct Answer {
    pub status: u16,
    pub body: Value,
    pub billed: u64,
}

impl Asker {
    pub fn new() -> Self {
        let data = serde_json::from_slice(&std::fs::read(Options::default().graph).unwrap()).unwrap();
        Self { world: World::new(&data), now: Now { instant: Instant::now(), millis: 1_795_000_000_000 } }
    }

    pub fn wait(&mut self, millis: u64) {
        self.now.instant += Duration::from_millis(millis);
        self.now.millis += millis;
    }

    pub fn send(&mut self, path: &str, header: (&'static str, &str), body: &str) -> Answer {
        let reply = moz::answer(&mut self.world, &call(path, header, body), self.now);
        Answer { status: reply.status, body: json_of(&reply), billed: reply.billed }
    }

    /// A JSON-RPC call under a fault.
    pub fn under(&mut self, fault: &Fault, body: &Value) -> Value {
        let call = call("/jsonrpc", ("x-moz-token", super::PAID), &body.to_string());
        json_of(&faulty::answer(fault, &mut self.world, &call, self.now))
    }

    pub fn v2(&mut self, name: &str, token: &str, body: &Value) -> Answer {
        self.send(&format!("/v2/{name}"), ("x-moz-token", token), &body.to_string())
    }

    /// The answers of `link_status`, for the paid account.
    pub fn exists(&mut self, body: &Value) -> Value {
        let answer = self.v2("link_status", super::PAID, body);
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body["exists"].clone()
    }

    pub fn rpc(&mut self, method: &str, token: &str, data: &Value) -> Answer {
        let body = json!({
            "jsonrpc": "2.0",
            "id": "3f1c9a52-8f0e-4a51-9d6e-0a4b7f2c8e11",
            "method": method,
            "params": { "data": data },
        });
        self.send("/jsonrpc", ("x-moz-token", token), &body.to_string())
    }

    pub fn add_links(&mut self, links: &Value) {
        let more = serde_json::from_value(json!({ "links": links })).unwrap();
        self.world.graph.add(more);
    }
}

fn call(path: &str, header: (&'static str, &str), body: &str) -> Call {
    let mut headers = HeaderMap::new();
    headers.insert(header.0, header.1.parse().unwrap());
    Call {
        method: "POST".to_owned(),
        tls: true,
        host: "api.moz.com".to_owned(),
        path: path.to_owned(),
        headers,
        body: body.to_owned().into(),
    }
}

fn json_of(reply: &Reply) -> Value {
    let Body::Whole(bytes) = &reply.body else { panic!("a whole body") };
    serde_json::from_slice(bytes).unwrap()
}
