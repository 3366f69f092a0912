//! Tells a second place how far the audit chain has come: at start, and then every minute if it has grown.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use crate::audit::{Checkpoints, When};

const EVERY: Duration = Duration::from_secs(60);

/// Runs until it is aborted.
pub async fn run(checkpoints: Arc<Checkpoints>) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut when = When::Always;
    loop {
        ticks.tick().await;
        checkpoints.note(when).await;
        when = When::IfGrown;
    }
}
