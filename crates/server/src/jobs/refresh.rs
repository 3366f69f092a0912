//! Takes over what commands changed (venues, codes, the authority's keys), within a second, and forgets
//! clients, transfers and arrivals whose time is over.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use tracing::warn;

use crate::app::App;

const EVERY: Duration = Duration::from_secs(1);

/// Runs until it is aborted.
pub async fn run(app: Arc<App>) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        app.budgets.tend();
        app.accounts.attempts.tend();
        app.transfers.tend(app.clock.now());
        app.live.tend(app.clock.now());
        if let Err(error) = app.directory.refresh(app.store.as_ref()).await {
            warn!(error = &error as &dyn std::error::Error, "venues could not be read again");
        }
    }
}
