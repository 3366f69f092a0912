//! `GET /api/v1/cases/{case}/request`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::bytes::Bytes;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::SealedRequest;

use super::{audited, check, works_on};
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Approves, CaseAccess};
use crate::store::audit::Kind;

/// What is asked, sealed to the approvers, for the one who took the case.
///
/// # Errors
/// A problem, if the approver does not work on it.
#[utoipa::path(get, path = "/api/v1/cases/{case}/request", tag = "cases",
    params(("case" = CaseId, Path, description = "The case")),
    responses(
        (status = 200, description = "The sealed request", body = SealedRequest),
        (status = "4XX", description = "Not in sight, or not the approver's", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn request(
    State(app): State<Arc<App>>,
    CaseAccess { member, case, .. }: CaseAccess<Approves>,
) -> Result<Json<SealedRequest>, ApiProblem> {
    check(works_on(&case, &member))?;
    let request = app.shelf.lock().await.request(case.id).await?.ok_or(ProblemType::CaseChanged)?;
    let entry = audited(&app, case.id, &member, works_on, Kind::CaseRequestRead, &[]).await?;
    entry.commit().await?;
    Ok(Json(SealedRequest { request: Bytes(request) }))
}
