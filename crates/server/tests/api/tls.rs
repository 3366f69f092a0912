//! HTTPS without a proxy.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use tempfile::TempDir;
use venue_server::config::{Config, Tls};
use venue_server::random::SharedRandom;
use venue_server::server::{Server, ServerError};

use crate::support::{ManualClock, TestApp};

/// Asks over TLS, offering HTTP/2 as browsers do; the agreed protocol and the answer.
fn ask(address: SocketAddr, certificate: &str) -> (Option<Vec<u8>>, String) {
    let mut roots = RootCertStore::empty();
    roots.add(rustls::pki_types::CertificateDer::from_pem_slice(certificate.as_bytes()).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let mut config = versions.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let name = ServerName::try_from("localhost").unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(address).unwrap());
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    (stream.conn.alpn_protocol().map(<[u8]>::to_vec), answer)
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_served_with_a_certificate_and_key_from_files() {
    let dir = TempDir::new().unwrap();
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let (cert, key) = (dir.path().join("cert.pem"), dir.path().join("key.pem"));
    std::fs::write(&cert, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let app = TestApp::with(|config| config.tls = Some(Tls { cert, key })).await;
    let (address, certificate) = (app.server.address, made.cert.pem());
    let (protocol, answer) = tokio::task::spawn_blocking(move || ask(address, &certificate)).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("ok\n"), "{answer}");
    // A read buffer must end with its connection, which HTTP/2 would keep.
    assert_eq!(protocol.as_deref(), Some(b"http/1.1".as_slice()));
}

#[tokio::test]
async fn files_that_cannot_be_used_are_named() {
    let dir = TempDir::new().unwrap();
    let config = Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        data_dir: dir.path().join("data"),
        tls: Some(Tls { cert: "/nowhere/cert.pem".into(), key: "/nowhere/key.pem".into() }),
        ..Config::default()
    };
    let error =
        Server::start(config, Arc::new(ManualClock::default()), SharedRandom::system()).await.unwrap_err();
    assert!(matches!(error, ServerError::Tls(..)));
    assert!(error.to_string().contains("/nowhere/cert.pem"));
}
