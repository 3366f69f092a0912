//! `POST /api/v1/reports/look-up`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::id::ReportId;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::reports::{LookUpReport, ReportStatus};

use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;

/// How far a report is, for whoever has its secret.
///
/// # Errors
/// A problem, if there is none.
#[utoipa::path(post, path = "/api/v1/reports/look-up", tag = "reports", request_body = LookUpReport,
    responses(
        (status = 200, description = "State and answer", body = ReportStatus),
        (status = "4XX", description = "None, or its time is over", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn look_up(
    State(app): State<Arc<App>>,
    Json(LookUpReport { secret }): Json<LookUpReport>,
) -> Result<Json<ReportStatus>, ApiProblem> {
    let found = app.store.reports().report_status(ReportId::of(&secret)).await?;
    Ok(Json(found.ok_or(ProblemType::ReportUnknown)?))
}
