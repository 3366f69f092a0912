//! `POST /api/v1/cases/{case}/identities`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{AskIdentities, Identities, PAGE};

use super::{audited, counts, traced, traces};
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{CaseAccess, Traces};
use crate::store::audit::Kind;

/// Sealed identities, for the case's tracer.
///
/// # Errors
/// A problem, if it is not approved, or more persons are asked for than its rows can be of.
#[utoipa::path(post, path = "/api/v1/cases/{case}/identities", tag = "cases", request_body = AskIdentities,
    params(("case" = CaseId, Path, description = "The case")),
    responses(
        (status = 200, description = "In the order asked", body = Identities),
        (status = "4XX", description = "Not in sight, not approved, or more than the case has rows", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn identities(
    State(app): State<Arc<App>>,
    CaseAccess { member, case, .. }: CaseAccess<Traces>,
    Json(AskIdentities { pids }): Json<AskIdentities>,
) -> Result<Json<Identities>, ApiProblem> {
    traced(&app, &case, &member).await?;
    if pids.len() > PAGE {
        return Err(ProblemType::TooLarge.into());
    }
    if !app.case_bounds.names(case.id, &pids) {
        let why = "more persons than the case has rows";
        return Err(ApiProblem::new(ProblemType::NotAllowed).with_detail(why));
    }
    let identities = app.store.cases().identities(&pids).await?;
    let asked = [pids.len(), identities.iter().flatten().count()];
    audited(&app, case.id, &member, traces, Kind::CaseIdentitiesRead, &counts(asked)).await?.commit().await?;
    Ok(Json(Identities { identities }))
}
