//! Posters and the archive of what was printed.

pub mod archive;
pub mod file;
pub mod preview;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use utoipa::OpenApi;
use venue_poster::Poster;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::ProblemType;
use venue_protocol::token::{CodeRefusal, Validity, VenueToken};

use crate::app::App;
use crate::problem::ApiProblem;

/// The part of the API's description.
#[derive(OpenApi)]
#[openapi(paths(archive::archive, file::file, preview::preview))]
pub struct Description;

/// The routes below `/api/v1`.
pub fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/venues/{venue}/posters", get(archive::archive))
        .route("/venues/{venue}/places/{place}/poster", get(file::file))
        .route("/venues/{venue}/places/{place}/poster/preview", get(preview::preview))
}

/// Why a place has no poster to be printed.
#[derive(Debug, thiserror::Error)]
pub enum NoPoster {
    /// The venue has no code yet.
    #[error("the venue is not approved yet")]
    NotApproved,
    /// The place is not one of the venue's, or was removed.
    #[error("the venue has no such place")]
    NoPlace,
    /// Its newest code is revoked, or past its time.
    #[error("the newest code of the place is dead")]
    Dead,
    /// What is stored is no token.
    #[error("the stored token is damaged")]
    Damaged(#[source] CodeRefusal),
}

impl From<NoPoster> for ApiProblem {
    fn from(error: NoPoster) -> Self {
        match error {
            NoPoster::NotApproved => ProblemType::NotApproved.into(),
            NoPoster::NoPlace => ProblemType::NotFound.into(),
            NoPoster::Dead => Self::new(ProblemType::CodeRevoked).with_detail("issue a new code first"),
            NoPoster::Damaged(_) => {
                tracing::error!(error = &error as &dyn std::error::Error, "no poster");
                ProblemType::Internal.into()
            }
        }
    }
}

/// What stands on the poster of a place: its newest code, which must be in force.
fn poster_of(app: &App, venue: PlaceId, place: &str) -> Result<(PlaceId, Poster), NoPoster> {
    let directory = app.directory.current();
    if directory.places_of(venue).next().is_none() {
        return Err(NoPoster::NotApproved);
    }
    let place: PlaceId = place.parse().map_err(|_| NoPoster::NoPlace)?;
    let place = directory.standing(place).filter(|place| place.venue == venue).ok_or(NoPoster::NoPlace)?;
    let code = directory.newest(place.id).ok_or(NoPoster::NoPlace)?;
    let token = VenueToken::from_bytes(&code.token).map_err(NoPoster::Damaged)?;
    let now = app.clock.now();
    code.in_force_at(now).map_err(|_| NoPoster::Dead)?;
    let created = match token.validity {
        Validity::Days { from, .. } => from,
        Validity::Step(_) => token.validity.from().day(),
    };
    if now >= token.validity.until() {
        return Err(NoPoster::Dead);
    }
    let poster = Poster {
        name: place.name.clone(),
        zone: place.zone.clone(),
        gate: place.gate,
        url: token.url(app.public_url.code_host()),
        typed_code: code.typed.to_string(),
        serial: code.serial,
        created,
        hotlines: app.config.hotlines.clone(),
    };
    Ok((place.id, poster))
}
