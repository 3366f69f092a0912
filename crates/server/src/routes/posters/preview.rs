//! `GET /api/v1/venues/{venue}/places/{place}/poster/preview`

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use venue_poster::PosterPreview;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::Problem;

use super::{NoPoster, poster_of};
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Access, Look};

/// Everything that the browser needs to draw a place's poster on any sheet, the same as it will be printed.
///
/// # Errors
/// If the place has no poster, or there is no font.
#[utoipa::path(get, path = "/api/v1/venues/{venue}/places/{place}/poster/preview", tag = "posters",
    params(
        ("venue" = PlaceId, Path, description = "The venue"),
        ("place" = PlaceId, Path, description = "The venue itself or one of its zones"),
    ),
    responses(
        (status = 200, description = "The poster and its glyphs", body = PosterPreview),
        (status = "4XX", description = "Not approved yet, or not in sight", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "No font", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn preview(
    State(app): State<Arc<App>>,
    access: Access<Look>,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Result<Json<PosterPreview>, ApiProblem> {
    let Path((_, place)) = path.map_err(|_| NoPoster::NoPlace)?;
    let (_, poster) = poster_of(&app, access.venue, &place)?;
    Ok(Json(app.posters.preview(poster).await?))
}
