//! `POST /api/v1/persons/withdraw`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::Problem;
use venue_protocol::wire::persons::WithCredential;

use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;

/// Withdraws a registration and the consent with it: the identity is destroyed at once. Withdrawing again is no error.
///
/// # Errors
/// A problem, if this server did not make the credential.
#[utoipa::path(post, path = "/api/v1/persons/withdraw", tag = "persons", request_body = WithCredential,
    responses(
        (status = 204, description = "Withdrawn"),
        (status = "4XX", description = "Not a registration", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn withdraw(
    State(app): State<Arc<App>>,
    Json(WithCredential { credential }): Json<WithCredential>,
) -> Result<StatusCode, ApiProblem> {
    app.sealer.withdraw(credential).await?;
    Ok(StatusCode::NO_CONTENT)
}
