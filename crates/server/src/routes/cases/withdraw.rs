//! `POST /api/v1/cases/{case}/withdrawal`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::Problem;
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{Case, CaseState, WithNote};

use super::end::{End, end, why};

use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Both, CaseAccess, InRoster};
use crate::store::audit::Kind;

/// Tracer or approver withdraw a case, before or after its approval: nothing more of it is served.
///
/// # Errors
/// A problem, if it is over already, or the approver has not taken it.
#[utoipa::path(post, path = "/api/v1/cases/{case}/withdrawal", tag = "cases", request_body = WithNote,
    params(("case" = CaseId, Path, description = "The case")),
    responses(
        (status = 204, description = "Withdrawn"),
        (status = "4XX", description = "Not in sight, or decided otherwise", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn withdraw(
    State(app): State<Arc<App>>,
    CaseAccess { member, case, .. }: CaseAccess<Both>,
    Json(WithNote { note }): Json<WithNote>,
) -> Result<StatusCode, ApiProblem> {
    let note = Some(why(&note)?);
    end(&app, case.id, &member, End { state: CaseState::Withdrawn, kind: Kind::CaseWithdrawn, may, note })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

fn may(case: &Case, member: &InRoster) -> bool {
    let is_open = matches!(case.state, CaseState::Filed | CaseState::Taken | CaseState::Approved);
    is_open && (case.tracer == member.account || case.approver == Some(member.account))
}
