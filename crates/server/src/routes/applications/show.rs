//! `GET /api/v1/applications/{venue}`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::applications::Application;

use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Access, Manage};

/// The newest application for a venue, for its managers.
///
/// # Errors
/// A problem, if there is none.
#[utoipa::path(get, path = "/api/v1/applications/{venue}", tag = "applications",
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 200, description = "The application", body = Application),
        (status = "4XX", description = "Not one's own", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show(
    State(app): State<Arc<App>>,
    access: Access<Manage>,
) -> Result<Json<Application>, ApiProblem> {
    let found = app.store.applications().application(access.venue).await?;
    Ok(Json(found.ok_or(ProblemType::NotFound)?.into()))
}
