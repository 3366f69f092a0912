//! `POST /api/v1/cases/{case}/approval`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{Approve, Case, CaseState, MAX_TAGS, Subject};

use super::{again, check, counts, subject, works_on};
use crate::accounts::StepUp;
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Approves, CaseAccess};
use crate::store::Release;
use crate::store::audit::Kind;

/// Approves a case: from then on its tracer reads the rows of these tags and those around them.
///
/// # Errors
/// A problem: the approver does not work on it, a wrong code, nothing released, too many tags, or tags for a place.
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
    check(works_on(&case, &member))?;
    let mut tags = form.tags;
    tags.sort_unstable();
    tags.dedup();
    let is_place = matches!(case.subject, Subject::Place { .. });
    if form.release.0.is_empty() || tags.len() > MAX_TAGS || is_place && !tags.is_empty() {
        let why = "nothing is released, or more tags than a case has";
        return Err(ApiProblem::new(ProblemType::Invalid).with_detail(why));
    }
    let code = StepUp::of(&app, member.account, member.session, &form.code).await?;
    let (now, count) = (app.clock.now(), tags.len());
    let seat = app.office.seat().await;
    let case = again(&app, case.id, &member).await?;
    check(works_on(&case, &member))?;
    // Before the database is locked, since it may take a while. If the commit fails, it is not served: the case does not say
    // that it was approved.
    app.shelf.lock().await.put_release(case.id, &Release { sealed: form.release.0, tags }).await?;
    let mut entry = seat.begin().await?;
    code.spend(&mut *entry.writer).await?;
    let subject = subject(case.id, &member, &counts([count]));
    let approved = Case {
        state: CaseState::Approved,
        decided_at: Some(now),
        tags: u32::try_from(count).unwrap_or(u32::MAX),
        ..case
    };
    entry.writer.cases().update_case(&approved).await?;
    entry.writer.audit(now, Kind::CaseApproved, &subject).await?;
    entry.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
