//! `GET /api/v1/cases/{case}/release`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::bytes::Bytes;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::SealedRelease;

use super::{audited, check, traces};
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{CaseAccess, Traces};
use crate::store::audit::Kind;

/// What was released, sealed to the case's tracer.
///
/// # Errors
/// A problem, if it is not approved.
#[utoipa::path(get, path = "/api/v1/cases/{case}/release", tag = "cases",
    params(("case" = CaseId, Path, description = "The case")),
    responses(
        (status = 200, description = "The sealed release", body = SealedRelease),
        (status = "4XX", description = "Not in sight, or not approved", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn release(
    State(app): State<Arc<App>>,
    CaseAccess { member, case, .. }: CaseAccess<Traces>,
) -> Result<Json<SealedRelease>, ApiProblem> {
    check(traces(&case, &member))?;
    let release = app.shelf.lock().await.release(case.id).await?.ok_or(ProblemType::CaseChanged)?;
    audited(&app, case.id, &member, traces, Kind::CaseReleaseRead, &[]).await?.commit().await?;
    Ok(Json(SealedRelease { release: Bytes(release.sealed) }))
}
