//! `POST /api/v1/check-ins/undo`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::Problem;
use venue_protocol::seal::event::event_id;
use venue_protocol::wire::check_ins::WithSecret;

use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;

/// Undoes a check-in within 60 s of its registration ("wrong check-in"). Undoing again is no error.
///
/// # Errors
/// A problem, if there is no such check-in, or the time for it is over.
#[utoipa::path(post, path = "/api/v1/check-ins/undo", tag = "check-ins", request_body = WithSecret,
    responses(
        (status = 204, description = "Undone"),
        (status = "4XX", description = "Unknown, or too late", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn undo(
    State(app): State<Arc<App>>,
    Json(WithSecret { secret, scanned_at }): Json<WithSecret>,
) -> Result<StatusCode, ApiProblem> {
    app.sealer.undo(event_id(&secret, scanned_at)).await?;
    Ok(StatusCode::NO_CONTENT)
}
