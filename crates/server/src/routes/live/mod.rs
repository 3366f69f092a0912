//! The live ticker, and counts.

pub mod counts;
pub mod stream;
mod table;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use utoipa::OpenApi;
use venue_protocol::wire::live::{Arrival, LiveWords, Undone};

use crate::app::App;

/// The part of the API's description.
#[derive(OpenApi)]
#[openapi(paths(stream::stream, counts::counts), components(schemas(Arrival, Undone, LiveWords)))]
pub struct Description;

/// The routes below `/api/v1`.
pub fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/venues/{venue}/live", get(stream::stream))
        .route("/venues/{venue}/counts", get(counts::counts))
}
