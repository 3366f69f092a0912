//! `POST /api/v1/persons/renew`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::problem::Problem;
use venue_protocol::wire::persons::{Registered, WithCredential};

use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;

/// Gives a registration a new credential, good for another 400 days. The old one stays good for its own time.
///
/// # Errors
/// A problem, if the credential is unknown, dead or withdrawn.
#[utoipa::path(post, path = "/api/v1/persons/renew", tag = "persons", request_body = WithCredential,
    responses(
        (status = 200, description = "Renewed", body = Registered),
        (status = "4XX", description = "Unknown, dead or withdrawn", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn renew(
    State(app): State<Arc<App>>,
    Json(WithCredential { credential }): Json<WithCredential>,
) -> Result<Json<Registered>, ApiProblem> {
    Ok(Json(app.sealer.renew(credential).await?))
}
