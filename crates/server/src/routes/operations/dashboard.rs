//! `GET /api/v1/dashboard`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::problem::Problem;
use venue_protocol::wire::dashboard::{
    CheckpointState, Dashboard, PACE_MINUTES, Pace, RetentionState, SealerQueue,
};

use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::Steward;

const MINUTE_MS: i64 = 60_000;

/// How the service does, in numbers.
///
/// # Errors
/// A problem, if somebody else asks.
#[utoipa::path(get, path = "/api/v1/dashboard", tag = "operations",
    responses(
        (status = 200, description = "How the service does", body = Dashboard),
        (status = "4XX", description = "Neither a reviewer nor an operator", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn dashboard(State(app): State<Arc<App>>, _: Steward) -> Result<Json<Dashboard>, ApiProblem> {
    let now = app.clock.now();
    let figures = app.store.figures().figures().await?;
    let (queue, room) = (app.config.limits.queue, app.sealer.room());
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let last_run = app.last_retired.get();
    let ran_today = last_run.is_some_and(|at| at.day() == now.day());
    let checkpoint = if app.checkpoints.has_place() {
        let last = app.checkpoints.last();
        let entries = last.map_or(0, |last| last.head.n.unsigned_abs());
        Some(CheckpointState { entries, at: last.map(|last| last.at) })
    } else {
        None
    };
    let this_minute = i64::from(now.minute()) * MINUTE_MS;
    let from = now.plus_millis(this_minute - now.millis() - i64::from(PACE_MINUTES - 1) * MINUTE_MS);
    Ok(Json(Dashboard {
        now,
        venues: figures.venues,
        applications: figures.applications,
        pace: Pace { from, minutes: app.metrics.pace.until(now.minute()) },
        sealer: SealerQueue { waiting: count(queue.saturating_sub(room)), room: count(room) },
        retention: RetentionState {
            days: app.config.retention_days,
            last_run,
            next_run: if ran_today { now.day().plus(1).start() } else { now },
            oldest_day: figures.oldest_day,
            day_tables: figures.day_tables,
        },
        checkpoint,
        database_bytes: figures.bytes,
    }))
}
