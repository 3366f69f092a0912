//! `GET /api/v1/reports/{id}`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::id::ReportId;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::reports::Report;

use super::subject;
use crate::app::App;
use crate::extract::{InPath, Json};
use crate::problem::ApiProblem;
use crate::rights::Technician;
use crate::store::audit::Kind;

/// A report with what is personal in it, as it is sealed. That it was shown is in the audit before the answer is given.
///
/// # Errors
/// A problem, if somebody else asks, or there is none.
#[utoipa::path(get, path = "/api/v1/reports/{id}", tag = "reports",
    params(("id" = ReportId, Path, description = "The report")),
    responses(
        (status = 200, description = "The report", body = Report),
        (status = "4XX", description = "Not a technician, or none", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show(
    State(app): State<Arc<App>>,
    Technician(who): Technician,
    InPath(id): InPath<ReportId>,
) -> Result<Json<Report>, ApiProblem> {
    let report = app.store.reports().report(id, who.account).await?.ok_or(ProblemType::NotFound)?;
    let mut entry = app.office.begin().await?;
    entry.writer.audit(app.clock.now(), Kind::ReportShown, &subject(id, who.account)).await?;
    entry.commit().await?;
    Ok(Json(report))
}
