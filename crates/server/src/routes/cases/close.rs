//! `POST /api/v1/cases/{case}/closing`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::Problem;
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{CaseState, WithNote};

use super::end::{End, end, why};
use super::traces;
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{CaseAccess, Traces};
use crate::store::audit::Kind;

/// The tracer closes a case whose work is done: nothing more of it is served.
///
/// # Errors
/// A problem, if it is not approved.
#[utoipa::path(post, path = "/api/v1/cases/{case}/closing", tag = "cases", request_body = WithNote,
    params(("case" = CaseId, Path, description = "The case")),
    responses(
        (status = 204, description = "Closed"),
        (status = "4XX", description = "Not in sight, or decided otherwise", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn close(
    State(app): State<Arc<App>>,
    CaseAccess { member, case, .. }: CaseAccess<Traces>,
    Json(WithNote { note }): Json<WithNote>,
) -> Result<StatusCode, ApiProblem> {
    let note = if note.trim().is_empty() { None } else { Some(why(&note)?) };
    end(&app, case.id, &member, End { state: CaseState::Closed, kind: Kind::CaseClosed, may: traces, note })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
