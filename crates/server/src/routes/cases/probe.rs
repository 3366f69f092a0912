//! `POST /api/v1/cases/{case}/probe`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{MAX_ASKED, Probe, Probed};

use super::{audited, check, counts, works_on};
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Approves, CaseAccess};
use crate::store::audit::Kind;

/// Which tags there are, for the approver who took the case.
///
/// # Errors
/// A problem, if the approver does not work on it.
#[utoipa::path(post, path = "/api/v1/cases/{case}/probe", tag = "cases", request_body = Probe,
    params(("case" = CaseId, Path, description = "The case")),
    responses(
        (status = 200, description = "In the order asked", body = Probed),
        (status = "4XX", description = "Not in sight, or not the approver's", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn probe(
    State(app): State<Arc<App>>,
    CaseAccess { member, case, .. }: CaseAccess<Approves>,
    Json(Probe { tags }): Json<Probe>,
) -> Result<Json<Probed>, ApiProblem> {
    check(works_on(&case, &member))?;
    if tags.len() > MAX_ASKED {
        return Err(ProblemType::TooLarge.into());
    }
    if !app.case_bounds.asks(case.id, tags.len()) {
        return Err(ApiProblem::new(ProblemType::NotAllowed).with_detail("more than one case asks"));
    }
    let found = app.store.cases().has_rows(&tags).await?;
    let asked = [tags.len(), found.iter().filter(|found| **found).count()];
    audited(&app, case.id, &member, works_on, Kind::CaseTagsProbed, &counts(asked)).await?.commit().await?;
    Ok(Json(Probed { found }))
}
