//! `GET /metrics`, at an address of its own: who may reach it is settled by where it listens, not by what a request says.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderName;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use venue_protocol::problem::ProblemType;

use crate::metrics::Metrics;
use crate::problem::ApiProblem;

/// All routes of the listener for counts.
pub fn router(metrics: Arc<Metrics>) -> Router {
    Router::new().route("/metrics", get(show)).with_state(metrics)
}

async fn show(
    State(metrics): State<Arc<Metrics>>,
) -> Result<([(HeaderName, &'static str); 1], String), ApiProblem> {
    let text = metrics.text().map_err(|_| ApiProblem::new(ProblemType::Internal))?;
    Ok(([(CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text))
}
