//! `POST /api/v1/reports/{id}/take` and `/leave`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::id::ReportId;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::reports::{ReportLine, ReportState, ReportVersion};

use super::{of_version, subject};
use crate::app::App;
use crate::extract::{InPath, Json};
use crate::problem::ApiProblem;
use crate::rights::Technician;
use crate::store::audit::Kind;

/// Makes a report one's own, also another's, and puts an open one to work. Of two who take it at once one wins.
///
/// # Errors
/// A problem, if somebody else asks, or the report was changed in the meantime.
#[utoipa::path(post, path = "/api/v1/reports/{id}/take", tag = "reports", request_body = ReportVersion,
    params(("id" = ReportId, Path, description = "The report")),
    responses(
        (status = 200, description = "One's own", body = ReportLine),
        (status = "4XX", description = "Not a technician, none, or changed in the meantime", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn take(
    State(app): State<Arc<App>>,
    Technician(who): Technician,
    InPath(id): InPath<ReportId>,
    Json(ReportVersion { version }): Json<ReportVersion>,
) -> Result<Json<ReportLine>, ApiProblem> {
    let mut entry = app.office.begin().await?;
    let mut handling = of_version(&mut *entry.writer, id, version).await?;
    handling.taken_by = Some(who.account);
    if handling.state == ReportState::Open {
        handling.state = ReportState::InWork;
    }
    let line = entry.writer.reports().handle(id, &handling, who.account).await?;
    entry.writer.audit(app.clock.now(), Kind::ReportTaken, &subject(id, who.account)).await?;
    entry.commit().await?;
    Ok(Json(line))
}

/// Gives a report of one's own back; it is open again if it was in work.
///
/// # Errors
/// A problem, if somebody else asks, or the report is not one's own or was changed in the meantime.
#[utoipa::path(post, path = "/api/v1/reports/{id}/leave", tag = "reports", request_body = ReportVersion,
    params(("id" = ReportId, Path, description = "The report")),
    responses(
        (status = 200, description = "Nobody's", body = ReportLine),
        (status = "4XX", description = "Not a technician, not one's own, or changed in the meantime", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn leave(
    State(app): State<Arc<App>>,
    Technician(who): Technician,
    InPath(id): InPath<ReportId>,
    Json(ReportVersion { version }): Json<ReportVersion>,
) -> Result<Json<ReportLine>, ApiProblem> {
    let mut entry = app.office.begin().await?;
    let mut handling = of_version(&mut *entry.writer, id, version).await?;
    if handling.taken_by.take() != Some(who.account) {
        return Err(ProblemType::ReportChanged.into());
    }
    if handling.state == ReportState::InWork {
        handling.state = ReportState::Open;
    }
    let line = entry.writer.reports().handle(id, &handling, who.account).await?;
    entry.writer.audit(app.clock.now(), Kind::ReportLeft, &subject(id, who.account)).await?;
    entry.commit().await?;
    Ok(Json(line))
}
