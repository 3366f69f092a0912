//! `POST /api/v1/disputes/look-up`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::notices::{DisputeOf, DisputeState};

use super::name;
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;

/// What became of a dispute, for as long as it is kept: the visit or receipt that it is about may be gone before.
///
/// # Errors
/// A problem, if nothing was said.
#[utoipa::path(post, path = "/api/v1/disputes/look-up", tag = "notices", request_body = DisputeOf,
    responses(
        (status = 200, description = "When it was said, and what was decided", body = DisputeState),
        (status = "4XX", description = "Unknown", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn look_up(
    State(app): State<Arc<App>>,
    Json(of): Json<DisputeOf>,
) -> Result<Json<DisputeState>, ApiProblem> {
    let said = app.store.notices().dispute(name(&of)).await?.ok_or(ProblemType::NotFound)?;
    Ok(Json(DisputeState { at: said.at, decision: said.decision }))
}
