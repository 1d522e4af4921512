//! TLS for any host a browser asks for: one key made at start, one self-signed certificate per host made on demand.
//!
//! A certificate per host rather than one with a list, because pages of further hosts can be added while it runs.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rcgen::{CertificateParams, DnType, KeyPair, PublicKeyData, SerialNumber};
use ring::digest::{SHA256, digest};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring::{default_provider, sign};
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::rustls::{Error, ServerConfig};

/// The process's key.
pub struct Keys {
    pair: KeyPair,
}

impl Keys {
    /// A fresh key; it lives in this process's memory only.
    pub fn generate() -> Result<Self, rcgen::Error> {
        Ok(Self { pair: KeyPair::generate()? })
    }

    /// See [`super::Ready::spki`].
    pub fn spki(&self) -> String {
        STANDARD.encode(digest(&SHA256, &self.pair.subject_public_key_info()))
    }

    /// What accepts TLS connections.
    pub fn acceptor(self) -> Result<TlsAcceptor, Error> {
        let provider = Arc::new(default_provider());
        let mint = Mint { pair: self.pair, minted: Mutex::default() };
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(mint));
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(TlsAcceptor::from(Arc::new(config)))
    }
}

struct Mint {
    pair: KeyPair,
    minted: Mutex<HashMap<String, Arc<CertifiedKey>>>,
}

impl std::fmt::Debug for Mint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mint")
    }
}

impl Mint {
    fn mint(&self, host: &str) -> Option<CertifiedKey> {
        let mut params = CertificateParams::new(vec![host.to_owned()]).ok()?;
        // Firefox refuses, past any override, two certificates that share an issuer's name and a serial number.
        params.distinguished_name.push(DnType::CommonName, host);
        let serial = digest(&SHA256, &[self.pair.subject_public_key_info().as_slice(), host.as_bytes()].concat());
        params.serial_number = serial.as_ref().get(..16).map(SerialNumber::from_slice);
        let certificate = params.self_signed(&self.pair).ok()?;
        let key = PrivateKeyDer::try_from(self.pair.serialize_der()).ok()?;
        Some(CertifiedKey::new(vec![certificate.der().clone()], sign::any_supported_type(&key).ok()?))
    }
}

impl ResolvesServerCert for Mint {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let host = hello.server_name().unwrap_or("localhost").to_owned();
        let mut minted = self.minted.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = minted.get(&host) {
            return Some(Arc::clone(known));
        }
        let fresh = Arc::new(self.mint(&host)?);
        minted.insert(host, Arc::clone(&fresh));
        Some(fresh)
    }
}
