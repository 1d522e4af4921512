//! An answer before it goes on the wire, broken ones included.

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::{self, StreamExt};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::Response;
use hyper::body::Frame;
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};

/// What hyper sends.
pub type WireBody = UnsyncBoxBody<Bytes, io::Error>;

/// An answer.
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Headers in order; a name may repeat.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Body,
    /// Rows billed for it.
    pub billed: u64,
}

/// A body, sound or not.
pub enum Body {
    /// All of it, with its length.
    Whole(Bytes),
    /// Made while it is sent, without a declared length.
    Stream(Box<dyn Iterator<Item = Bytes> + Send>),
    /// Breaks off after `part`; `declared` is the length that was promised, none means chunked.
    Cut {
        /// What arrives.
        part: Bytes,
        /// What was promised.
        declared: Option<usize>,
    },
    /// No answer at all: the connection closes.
    Dropped,
}

impl Reply {
    /// A whole answer of one content type.
    pub fn new(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        let headers = vec![(CONTENT_TYPE.to_string(), content_type.to_owned())];
        Self { status, headers, body: Body::Whole(body.into()), billed: 0 }
    }

    /// A whole JSON answer (moz-api 1: no CORS headers).
    pub fn json(status: u16, value: &serde_json::Value) -> Self {
        Self::new(status, "application/json", value.to_string())
    }

    /// No answer.
    pub fn dropped() -> Self {
        Self { status: 0, headers: Vec::new(), body: Body::Dropped, billed: 0 }
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Puts it on the wire; an error makes hyper close the connection without an answer.
    pub fn into_response(self) -> Result<Response<WireBody>, io::Error> {
        let mut response = Response::new(());
        *response.status_mut() = self.status.try_into().unwrap_or_default();
        for (name, value) in &self.headers {
            let name = HeaderName::try_from(name.as_str()).map_err(io::Error::other)?;
            let value = HeaderValue::from_bytes(value.as_bytes()).map_err(io::Error::other)?;
            if name == CONTENT_TYPE {
                response.headers_mut().insert(name, value);
            } else {
                response.headers_mut().append(name, value);
            }
        }
        let body = match self.body {
            Body::Whole(bytes) => Full::new(bytes).map_err(|never: Infallible| match never {}).boxed_unsync(),
            Body::Stream(parts) => {
                StreamBody::new(stream::iter(parts).map(|part| Ok(Frame::data(part)))).boxed_unsync()
            }
            Body::Cut { part, declared } => {
                if let Some(length) = declared {
                    response.headers_mut().insert(CONTENT_LENGTH, length.into());
                }
                cut(part)
            }
            Body::Dropped => return Err(broken_off()),
        };
        Ok(response.map(|()| body))
    }
}

/// Sends `part`, lets it leave the machine, then fails: hyper closes the connection in mid-message.
fn cut(part: Bytes) -> WireBody {
    let first = stream::once(async move { Ok(Frame::data(part)) });
    let then = stream::once(async {
        tokio::time::sleep(Duration::from_millis(30)).await;
        Err(broken_off())
    });
    StreamBody::new(first.chain(then)).boxed_unsync()
}

fn broken_off() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionAborted, "broken off by a fault")
}
