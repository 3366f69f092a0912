//! `POST /api/v1/cases/{case}/look-up`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{FoundIdx, LookUpIdx, MAX_ASKED};

use super::{audited, check, counts, works_on};
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Approves, CaseAccess};
use crate::store::audit::Kind;

/// Which registrations idx stand for, for the approver who took the case.
///
/// # Errors
/// A problem, if the approver does not work on it.
#[utoipa::path(post, path = "/api/v1/cases/{case}/look-up", tag = "cases", request_body = LookUpIdx,
    params(("case" = CaseId, Path, description = "The case")),
    responses(
        (status = 200, description = "In the order asked", body = FoundIdx),
        (status = "4XX", description = "Not in sight, or not the approver's", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn look_up(
    State(app): State<Arc<App>>,
    CaseAccess { member, case, .. }: CaseAccess<Approves>,
    Json(LookUpIdx { idx }): Json<LookUpIdx>,
) -> Result<Json<FoundIdx>, ApiProblem> {
    check(works_on(&case, &member))?;
    if idx.len() > MAX_ASKED {
        return Err(ProblemType::TooLarge.into());
    }
    if !app.case_bounds.asks(case.id, idx.len()) {
        return Err(ApiProblem::new(ProblemType::NotAllowed).with_detail("more than one case asks"));
    }
    let found = app.store.cases().registrations(&idx).await?;
    let asked = [idx.len(), found.iter().flatten().count()];
    audited(&app, case.id, &member, works_on, Kind::CaseIndexAsked, &counts(asked)).await?.commit().await?;
    Ok(Json(FoundIdx { found }))
}
