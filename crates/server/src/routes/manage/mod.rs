//! Approved venues in the hands of managers and reviewers.

use std::sync::Arc;

use axum::Router;
use utoipa::OpenApi;

use crate::app::App;

/// The part of the API's description.
#[derive(OpenApi)]
#[openapi()]
pub struct Description;

/// The routes below `/api/v1`.
pub fn router() -> Router<Arc<App>> {
    Router::new()
}
