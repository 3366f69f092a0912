//! `GET /api/v1/reports/{id}/picture`

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use venue_protocol::id::ReportId;
use venue_protocol::problem::{Problem, ProblemType};

use super::subject;
use crate::app::App;
use crate::extract::InPath;
use crate::problem::ApiProblem;
use crate::rights::Technician;
use crate::store::audit::Kind;

/// A report's picture as it is sealed. That it was shown is in the audit before the answer is given.
///
/// # Errors
/// A problem, if somebody else asks, or there is none.
#[utoipa::path(get, path = "/api/v1/reports/{id}/picture", tag = "reports",
    params(("id" = ReportId, Path, description = "The report")),
    responses(
        (status = 200, description = "The sealed picture", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = "4XX", description = "Not a technician, or none", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn picture(
    State(app): State<Arc<App>>,
    Technician(who): Technician,
    InPath(id): InPath<ReportId>,
) -> Result<Response, ApiProblem> {
    let sealed = app.store.reports().report_picture(id).await?.ok_or(ProblemType::NotFound)?;
    let mut entry = app.office.begin().await?;
    entry.writer.audit(app.clock.now(), Kind::ReportPictureShown, &subject(id, who.account)).await?;
    entry.commit().await?;
    let headers = [(CONTENT_TYPE, "application/octet-stream"), (CACHE_CONTROL, "no-store")];
    Ok((headers, sealed.0).into_response())
}
