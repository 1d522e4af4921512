//! An answer that is not 200, before it is put into one of the body shapes.
//!
//! The status is what a client may rely on; the V2 body is unproven (moz-api 3), hence the shapes.

use serde::Deserialize;
use serde_json::{Value, json};

/// Why a call is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The slug beside the message; only `insufficient-quota` is recorded (moz-api 3).
    pub issue: String,
    /// For people.
    pub message: String,
    /// The parameter at fault, if one is.
    pub key: Option<String>,
}

impl Refusal {
    /// A refusal with the slug and sentence that go with `status`.
    pub fn of_status(status: u16) -> Self {
        let (issue, message) = match status {
            400 => ("param-is-invalid", "A parameter of the request is not valid."),
            401 => ("invalid-authentication", "The request carries no valid credentials."),
            403 => ("insufficient-permission", "The plan of this account does not include this endpoint."),
            404 => ("not-found", "There is nothing at this address."),
            405 => ("method-not-allowed", "Only POST is accepted here."),
            429 => ("too-many-requests", "Too many requests, slow down."),
            502 => ("bad-gateway", "The service behind the gateway gave no usable answer."),
            503 => ("service-unavailable", "The service is busy, try again later."),
            _ => ("internal-error", "Something went wrong."),
        };
        Self { status, issue: issue.to_owned(), message: message.to_owned(), key: None }
    }

    /// 400 for a parameter that is absent (moz-api 3: free).
    pub fn missing(key: &str) -> Self {
        let message = format!("The parameter `{key}` is required.");
        Self { issue: "param-is-missing".to_owned(), message, key: Some(key.to_owned()), ..Self::of_status(400) }
    }

    /// 400 for a parameter that is wrong.
    pub fn invalid(key: &str, message: impl Into<String>) -> Self {
        Self { message: message.into(), key: Some(key.to_owned()), ..Self::of_status(400) }
    }

    /// 401 (moz-api 3).
    pub fn unauthenticated() -> Self {
        Self::of_status(401)
    }

    /// 403 when the rows are gone (moz-api 3, recorded on nine endpoints).
    pub fn insufficient_quota() -> Self {
        let message = "The rows of this period are used up.".to_owned();
        Self { issue: "insufficient-quota".to_owned(), message, ..Self::of_status(403) }
    }

    /// 429 (moz-api 3).
    pub fn too_many_requests() -> Self {
        Self::of_status(429)
    }
}

/// The body shapes that clients have met or guessed (moz-api 3 and 7.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// `{message, issue}`; for JSON-RPC the documented error object.
    #[default]
    Default,
    /// `{error: string}`.
    Error,
    /// `{error: {message, issue}}`.
    Nested,
    /// No body at all.
    Empty,
    /// A gateway's HTML page.
    Html,
}

impl Shape {
    /// The content type and body for `refusal`; `default` is what the called API itself would write.
    pub fn body(self, refusal: &Refusal, default: impl FnOnce(&Refusal) -> Value) -> (&'static str, String) {
        let json = match self {
            Self::Default => default(refusal),
            Self::Error => json!({ "error": refusal.message }),
            Self::Nested => json!({ "error": { "message": refusal.message, "issue": refusal.issue } }),
            Self::Empty => return ("application/json", String::new()),
            Self::Html => return ("text/html; charset=utf-8", html(refusal)),
        };
        ("application/json", json.to_string())
    }
}

/// A page such as a load balancer writes (moz-api 1: "the service can answer HTML when busy").
pub fn html(refusal: &Refusal) -> String {
    let (status, message) = (refusal.status, &refusal.message);
    format!(
        "<!doctype html><html><head><title>{status}</title></head><body><h1>{status}</h1><p>{message}</p></body></html>"
    )
}

/// V2's own body: likely `{message, issue}` (moz-api 3, inference).
pub fn v2_body(refusal: &Refusal) -> Value {
    let mut body = json!({ "message": refusal.message, "issue": refusal.issue });
    if let (Some(key), Some(object)) = (&refusal.key, body.as_object_mut()) {
        object.insert("key".to_owned(), json!(key));
    }
    body
}
