//! `GET /api/v1/venues/{venue}`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::accounts::Right;
use venue_protocol::wire::manage::ManagedVenue;

use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Access, Look};

/// An approved venue with its places and codes. The form is for managers and reviewers.
///
/// # Errors
/// A problem, if it is not in sight, or only applied for.
#[utoipa::path(get, path = "/api/v1/venues/{venue}", tag = "venues",
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 200, description = "The venue", body = ManagedVenue),
        (status = "4XX", description = "Not in sight, or not approved yet", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show(
    State(app): State<Arc<App>>,
    access: Access<Look>,
) -> Result<Json<ManagedVenue>, ApiProblem> {
    let found = app.store.applications().venue(access.venue).await?;
    let mut venue = found.ok_or(ProblemType::NotApproved)?;
    if access.right == Some(Right::Staff) {
        venue.form = None;
    }
    Ok(Json(venue))
}
