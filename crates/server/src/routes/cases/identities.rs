//! `POST /api/v1/cases/{case}/identities`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{AskIdentities, Identities, PAGE};

use super::{check, giving, traces};
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{CaseAccess, Traces};
use crate::store::audit::Kind;

/// Sealed identities, for the case's tracer.
///
/// # Errors
/// A problem, if it is not approved, or more persons are asked for than rows were served.
#[utoipa::path(post, path = "/api/v1/cases/{case}/identities", tag = "cases", request_body = AskIdentities,
    params(("case" = CaseId, Path, description = "The case")),
    responses(
        (status = 200, description = "In the order asked", body = Identities),
        (status = "4XX", description = "Not in sight, not approved, or more than rows were served", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn identities(
    State(app): State<Arc<App>>,
    CaseAccess { member, case, .. }: CaseAccess<Traces>,
    Json(AskIdentities { pids }): Json<AskIdentities>,
) -> Result<Json<Identities>, ApiProblem> {
    check(traces(&case, &member))?;
    if pids.len() > PAGE {
        return Err(ProblemType::TooLarge.into());
    }
    let identities = app.store.cases().identities(&pids).await?;
    let counts = [pids.len(), identities.iter().flatten().count()];
    let mut entry = giving(&app, case.id, &member, traces, Kind::CaseIdentitiesRead, &counts).await?;
    let asked = u32::try_from(pids.len()).unwrap_or(u32::MAX);
    if !entry.writer.cases().count_persons(case.id, asked).await? {
        let why = "more persons than rows were served";
        return Err(ApiProblem::new(ProblemType::NotAllowed).with_detail(why));
    }
    entry.commit().await?;
    Ok(Json(Identities { identities }))
}
