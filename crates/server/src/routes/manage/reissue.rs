//! `POST /api/v1/venues/{venue}/reissue`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::application::check_old_codes_until;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::{FormField, FormProblem, Problem, ProblemType};
use venue_protocol::wire::manage::{ManagedVenue, Reissue};

use super::open;
use crate::app::App;
use crate::approval::dies;
use crate::extract::Json;
use crate::issuer::{Issuer, VALID_DAYS};
use crate::problem::ApiProblem;
use crate::rights::{Access, Oversee};
use crate::store::audit::Kind;

/// Issues new codes for a place, or for all of a venue. The old ones die at once, or on a day until which the wall
/// keeps working. What reviewers revoked, a reviewer issues anew, and not for a venue of their own: else their revocation
/// would stop nobody.
///
/// # Errors
/// A problem, if the venue or place is not in sight, or closed.
#[utoipa::path(post, path = "/api/v1/venues/{venue}/reissue", tag = "venues", request_body = Reissue,
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 200, description = "The venue with its new codes", body = ManagedVenue),
        (status = "4XX", description = "Not in sight, closed, revoked by a reviewer, or a day that cannot be", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn reissue(
    State(app): State<Arc<App>>,
    access: Access<Oversee>,
    Json(asked): Json<Reissue>,
) -> Result<Json<ManagedVenue>, ApiProblem> {
    let now = app.clock.now();
    if let Err(reason) = asked.old_until.map_or(Ok(()), |last| check_old_codes_until(last, now.day())) {
        return Err(vec![FormProblem { field: FormField::OldCodesUntil, entry: None, reason }].into());
    }
    let mut entry = app.office.begin().await?;
    let venue = open(&mut *entry.writer, access.venue).await?;
    let is_outside_reviewer = access.right.is_none();
    if venue.ended_reason.is_some() && !is_outside_reviewer {
        return Err(ProblemType::RevokedByReviewers.into());
    }
    let mut places: Vec<PlaceId> = venue.places.iter().map(|place| place.place).collect();
    if let Some(only) = asked.place {
        places.retain(|place| *place == only);
        if places.is_empty() {
            return Err(ProblemType::NotFound.into());
        }
    }
    let mut issuer = Issuer::new(&app.codes, app.random.clone(), now);
    for place in places {
        let last = now.day().plus(VALID_DAYS);
        issuer.issue(&mut *entry.writer, place, last, dies(asked.old_until, now)).await?;
    }
    let subject = [access.venue.0.as_slice(), &access.who.account.0].concat();
    entry.writer.audit(now, Kind::CodesReissued, &subject).await?;
    let venue = entry.writer.applications().venue(access.venue).await?.ok_or(ProblemType::Internal)?;
    entry.commit().await?;
    app.directory.taken_over(app.store.as_ref()).await;
    Ok(Json(venue))
}
