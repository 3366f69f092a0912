//! `POST /api/v1/cases/{case}/refusal`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::Problem;
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{CaseState, WithNote};

use super::end::{End, end, why};
use super::works_on;
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Approves, CaseAccess};
use crate::store::audit::Kind;

/// The approver who took a case refuses it.
///
/// # Errors
/// A problem, if the approver does not work on it.
#[utoipa::path(post, path = "/api/v1/cases/{case}/refusal", tag = "cases", request_body = WithNote,
    params(("case" = CaseId, Path, description = "The case")),
    responses(
        (status = 204, description = "Refused"),
        (status = "4XX", description = "Not in sight, or decided otherwise", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn refuse(
    State(app): State<Arc<App>>,
    CaseAccess { member, case, .. }: CaseAccess<Approves>,
    Json(WithNote { note }): Json<WithNote>,
) -> Result<StatusCode, ApiProblem> {
    let note = Some(why(&note)?);
    end(
        &app,
        case.id,
        &member,
        End { state: CaseState::Refused, kind: Kind::CaseRefused, may: works_on, note },
    )
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
