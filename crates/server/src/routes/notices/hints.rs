//! `GET /api/v1/receipts`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::bytes::Bytes;
use venue_protocol::problem::Problem;
use venue_protocol::wire::notices::{ReceiptDay, ReceiptDays};

use super::Since;
use crate::app::App;
use crate::extract::{Json, Query};
use crate::problem::ApiProblem;

/// The hints of receipts, the same for everybody.
///
/// # Errors
/// A problem, if the store fails.
#[utoipa::path(get, path = "/api/v1/receipts", tag = "notices", params(Since),
    responses(
        (status = 200, description = "Oldest first", body = ReceiptDays),
        (status = "4XX", description = "Not a day", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn hints(
    State(app): State<Arc<App>>,
    Query(since): Query<Since>,
) -> Result<Json<ReceiptDays>, ApiProblem> {
    let hints = app.store.notices().hints(since.day(&app)).await?;
    let days = hints.chunk_by(|(one, _), (other, _)| one == other).filter_map(|hints| {
        let (day, _) = hints.first()?;
        let bytes = hints.iter().flat_map(|(_, hint)| hint.0).collect();
        Some(ReceiptDay { day: *day, hints: Bytes(bytes) })
    });
    Ok(Json(ReceiptDays { days: days.collect() }))
}
