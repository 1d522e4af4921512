//! The HTTP port, over `fetch`.

use gloo_net::http::Request;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestRedirect, Response, ResponseType,
};

use super::Browser;
use crate::moz::{Http, HttpFault, HttpRequest, HttpResponse, Ticket};

impl Http for Browser {
    async fn send(&self, request: HttpRequest<'_>) -> Result<HttpResponse, HttpFault> {
        let cancel = AbortController::new().map_err(|_| HttpFault::Network)?;
        let deadline = AbortSignal::timeout_with_u32(request.timeout_ms);
        self.requests.borrow_mut().push((request.ticket, cancel.clone()));
        let ticket = request.ticket;
        let result = fetch(request, &AbortSignal::any(&Array::of2(&cancel.signal(), &deadline))).await;
        self.requests.borrow_mut().retain(|(other, _)| *other != ticket);
        result.map_err(|fault| match fault {
            // A fault that was made is told by who made it.
            HttpFault::Network | HttpFault::Truncated if cancel.signal().aborted() => HttpFault::Cancelled,
            HttpFault::Network | HttpFault::Truncated if deadline.aborted() => HttpFault::Timeout,
            other => other,
        })
    }

    fn cancel(&self, ticket: Ticket) {
        for (_, cancel) in self.requests.borrow().iter().filter(|(other, _)| *other == ticket) {
            cancel.abort();
        }
    }
}

async fn fetch(request: HttpRequest<'_>, signal: &AbortSignal) -> Result<HttpResponse, HttpFault> {
    let mut builder = Request::post(request.url)
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Manual)
        .cache(RequestCache::NoStore)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(signal));
    for (name, value) in request.headers {
        builder = builder.header(name, value);
    }
    let sent = builder.body(request.body).map_err(|_| HttpFault::Network)?;
    let response = sent.send().await.map_err(|_| HttpFault::Network)?;
    let retry_after = response.headers().get("retry-after");
    let response: Response = response.into();
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(HttpFault::Redirect);
    }
    let body = read(&response, request.max_bytes).await?;
    Ok(HttpResponse { status: response.status(), retry_after, body })
}

/// Reads the body piece by piece, so that one without end stops at `max_bytes`.
async fn read(response: &Response, max_bytes: usize) -> Result<Vec<u8>, HttpFault> {
    let mut body = Vec::new();
    let Some(stream) = response.body() else { return Ok(body) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    loop {
        let piece = JsFuture::from(reader.read()).await.map_err(|_| HttpFault::Truncated)?;
        let value = Reflect::get(&piece, &"value".into()).map_err(|_| HttpFault::Truncated)?;
        let Some(bytes) = value.dyn_ref::<Uint8Array>() else { return Ok(body) };
        if body.len() + bytes.length() as usize > max_bytes {
            // Tells the browser to stop loading; whether it did so changes nothing here.
            let _ = JsFuture::from(reader.cancel()).await;
            return Err(HttpFault::TooLarge);
        }
        body.extend(bytes.to_vec());
    }
}
