//! `POST` and `DELETE /api/v1/cases/{case}/take`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::Problem;
use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::roster::Role;
use venue_protocol::wire::cases::{Case, CaseState};

use super::{again, check, subject, works_on};
use crate::app::App;
use crate::problem::ApiProblem;
use crate::rights::{Approves, CaseAccess, member};
use crate::store::audit::Kind;

/// An approver begins to work on a case; one whose approver has left the roster is free, too.
///
/// # Errors
/// A problem, if somebody else works on it, or it is decided.
#[utoipa::path(post, path = "/api/v1/cases/{case}/take", tag = "cases",
    params(("case" = CaseId, Path, description = "The case")),
    responses(
        (status = 204, description = "Taken"),
        (status = "4XX", description = "Not in sight, somebody else's, or decided", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn take(
    State(app): State<Arc<App>>,
    access: CaseAccess<Approves>,
) -> Result<StatusCode, ApiProblem> {
    let mut entry = app.office.begin().await?;
    let case = again(&app, access.case.id, &access.member).await?;
    if works_on(&case, &access.member) {
        return Ok(StatusCode::NO_CONTENT);
    }
    let has_left = |approver| member(&app, approver, Role::Approver).is_none();
    let left = case.state == CaseState::Taken && case.approver.is_some_and(has_left);
    check(case.state == CaseState::Filed || left)?;
    let id = case.id;
    let taken = Case { state: CaseState::Taken, approver: Some(access.member.account), ..case };
    entry.writer.cases().update_case(&taken).await?;
    entry.writer.audit(app.clock.now(), Kind::CaseTaken, &subject(id, &access.member, &[])).await?;
    entry.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The approver gives the case back, undecided.
///
/// # Errors
/// A problem, if the approver does not work on it.
#[utoipa::path(delete, path = "/api/v1/cases/{case}/take", tag = "cases",
    params(("case" = CaseId, Path, description = "The case")),
    responses(
        (status = 204, description = "It waits again"),
        (status = "4XX", description = "Not in sight, or not the approver's", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn give_back(
    State(app): State<Arc<App>>,
    access: CaseAccess<Approves>,
) -> Result<StatusCode, ApiProblem> {
    let mut entry = app.office.begin().await?;
    let case = again(&app, access.case.id, &access.member).await?;
    check(works_on(&case, &access.member))?;
    let id = case.id;
    let waiting = Case { state: CaseState::Filed, approver: None, ..case };
    entry.writer.cases().update_case(&waiting).await?;
    entry.writer.audit(app.clock.now(), Kind::CaseGivenBack, &subject(id, &access.member, &[])).await?;
    entry.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
