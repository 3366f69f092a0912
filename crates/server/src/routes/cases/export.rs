//! `POST /api/v1/cases/{case}/exports`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::Problem;
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{ExportFormat, NewExport};

use super::{audited, traced, traces};
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{CaseAccess, Traces};
use crate::store::audit::Kind;

/// Notes that the tracer's browser makes a file of the results.
///
/// # Errors
/// A problem, if the case is not approved.
#[utoipa::path(post, path = "/api/v1/cases/{case}/exports", tag = "cases", request_body = NewExport,
    params(("case" = CaseId, Path, description = "The case")),
    responses(
        (status = 204, description = "Noted"),
        (status = "4XX", description = "Not in sight, or not approved", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn export(
    State(app): State<Arc<App>>,
    CaseAccess { member, case, .. }: CaseAccess<Traces>,
    Json(NewExport { format, rows }): Json<NewExport>,
) -> Result<StatusCode, ApiProblem> {
    traced(&app, &case, &member).await?;
    let format = match format {
        ExportFormat::Csv => 1,
        ExportFormat::Xlsx => 2,
    };
    let what = [&[format], &rows.to_be_bytes()[..]].concat();
    audited(&app, case.id, &member, traces, Kind::CaseExported, &what).await?.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
