//! `GET /api/v1/cases`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::problem::Problem;
use venue_protocol::seal::roster::Role;
use venue_protocol::wire::cases::Case;

use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::InRoster;

/// So many at most.
const MOST: u32 = 500;

/// The newest cases: of a tracer the own ones, of approvers all.
///
/// # Errors
/// A problem, if the caller does not stand in the roster.
#[utoipa::path(get, path = "/api/v1/cases", tag = "cases",
    responses(
        (status = 200, description = "Up to 500, newest first", body = Vec<Case>),
        (status = "4XX", description = "Not in the roster", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn list(State(app): State<Arc<App>>, member: InRoster) -> Result<Json<Vec<Case>>, ApiProblem> {
    let tracer = (member.role == Role::Tracer).then_some(member.account);
    Ok(Json(app.store.cases().cases(tracer, MOST).await?))
}
