//! `GET /metrics`

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderName;
use axum::http::header::CONTENT_TYPE;
use venue_protocol::problem::ProblemType;

use crate::app::App;
use crate::extract::Client;
use crate::problem::ApiProblem;

/// Counts, for a collector on this machine; to everybody else nothing is here.
///
/// # Errors
/// A problem, if the request comes from elsewhere or through a proxy.
pub async fn metrics(
    State(app): State<Arc<App>>,
    client: Client,
) -> Result<([(HeaderName, &'static str); 1], String), ApiProblem> {
    if !client.is_local {
        return Err(ProblemType::NotFound.into());
    }
    let text = app.metrics.text().map_err(|_| ApiProblem::new(ProblemType::Internal))?;
    Ok(([(CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text))
}
