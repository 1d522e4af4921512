//! The sockets: a proxy for browsers, a control port for tests, both on the loopback address only.

mod control;
mod proxy;
mod tls;

use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;
use std::{fs, io};

use serde::Serialize;
use tokio::net::TcpListener;

use crate::options::Options;
use crate::world::Standin;

/// Where to reach the running stand-in: its ready line.
#[derive(Clone, Debug, Serialize)]
pub struct Ready {
    /// Port of the proxy.
    pub proxy: u16,
    /// Port of the control API.
    pub control: u16,
    /// Base64 of the SHA-256 of the TLS key's public half, as Chromium's
    /// `--ignore-certificate-errors-spki-list` wants it.
    pub spki: String,
}

/// Why it could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data file is not there.
    #[error("{0}: {1}")]
    Read(String, io::Error),
    /// The data file is not as the README says.
    #[error("{0}: {1}")]
    Parse(String, serde_json::Error),
    /// A port is taken.
    #[error("cannot listen: {0}")]
    Listen(#[from] io::Error),
    /// No key could be made.
    #[error("cannot make a TLS key: {0}")]
    Key(#[from] rcgen::Error),
    /// TLS could not be set up.
    #[error("cannot set up TLS: {0}")]
    Tls(#[from] tokio_rustls::rustls::Error),
}

/// Starts listening; the servers run as long as the runtime.
pub async fn start(options: &Options) -> Result<Ready, StartError> {
    let data = load(&options.graph)?;
    let standin = Arc::new(Standin::new(data, options.pages.clone()));
    let keys = tls::Keys::generate()?;
    let spki = keys.spki();
    let proxy = TcpListener::bind((Ipv4Addr::LOCALHOST, options.proxy_port)).await?;
    let control = TcpListener::bind((Ipv4Addr::LOCALHOST, options.control_port)).await?;
    let ready = Ready { proxy: proxy.local_addr()?.port(), control: control.local_addr()?.port(), spki };
    tokio::spawn(proxy::listen(proxy, Arc::clone(&standin), keys.acceptor()?));
    tokio::spawn(control::listen(control, standin));
    Ok(ready)
}

fn load(path: &Path) -> Result<crate::graph::Data, StartError> {
    let name = path.display().to_string();
    let text = fs::read(path).map_err(|error| StartError::Read(name.clone(), error))?;
    serde_json::from_slice(&text).map_err(|error| StartError::Parse(name, error))
}
