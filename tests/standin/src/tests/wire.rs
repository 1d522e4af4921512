//! A small browser: speaks to the proxy and to the control port over real sockets.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{self, SendRequest};
use hyper::{HeaderMap, Method, Request};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::{ClientConfig, DigitallySignedStruct, Error, SignatureScheme};

use crate::options::Options;
use crate::{Ready, start};

/// A running stand-in.
pub struct Wire {
    pub ready: Ready,
}

/// What came back.
pub struct Got {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Got {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

pub type Failure = Box<dyn std::error::Error + Send + Sync>;

impl Wire {
    pub async fn start() -> Self {
        Self { ready: start(&Options::default()).await.unwrap() }
    }

    pub async fn control(&self, method: Method, path: &str, body: &Value) -> Got {
        let stream = TcpStream::connect(("127.0.0.1", self.ready.control)).await.unwrap();
        let mut sender = sender(stream).await.unwrap();
        let request = Request::builder().method(method).uri(path).header("host", "control");
        send(&mut sender, request.body(Full::from(body.to_string())).unwrap()).await.unwrap()
    }

    pub async fn post(&self, path: &str, body: &Value) -> Value {
        let got = self.control(Method::POST, path, body).await;
        assert_eq!(got.status, 200, "{}", got.json());
        got.json()
    }

    pub async fn see(&self, path: &str) -> Value {
        self.control(Method::GET, path, &json!({})).await.json()
    }

    /// A tunnel with TLS inside, as for `https://host`.
    pub async fn tunnel(&self, host: &str, port: u16) -> Result<SendRequest<Full<Bytes>>, Failure> {
        let mut outer = sender(TcpStream::connect(("127.0.0.1", self.ready.proxy)).await?).await?;
        let request = Request::connect(format!("{host}:{port}")).header("host", host).body(Full::default())?;
        let response = outer.send_request(request).await?;
        if response.status() != 200 {
            return Err(response.status().to_string().into());
        }
        let upgraded = hyper::upgrade::on(response).await?;
        let provider = Arc::new(default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Trusting))
            .with_no_client_auth();
        let name = ServerName::try_from(host.to_owned())?;
        let stream = TlsConnector::from(Arc::new(config)).connect(name, TokioIo::new(upgraded)).await?;
        sender(stream).await
    }

    pub async fn get(&self, host: &str, path: &str) -> Result<Got, Failure> {
        let mut tunnel = self.tunnel(host, 443).await?;
        send(&mut tunnel, Request::get(path).header("host", host).body(Full::default())?).await
    }

    pub async fn get_plain(&self, url: &str) -> Result<Got, Failure> {
        let mut proxy = sender(TcpStream::connect(("127.0.0.1", self.ready.proxy)).await?).await?;
        send(&mut proxy, Request::get(url).body(Full::default())?).await
    }

    pub async fn v2(&self, name: &str, token: &str, body: &Value) -> Result<Got, Failure> {
        let mut tunnel = self.tunnel("lsapi.seomoz.com", 443).await?;
        send(&mut tunnel, v2_request(name, token, body)).await
    }
}

pub fn v2_request(name: &str, token: &str, body: &Value) -> Request<Full<Bytes>> {
    let request = Request::post(format!("/v2/{name}")).header("host", "lsapi.seomoz.com").header("x-moz-token", token);
    request.body(Full::from(body.to_string())).unwrap()
}

pub async fn send(sender: &mut SendRequest<Full<Bytes>>, request: Request<Full<Bytes>>) -> Result<Got, Failure> {
    let asked = async {
        sender.ready().await?;
        let response = sender.send_request(request).await?;
        let (head, body) = response.into_parts();
        let body = body.collect().await?.to_bytes();
        Ok(Got { status: head.status.as_u16(), headers: head.headers, body })
    };
    tokio::time::timeout(Duration::from_secs(20), asked).await?
}

async fn sender(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
) -> Result<SendRequest<Full<Bytes>>, Failure> {
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection.with_upgrades());
    Ok(sender)
}

/// Trusts any certificate; which key it must be is Chromium's business.
#[derive(Debug)]
struct Trusting;

impl ServerCertVerifier for Trusting {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        default_provider().signature_verification_algorithms.supported_schemes()
    }
}
