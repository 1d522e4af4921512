//! JSON-RPC errors: codes and body (moz-api 4, "Errors").

use serde_json::{Map, Value, json};

use crate::refusal::Refusal;

/// The codes that were seen or documented, and two guesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
pub enum Code {
    /// Wrong JSON-RPC version.
    Version = -32600,
    /// No such method.
    Method = -32601,
    /// Unhandled on the service's side.
    Unhandled = -32602,
    /// No or wrong key.
    Authentication = -32651,
    /// Parameter missing or wrong.
    Parameter = -32652,
    /// Not allowed, or no rows left: not recorded, this number is a guess.
    Forbidden = -32653,
    /// The id is too short.
    Id = -32654,
    /// Nothing known about the query.
    NoData = -32655,
    /// Too many requests: not recorded, this number is a guess.
    TooMany = -32656,
}

/// A refusal with its code.
#[derive(Clone, Debug)]
pub struct RpcRefusal {
    /// What both APIs share.
    pub refusal: Refusal,
    code: Code,
}

impl RpcRefusal {
    /// A refusal with status 400 about the envelope.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        let refusal = Refusal { message: message.into(), issue: String::new(), ..Refusal::of_status(400) };
        Self { refusal, code }
    }

    /// The documented body. A wrong version carries `httpStatus` instead of `status` (moz-api 4, probed).
    pub fn body(&self, id: &Value) -> Value {
        let mut error = Map::new();
        error.insert("code".to_owned(), json!(self.code as i32));
        let status = if self.code == Code::Version { "httpStatus" } else { "status" };
        error.insert(status.to_owned(), json!(self.refusal.status));
        error.insert("message".to_owned(), json!(self.refusal.message));
        if !self.refusal.issue.is_empty() {
            let mut data = json!({ "explanation": self.refusal.message, "issue": self.refusal.issue });
            if let (Some(key), Some(data)) = (&self.refusal.key, data.as_object_mut()) {
                data.insert("key".to_owned(), json!(key));
            }
            error.insert("data".to_owned(), data);
        }
        json!({ "id": id, "jsonrpc": "2.0", "error": error })
    }
}

impl From<Refusal> for RpcRefusal {
    fn from(refusal: Refusal) -> Self {
        let code = match refusal.status {
            400 => Code::Parameter,
            401 => Code::Authentication,
            403 => Code::Forbidden,
            404 | 405 => Code::NoData,
            429 => Code::TooMany,
            _ => Code::Unhandled,
        };
        Self { refusal, code }
    }
}

/// The error of one query among several, as in Moz's own example (moz-api 4).
pub fn unhandled(key: &str, value: &Value) -> Value {
    json!({
        "name": "UnhandledError",
        "data": { "key": key, "value": value },
        "httpStatus": 500,
        "jsonrpcCode": Code::Unhandled as i32,
    })
}
