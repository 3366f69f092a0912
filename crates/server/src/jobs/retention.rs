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
use crate::store::{Over, Retired, StoreError, forget_over};

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

/// Why not everything that is past its time was destroyed.
#[derive(Debug, thiserror::Error)]
pub enum RetentionError {
    /// What is over at the consoles is still there.
    #[error("what is over at the consoles is still there")]
    Consoles(#[from] StoreError),
    /// Check-ins, identities and keys are still there.
    #[error("check-ins, identities and keys that are past their time are still there")]
    Visits(#[from] Refusal),
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
            match run_once(&app).await {
                Ok(Retired { days, odd_rows, identities }) => {
                    info!(days, odd_rows, identities, "retention ran");
                    done = Some(today);
                }
                Err(error) => {
                    let error = &error as &dyn std::error::Error;
                    warn!(error, "retention failed; it will be tried again");
                }
            }
        }
    }
}

/// Destroys and forgets all that is past its time now. Only if nothing failed it counts as a run.
///
/// # Errors
/// If the store fails or the sealer is busy; what one of both could do is done then.
pub async fn run_once(app: &App) -> Result<Retired, RetentionError> {
    let now = app.clock.now();
    // First: the database's log is emptied of what both destroyed after the second.
    let forgotten = forget_ended(app).await;
    let retired = retire(app).await;
    forgotten?;
    let retired = retired?;
    app.last_retired.set(now);
    Ok(retired)
}

/// Destroys what is past its time now.
///
/// # Errors
/// If the store fails or the sealer is busy.
pub async fn retire(app: &App) -> Result<Retired, Refusal> {
    app.sealer.retire(app.clock.now().day().minus(app.config.retention_days)).await
}

/// Forgets what is over at the consoles; how many sessions, one-time links, applications and problem reports.
///
/// # Errors
/// If the store fails.
pub async fn forget_ended(app: &App) -> Result<u64, StoreError> {
    let now = app.clock.now();
    let mut entry = app.office.begin().await?;
    let forgotten = forget_over(entry.writer.as_mut(), &over(now, app.config.retention_days)).await?;
    app.notice_keys.forget_before(now.day().minus(app.config.retention_days));
    entry.commit().await?;
    Ok(forgotten)
}

/// What is over at a time.
pub fn over(now: Instant, retention_days: u16) -> Over {
    let days_ago = |days: u16| now.plus_millis(-DAY_MS * i64::from(days));
    Over {
        link_ends: now,
        session_begun: now.plus_millis(-longest_absolute_ms()),
        session_seen: now.plus_millis(-longest_idle_ms()),
        application_left: days_ago(FORGOTTEN_AFTER_DAYS),
        report_closed: days_ago(reports::FORGOTTEN_AFTER_CLOSING_DAYS),
        report_came: days_ago(reports::FORGOTTEN_AFTER_DAYS),
        published: now.day().minus(KEPT_DAYS),
        // A dispute outlives the visit that it is about by as long as its answer may be looked for.
        said: days_ago(retention_days + KEPT_DAYS),
    }
}
