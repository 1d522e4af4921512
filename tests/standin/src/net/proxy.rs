//! The proxy: tunnels to known hosts end in this process, everything else is refused and noted.

use std::io;
use std::sync::Arc;

use bytes::Bytes;
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::reply::{Reply, WireBody};
use crate::world::{Call, Now, Standin};
use crate::{moz, site};

/// A request body beyond this is no request of ours.
const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// Accepts browsers for ever.
pub async fn listen(listener: TcpListener, standin: Arc<Standin>, tls: TlsAcceptor) {
    loop {
        // Accepting fails when descriptors run out; the next attempt may find some again.
        let Ok((stream, _)) = listener.accept().await else { continue };
        let (standin, tls) = (Arc::clone(&standin), tls.clone());
        tokio::spawn(async move {
            let service = service_fn(|request| outer(Arc::clone(&standin), tls.clone(), request));
            // An error here is a browser that went away.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).with_upgrades().await;
        });
    }
}

/// A request to the proxy itself: a tunnel, or a plain one with the whole address in its first line.
async fn outer(standin: Arc<Standin>, tls: TlsAcceptor, request: Request<Incoming>) -> io::Result<Response<WireBody>> {
    let host = request.uri().host().unwrap_or_default().to_ascii_lowercase();
    if request.method() != Method::CONNECT {
        return inner(&standin, false, host, request).await;
    }
    if request.uri().port_u16() != Some(443) || !known(&standin, &host) {
        let call = call(false, host, request).await?;
        return refuse(&standin, &call);
    }
    tokio::spawn(async move {
        // Errors are a browser that went away, or one that does not trust the certificate.
        if let Ok(upgraded) = hyper::upgrade::on(request).await
            && let Ok(stream) = tls.accept(TokioIo::new(upgraded)).await
        {
            tunnel(standin, host, stream).await;
        }
    });
    // A tunnel's answer has no content to describe.
    Reply { headers: Vec::new(), ..Reply::new(200, "", "") }.into_response()
}

/// Serves the inside of a tunnel until either side has had enough.
async fn tunnel(standin: Arc<Standin>, host: String, stream: impl AsyncRead + AsyncWrite + Unpin) {
    let mut idle = standin.idle_signal();
    let service = service_fn(|request| {
        let (standin, host) = (Arc::clone(&standin), host.clone());
        async move { inner(&standin, true, host, request).await }
    });
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    let signalled = tokio::select! {
        _ = connection.as_mut() => false,
        Ok(()) = idle.changed() => true,
    };
    if signalled {
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
    }
}

/// A request to a host.
async fn inner(
    standin: &Standin,
    tls: bool,
    host: String,
    request: Request<Incoming>,
) -> io::Result<Response<WireBody>> {
    let call = call(tls, host, request).await?;
    let is_moz = moz::HOSTS.contains(&call.host.as_str());
    // Moz dropped plain HTTP in 2024 (moz-api 1).
    if !known(standin, &call.host) || (is_moz && !tls) {
        return refuse(standin, &call);
    }
    let ticket = standin.with(|world| world.log.begin(&call, Now::read()));
    let reply = if is_moz { moz::serve(standin, &call, ticket).await } else { site::serve(standin, &call).await };
    standin.with(|world| world.log.answered(ticket, reply.status));
    reply.into_response()
}

fn known(standin: &Standin, host: &str) -> bool {
    moz::HOSTS.contains(&host) || site::serves(standin, host)
}

fn refuse(standin: &Standin, call: &Call) -> io::Result<Response<WireBody>> {
    standin.with(|world| {
        let ticket = world.log.begin(call, Now::read());
        world.log.refused(ticket);
    });
    Reply::new(502, "text/plain", "This stand-in serves no such host.\n").into_response()
}

async fn call(tls: bool, host: String, request: Request<Incoming>) -> io::Result<Call> {
    let (head, body) = request.into_parts();
    let is_tunnel = head.method == Method::CONNECT;
    let body = if is_tunnel { Bytes::new() } else { read(body).await? };
    let path = match head.uri.path_and_query() {
        Some(path) => path.as_str().to_owned(),
        None => head.uri.to_string(),
    };
    Ok(Call { method: head.method.to_string(), tls, host, path, headers: head.headers, body })
}

/// The whole of a request's body.
pub async fn read(body: Incoming) -> io::Result<Bytes> {
    Ok(Limited::new(body, BODY_LIMIT).collect().await.map_err(io::Error::other)?.to_bytes())
}
