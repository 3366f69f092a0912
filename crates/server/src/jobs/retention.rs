//! Destroys what is past its time, at start and then once a day (SEALING 11, DESIGN 5).

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use tracing::{info, warn};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::wire::applications::FORGOTTEN_AFTER_DAYS;
use venue_protocol::wire::reports;

use crate::accounts::{longest_absolute_ms, longest_idle_ms};
use crate::app::App;
use crate::routes::notices::KEPT_DAYS;
use crate::sealer::Refusal;
use crate::store::{Retired, StoreError};

const LOOKS_EVERY: Duration = Duration::from_secs(60);
const DAY_MS: i64 = 86_400_000;

/// When it ran last.
#[derive(Debug, Default)]
pub struct LastRun(Mutex<Option<Instant>>);

impl LastRun {
    /// Since the server started.
    pub fn get(&self) -> Option<Instant> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, at: Instant) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(at);
    }
}

/// Runs until it is aborted.
pub async fn run(app: Arc<App>) {
    let mut ticks = interval(LOOKS_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut done: Option<Day> = None;
    loop {
        ticks.tick().await;
        let today = app.clock.now().day();
        if done != Some(today) {
            // First: the database's log is emptied of what both destroyed after the second.
            if let Err(error) = forget_ended(&app).await {
                warn!(
                    error = &error as &dyn std::error::Error,
                    "what is over at the consoles is still there"
                );
            }
            match retire(&app).await {
                Ok(Retired { days, odd_rows, identities }) => {
                    info!(days, odd_rows, identities, "retention ran");
                    done = Some(today);
                }
                Err(error) => warn!(%error, "retention failed; it will be tried again"),
            }
        }
    }
}

/// Destroys what is past its time now.
///
/// # Errors
/// If the store fails or the sealer is busy.
pub async fn retire(app: &App) -> Result<Retired, Refusal> {
    let now = app.clock.now();
    let retired = app.sealer.retire(now.day().minus(app.config.retention_days)).await?;
    app.last_retired.set(now);
    Ok(retired)
}

/// Forgets what is over at the consoles: sessions, one-time links, applications of which nothing came, and old problem reports;
/// how many.
///
/// # Errors
/// If the store fails.
pub async fn forget_ended(app: &App) -> Result<u64, StoreError> {
    let now = app.clock.now();
    let (begun_before, seen_before) =
        (now.plus_millis(-longest_absolute_ms()), now.plus_millis(-longest_idle_ms()));
    let days_ago = |days: u16| now.plus_millis(-DAY_MS * i64::from(days));
    let mut entry = app.office.begin().await?;
    let ended = entry.writer.accounts().forget_ended(now, begun_before, seen_before).await?;
    let stale = entry.writer.applications().forget_stale(days_ago(FORGOTTEN_AFTER_DAYS)).await?;
    let closed_before = days_ago(reports::FORGOTTEN_AFTER_CLOSING_DAYS);
    let received_before = days_ago(reports::FORGOTTEN_AFTER_DAYS);
    let reports = entry.writer.reports().forget_reports(closed_before, received_before).await?;
    // A dispute outlives the visit that it is about by as long as its answer may be looked for.
    let said = days_ago(app.config.retention_days + KEPT_DAYS);
    entry.writer.notices().forget_before(now.day().minus(KEPT_DAYS), said).await?;
    app.notice_keys.forget_before(now.day().minus(app.config.retention_days));
    entry.commit().await?;
    Ok(ended + stale + reports)
}
