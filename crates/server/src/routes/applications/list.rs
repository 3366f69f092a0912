//! `GET /api/v1/applications`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::problem::Problem;
use venue_protocol::wire::applications::ApplicationLine;

use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::SignedIn;

/// The newest application of each venue that one manages, newest first.
///
/// # Errors
/// A problem, if nobody is signed in.
#[utoipa::path(get, path = "/api/v1/applications", tag = "applications",
    responses(
        (status = 200, description = "One's own applications", body = Vec<ApplicationLine>),
        (status = "4XX", description = "Not signed in", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn list(
    State(app): State<Arc<App>>,
    who: SignedIn,
) -> Result<Json<Vec<ApplicationLine>>, ApiProblem> {
    Ok(Json(app.store.applications().applications_of(who.account).await?))
}
