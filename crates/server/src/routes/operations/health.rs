//! `GET /healthz`

use std::sync::Arc;

use axum::extract::State;

use crate::app::App;
use crate::problem::ApiProblem;

/// Whether the server can read its database and its sealer takes work.
///
/// # Errors
/// A problem, if not.
#[utoipa::path(get, path = "/healthz", tag = "operations",
    responses((status = 200, description = "It works", body = String, content_type = "text/plain")))]
pub async fn health(State(app): State<Arc<App>>) -> Result<&'static str, ApiProblem> {
    app.store.change().await?;
    if app.sealer.room() == 0 {
        return Err(venue_protocol::problem::ProblemType::Unavailable.into());
    }
    Ok("ok\n")
}
