//! A server that listens: connections, time limits, TLS, an orderly end.

mod connections;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use axum_server::Handle;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::interval;
use tracing::warn;

use crate::app::{App, StartError};
use crate::audit::When;
use crate::clock::SharedClock;
use crate::config::{Config, Limits, Tls};
use crate::random::SharedRandom;
use crate::{jobs, routes};
use connections::{Bounded, Bounds};

/// So often it is looked whether the sealer still lives; without it nothing can be registered.
const SEALER_LOOK: Duration = Duration::from_secs(1);
/// So many connections may collect counts.
const COLLECTORS: usize = 16;

/// Why the server does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// Keys or databases.
    #[error(transparent)]
    Start(#[from] StartError),
    /// Certificate or key.
    #[error("TLS: {cert} and {key} cannot be used", cert = .0.cert.display(), key = .0.key.display())]
    Tls(Tls, #[source] io::Error),
    /// The address.
    #[error("cannot listen on {0}")]
    Listen(SocketAddr, #[source] io::Error),
    /// It stopped by itself.
    #[error("the server failed")]
    Failed(#[source] io::Error),
}

/// A server that listens.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// Where it tells its counts, if anywhere.
    pub metrics_address: Option<SocketAddr>,
    /// What its handlers share.
    pub app: Arc<App>,
    handle: Handle<SocketAddr>,
    serving: JoinHandle<io::Result<()>>,
    jobs: JoinSet<()>,
    sealer: thread::JoinHandle<()>,
}

impl Server {
    /// Starts it.
    ///
    /// # Errors
    /// If keys, databases, certificate or address cannot be used.
    pub async fn start(
        config: Config,
        clock: SharedClock,
        random: SharedRandom,
    ) -> Result<Self, ServerError> {
        let Config { limits, listen, metrics_listen, .. } = config;
        let (tls, proxies) = (config.tls.clone(), config.trusted_proxies.clone());
        let (listener, address) = bind(listen)?;
        let metrics_listener = metrics_listen.map(bind).transpose()?;
        let (app, sealer) = App::start(config, clock, random).await?;
        let service = routes::router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
        let head = Duration::from_secs(limits.head_s.into());
        let handle = Handle::new();
        let Limits { connections: most, connections_per_client: most_of_one, .. } = limits;
        let bounds = Bounds { most, most_of_one, proxies };
        let server = http1(listener, head).map_err(|error| ServerError::Listen(listen, error))?;
        let server = server.handle(handle.clone());
        let serving = match tls {
            None => tokio::spawn(server.map(|plain| Bounded::new(plain, bounds)).serve(service)),
            Some(tls) => {
                let config = tls_config(&tls).await.map_err(|error| ServerError::Tls(tls, error))?;
                let server = server.map(|plain| {
                    RustlsAcceptor::new(config).handshake_timeout(head).acceptor(Bounded::new(plain, bounds))
                });
                tokio::spawn(server.serve(service))
            }
        };
        let mut running = JoinSet::new();
        let metrics_address = match metrics_listener {
            None => None,
            Some((listener, address)) => {
                let server = http1(listener, head).map_err(|error| ServerError::Listen(address, error))?;
                let bounds = Bounds { most: COLLECTORS, most_of_one: COLLECTORS, proxies: Vec::new() };
                let server = server.handle(handle.clone()).map(|plain| Bounded::new(plain, bounds));
                let router = routes::operations::metrics::router(app.metrics.clone());
                running.spawn(async move {
                    if let Err(error) = server.serve(router.into_make_service()).await {
                        warn!(error = &error as &dyn std::error::Error, "counts are not told any more");
                    }
                });
                Some(address)
            }
        };
        running.spawn(jobs::refresh::run(app.clone()));
        running.spawn(jobs::retention::run(app.clone()));
        running.spawn(jobs::notices::run(app.clone()));
        running.spawn(jobs::checkpoints::run(app.checkpoints.clone()));
        Ok(Self { address, metrics_address, app, handle, serving, jobs: running, sealer })
    }

    /// Stops accepting, finishes what is under way, drains the sealer and wipes the keys.
    ///
    /// # Errors
    /// If the server had failed.
    pub async fn stop(mut self) -> Result<(), ServerError> {
        let grace = Duration::from_secs(self.app.config.limits.stop_s.into());
        self.app.live.close();
        self.handle.graceful_shutdown(Some(grace));
        let served = self.serving.await;
        self.jobs.shutdown().await;
        let checkpoints = self.app.checkpoints.clone();
        // With the last handle on it the sealer ends; whatever it had taken is committed and answered first.
        drop(self.app);
        let sealer = self.sealer;
        let ended = tokio::task::spawn_blocking(move || sealer.join()).await;
        checkpoints.note(When::Always).await;
        if !matches!(ended, Ok(Ok(()))) {
            return Err(ServerError::Failed(io::Error::other("the sealer panicked")));
        }
        served.map_err(io::Error::other).and_then(|served| served).map_err(ServerError::Failed)
    }

    /// Waits until it fails by itself.
    pub async fn failed(&mut self) -> ServerError {
        let mut looks = interval(SEALER_LOOK);
        loop {
            tokio::select! {
                served = &mut self.serving => return match served {
                    Ok(Err(error)) => ServerError::Failed(error),
                    Ok(Ok(())) => ServerError::Failed(io::Error::other("it stopped listening")),
                    Err(error) => ServerError::Failed(io::Error::other(error)),
                },
                _ = looks.tick() => if self.sealer.is_finished() {
                    return ServerError::Failed(io::Error::other("the sealer ended"));
                },
            }
        }
    }
}

fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), ServerError> {
    let failed = |error| ServerError::Listen(address, error);
    let listener = TcpListener::bind(address).map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

/// HTTP/1.1 only: a request's read buffer lives and dies with its connection (SEALING 12).
fn http1(listener: TcpListener, head: Duration) -> io::Result<axum_server::Server<SocketAddr>> {
    let mut server = axum_server::from_tcp(listener)?.http1_only().first_request_timeout(head);
    server.http_builder().http1().header_read_timeout(head);
    Ok(server)
}

async fn tls_config(tls: &Tls) -> io::Result<RustlsConfig> {
    // Whoever installed one first (a test) has installed this one.
    drop(rustls::crypto::ring::default_provider().install_default());
    let config = RustlsConfig::from_pem_file(&tls.cert, &tls.key).await?;
    let mut http1 = rustls::ServerConfig::clone(&config.get_inner());
    http1.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(RustlsConfig::from_config(Arc::new(http1)))
}
