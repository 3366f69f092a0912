//! Approved venues in the hands of managers and reviewers.

pub mod close;
pub mod find;
pub mod reissue;
pub mod revoke;
pub mod rotating;
pub mod service;
pub mod settings;
pub mod show;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post, put};
use utoipa::OpenApi;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::ProblemType;
use venue_protocol::wire::manage::ManagedVenue;

use crate::app::App;
use crate::problem::ApiProblem;
use crate::store::Writer;

/// The part of the API's description.
#[derive(OpenApi)]
#[openapi(paths(
    service::service,
    find::find,
    show::show,
    settings::settings,
    reissue::reissue,
    close::close,
    revoke::revoke,
    rotating::rotating,
))]
pub struct Description;

/// The routes below `/api/v1`.
pub fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/service", get(service::service))
        .route("/venues", get(find::find))
        .route("/venues/{venue}", get(show::show))
        .route("/venues/{venue}/settings", put(settings::settings))
        .route("/venues/{venue}/reissue", post(reissue::reissue))
        .route("/venues/{venue}/close", post(close::close))
        .route("/venues/{venue}/revoke", post(revoke::revoke))
        .route("/venues/{venue}/places/{place}/rotating", get(rotating::rotating))
}

/// A venue that is approved and not closed, to be changed.
async fn open(writer: &mut dyn Writer, venue: PlaceId) -> Result<ManagedVenue, ApiProblem> {
    let found = writer.applications().venue(venue).await?.ok_or(ProblemType::NotApproved)?;
    if found.closed_at.is_some() { Err(ProblemType::VenueClosed.into()) } else { Ok(found) }
}
