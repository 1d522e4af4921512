//! The envelope of JSON-RPC and its errors (moz-api 4).

use serde::Deserialize;

use super::client::parse as parse_json;
use super::error::contains;
use super::http::HttpResponse;
use super::{MozError, tolerant};

/// No data for the query; seen with status 404 (moz-api 4).
const NO_DATA: i64 = -32655;

/// The body of a call. `id` and `method` are plain words; `data` is JSON.
pub fn body(id: &str, method: &str, data: &str) -> String {
    format!(r#"{{"jsonrpc":"2.0","id":"{id}","method":"{method}","params":{{"data":{data}}}}}"#)
}

#[derive(Deserialize)]
struct Envelope<T> {
    result: Option<T>,
    error: Option<RpcError>,
}

/// An error, of a whole call or of one query among several, where two of its fields have other names.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RpcError {
    #[serde(deserialize_with = "tolerant::number")]
    code: Option<i64>,
    #[serde(rename = "jsonrpcCode", deserialize_with = "tolerant::number")]
    query_code: Option<i64>,
    #[serde(deserialize_with = "tolerant::number")]
    status: Option<i64>,
    // Of one query, and of a call with a wrong version (moz-api 4, probed).
    #[serde(rename = "httpStatus", deserialize_with = "tolerant::number")]
    http_status: Option<i64>,
    data: Option<Details>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Details {
    #[serde(deserialize_with = "tolerant::text")]
    issue: Option<String>,
}

/// Parses an answer of success. An error that comes under such a status is an error all the same.
pub fn parse<'a, T: Deserialize<'a>>(answer: &'a [u8]) -> Result<T, MozError> {
    let envelope: Envelope<T> = parse_json(answer)?;
    match envelope.error {
        Some(error) => Err(error.of_call()),
        None => envelope.result.ok_or(MozError::Shape),
    }
}

/// The error that a status other than success means. The status decides; the code only tells 404 apart.
pub fn error_of(response: &HttpResponse) -> Option<MozError> {
    let error = MozError::of_status(response)?;
    let no_data = error == MozError::Unexpected(404)
        && parse_json::<Envelope<()>>(&response.body)
            .is_ok_and(|envelope| envelope.error.is_some_and(|error| error.code == Some(NO_DATA)));
    Some(if no_data { MozError::NoData } else { error })
}

impl RpcError {
    fn code(&self) -> i64 {
        self.code.or(self.query_code).unwrap_or_default()
    }

    /// The status that it names, or that goes with its code (moz-api 4).
    fn status(&self) -> u16 {
        let named = self.status.or(self.http_status).and_then(|status| u16::try_from(status).ok());
        named.unwrap_or(match self.code() {
            -32600 | -32601 | -32652 | -32654 => 400,
            -32651 => 401,
            NO_DATA => 404,
            _ => 500,
        })
    }

    fn is_quota(&self) -> bool {
        let issue = self.data.as_ref().and_then(|data| data.issue.as_deref());
        issue.is_some_and(|issue| contains(issue.as_bytes(), b"quota"))
    }

    /// What it means for the whole call.
    fn of_call(&self) -> MozError {
        let status = self.status();
        match MozError::of_status(&HttpResponse::new(status, Vec::new())) {
            _ if self.is_quota() => MozError::Quota,
            _ if self.code() == NO_DATA => MozError::NoData,
            Some(error) => error,
            None => MozError::Shape,
        }
    }

    /// What it means for one question among several. Rows are billed per returned result, so none for this one.
    pub fn of_question(&self) -> MozError {
        match self.status() {
            _ if self.is_quota() => MozError::Quota,
            _ if self.code() == NO_DATA => MozError::NoData,
            status => MozError::Question(status),
        }
    }
}
