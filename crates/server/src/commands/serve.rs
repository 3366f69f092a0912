//! `venue-server serve`

use tokio::signal::unix::{SignalKind, signal};
use tracing::{info, warn};

use super::{Failure, logging};
use crate::clock::SharedClock;
use crate::config::Config;
use crate::memory::harden;
use crate::random::SharedRandom;
use crate::server::Server;

pub(super) async fn serve(config: Config, clock: SharedClock, random: SharedRandom) -> Result<(), Failure> {
    logging::start(&config.log);
    if let Some(reason) = harden(config.memory.lock)?.not_locked {
        warn!(%reason, "the memory is not locked: keys of the hour may be swapped out");
    }
    let mut terminated = signal(SignalKind::terminate())?;
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut server = Server::start(config, clock, random).await?;
    let url = server.app.public_url.to_string();
    info!(address = %server.address, url, "listening");
    if let Some(address) = server.metrics_address {
        info!(%address, "counts are told at /metrics");
    }
    if server.app.directory.current().authority.is_none() {
        warn!("registration is closed: make the authority's keys with: venue-server authority new --out DIR");
    }
    tokio::select! {
        _ = terminated.recv() => {}
        _ = interrupted.recv() => {}
        error = server.failed() => return Err(error.into()),
    }
    info!("stopping");
    server.stop().await?;
    info!("stopped");
    Ok(())
}
