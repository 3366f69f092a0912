//! `GET /api/v1/venues/{venue}/posters`

use std::cmp::Reverse;
use std::sync::Arc;

use axum::extract::State;
use venue_poster::archive::{ArchivedIssue, ArchivedPlace, PosterArchive};
use venue_protocol::id::PlaceId;
use venue_protocol::problem::Problem;
use venue_protocol::token::VenueToken;

use super::NoPoster;
use crate::app::App;
use crate::directory::Snapshot;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Access, Look};
use crate::store::Place;
use crate::store::posters::{Issue, IssueDownload};

/// What was issued for a venue and downloaded, newest first.
///
/// # Errors
/// If the venue is not approved yet.
#[utoipa::path(get, path = "/api/v1/venues/{venue}/posters", tag = "posters",
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 200, description = "All places with all issues", body = PosterArchive),
        (status = "4XX", description = "Not approved yet, or not in sight", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn archive(
    State(app): State<Arc<App>>,
    access: Access<Look>,
) -> Result<Json<PosterArchive>, ApiProblem> {
    let directory = app.directory.current();
    let mut places: Vec<&Place> = directory.places_of(access.venue).collect();
    if places.is_empty() {
        return Err(NoPoster::NotApproved.into());
    }
    places.sort_by_key(|place| (place.zone.clone(), place.id));
    let posters = app.store.posters();
    let (mut issues, downloads) =
        (posters.issues(access.venue).await?, posters.downloads(access.venue).await?);
    issues.sort_by_key(|issue| Reverse(issue.serial));
    let places = places.into_iter().map(|place| archived(&directory, place, &issues, &downloads));
    Ok(Json(PosterArchive { places: places.collect::<Result<_, _>>()? }))
}

fn archived(
    directory: &Snapshot,
    place: &Place,
    issues: &[Issue],
    downloads: &[IssueDownload],
) -> Result<ArchivedPlace, NoPoster> {
    let mut archived =
        ArchivedPlace { place: place.id, zone: place.zone.clone(), gate: place.gate, issues: Vec::new() };
    for issue in issues.iter().filter(|issue| issue.place == place.id) {
        // Issued this very moment, and not yet taken over into the directory.
        let Some((_, code)) = directory.issue(place.id, issue.serial) else { continue };
        let ends = VenueToken::from_bytes(&code.token).map_err(NoPoster::Damaged)?.validity.until();
        let of_issue =
            downloads.iter().filter(|noted| (noted.place, noted.serial) == (place.id, issue.serial));
        archived.issues.push(ArchivedIssue {
            serial: issue.serial,
            created_at: issue.created_at,
            dead_from: code.dead_from.map_or(ends, |dead_from| dead_from.min(ends)),
            downloads: of_issue.map(|noted| noted.download).collect(),
        });
    }
    Ok(archived)
}
