//! `GET /api/v1/venues`

use std::sync::Arc;

use axum::extract::State;
use serde::Deserialize;
use venue_protocol::problem::Problem;
use venue_protocol::wire::manage::VenueLine;

use crate::app::App;
use crate::extract::{Json, Query};
use crate::problem::ApiProblem;
use crate::rights::Seeker;

/// So many at most.
const MOST: u32 = 50;

/// Which ones.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Whose name contains this; letter case does not matter.
    #[serde(default)]
    name: String,
}

/// Venues by a part of their name, for reviewers and tracers.
///
/// # Errors
/// A problem, if somebody else asks.
#[utoipa::path(get, path = "/api/v1/venues", tag = "venues", params(Asked),
    responses(
        (status = 200, description = "Up to 50, by name", body = Vec<VenueLine>),
        (status = "4XX", description = "Neither a reviewer nor a tracer", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn find(
    State(app): State<Arc<App>>,
    _: Seeker,
    Query(Asked { name }): Query<Asked>,
) -> Result<Json<Vec<VenueLine>>, ApiProblem> {
    Ok(Json(app.store.applications().venues_named(name.trim(), MOST).await?))
}
