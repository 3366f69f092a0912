//! `POST /api/v1/cases/{case}/approval`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{Approve, Case, CaseState, MAX_TAGS, Subject};

use super::{again, check, subject, works_on};
use crate::accounts::{StepUp, StepUpError};
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Approves, CaseAccess, InRoster};
use crate::store::audit::Kind;
use crate::store::{Release, StoreError};

/// Why a case is not approved.
#[derive(Debug, thiserror::Error)]
pub enum ApproveError {
    /// The approver does not work on it any more.
    #[error("the case was changed in the meantime")]
    Changed,
    /// No release, too many tags, or tags for a place.
    #[error("nothing is released, or more tags than a case has")]
    Release,
    /// The one-time code.
    #[error(transparent)]
    StepUp(#[from] StepUpError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ApproveError> for ApiProblem {
    fn from(error: ApproveError) -> Self {
        match error {
            ApproveError::Changed => ProblemType::CaseChanged.into(),
            ApproveError::Release => Self::new(ProblemType::Invalid).with_detail(error.to_string()),
            ApproveError::StepUp(error) => error.into(),
            ApproveError::Store(error) => error.into(),
        }
    }
}

/// Approves a case: from then on its tracer reads the rows of these tags and those around them.
///
/// # Errors
/// [`ApproveError`] as a problem.
#[utoipa::path(post, path = "/api/v1/cases/{case}/approval", tag = "cases", request_body = Approve,
    params(("case" = CaseId, Path, description = "The case")),
    responses(
        (status = 204, description = "Approved"),
        (status = "4XX", description = "Not in sight, not the approver's, or a wrong code", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn approve(
    State(app): State<Arc<App>>,
    CaseAccess { member, case, .. }: CaseAccess<Approves>,
    Json(form): Json<Approve>,
) -> Result<StatusCode, ApiProblem> {
    approved(&app, &member, case, form).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn approved(app: &App, member: &InRoster, case: Case, form: Approve) -> Result<(), ApproveError> {
    check(works_on(&case, member)).map_err(|_| ApproveError::Changed)?;
    let mut tags = form.tags;
    tags.sort_unstable();
    tags.dedup();
    let is_place = matches!(case.subject, Subject::Place { .. });
    if form.release.0.is_empty() || tags.len() > MAX_TAGS || is_place && !tags.is_empty() {
        return Err(ApproveError::Release);
    }
    let code = StepUp::of(app, member.account, member.session, &form.code).await?;
    let (now, count) = (app.clock.now(), tags.len());
    let seat = app.office.seat().await;
    let mut shelf = app.shelf.lock().await;
    let mut entry = seat.begin().await?;
    let case = again(app, case.id).await?;
    check(works_on(&case, member)).map_err(|_| ApproveError::Changed)?;
    code.spend(&mut *entry.writer).await?;
    let subject = subject(case.id, member, &[count]);
    let approved = Case {
        state: CaseState::Approved,
        decided_at: Some(now),
        tags: u32::try_from(count).unwrap_or(u32::MAX),
        ..case
    };
    entry.writer.cases().update_case(&approved).await?;
    entry.writer.audit(now, Kind::CaseApproved, &subject).await?;
    // If the commit fails, it is not served: the case does not say that it was approved.
    shelf.put_release(approved.id, &Release { sealed: form.release.0, tags }).await?;
    Ok(entry.commit().await?)
}
