//! The control port: what a test may see and change (see README.md).

use std::io;
use std::sync::Arc;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::fault::Fault;
use crate::graph::Additions;
use crate::net::proxy::read;
use crate::reply::{Reply, WireBody};
use crate::site::AddedPage;
use crate::world::{Standin, World};

/// Accepts tests for ever.
pub async fn listen(listener: TcpListener, standin: Arc<Standin>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let standin = Arc::clone(&standin);
        tokio::spawn(async move {
            let service = service_fn(|request| respond(Arc::clone(&standin), request));
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn respond(standin: Arc<Standin>, request: Request<Incoming>) -> io::Result<Response<WireBody>> {
    let route = format!("{} {}", request.method(), request.uri().path());
    let body = read(request.into_body()).await?;
    let reply = match handle(&standin, &route, &body) {
        Ok(value) => Reply::json(200, &value),
        Err(problem) => Reply::json(400, &json!({ "error": problem })),
    };
    reply.into_response()
}

/// Does what `route` says; the error is for the person who wrote the test.
pub fn handle(standin: &Standin, route: &str, body: &[u8]) -> Result<Value, String> {
    match route {
        "GET /log" => Ok(standin.with(|world| json!(world.log.entries()))),
        "GET /usage" => Ok(standin.with(|world| world.accounts.report())),
        "POST /reset" => {
            standin.with(|world| {
                world.log.clear();
                let log = std::mem::take(&mut world.log);
                *world = World { log, ..World::new(&standin.data) };
            });
            standin.close_idle();
            Ok(json!({ "ok": true }))
        }
        "POST /fault" => {
            let fault: Fault = parse(body)?;
            let pending = standin.with(|world| {
                world.faults.push(fault);
                world.faults.pending()
            });
            standin.close_idle();
            Ok(json!({ "ok": true, "pending": pending }))
        }
        "POST /graph" => {
            let more: Additions = parse(body)?;
            standin.with(|world| {
                world.accounts.add(more.tokens.iter().cloned());
                world.graph.add(more);
            });
            Ok(json!({ "ok": true }))
        }
        "POST /index" => {
            let index: Index = parse(body)?;
            standin.with(|world| world.graph.index_id = index.index_id);
            Ok(json!({ "ok": true }))
        }
        "POST /pages" => {
            let page: AddedPage = parse::<AddedPage>(body)?.load()?;
            standin.with(|world| world.pages.insert(page.url.page.clone(), page));
            Ok(json!({ "ok": true }))
        }
        _ => Err(format!("`{route}` is not one of GET /log, GET /usage, POST /reset, /fault, /graph, /index, /pages")),
    }
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    serde_json::from_slice(body).map_err(|error| error.to_string())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Index {
    index_id: String,
}
