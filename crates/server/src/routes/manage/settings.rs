//! `PUT /api/v1/venues/{venue}/settings`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::{FormField, FormProblem, Problem, Reason};
use venue_protocol::wire::manage::VenueSettings;

use super::open;
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Access, Manage};
use crate::store::audit::Kind;

/// Hourly limits that a venue can set.
const LIMITS: std::ops::RangeInclusive<u16> = 1..=3600;

/// Sets a venue's settings. Posters are refused from the moment on at which only the rotating code counts.
///
/// # Errors
/// A problem, if the venue is not one's own, or the limit is out of range.
#[utoipa::path(put, path = "/api/v1/venues/{venue}/settings", tag = "venues", request_body = VenueSettings,
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 204, description = "Set"),
        (status = "4XX", description = "Not one's own, or not valid", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn settings(
    State(app): State<Arc<App>>,
    access: Access<Manage>,
    Json(settings): Json<VenueSettings>,
) -> Result<StatusCode, ApiProblem> {
    if !LIMITS.contains(&settings.hourly_limit) {
        let problem = FormProblem { field: FormField::HourlyLimit, entry: None, reason: Reason::Range };
        return Err(vec![problem].into());
    }
    let now = app.clock.now();
    let mut entry = app.office.begin().await?;
    open(&mut *entry.writer, access.venue).await?;
    entry.writer.applications().set_settings(access.venue, now, &settings).await?;
    let VenueSettings { hourly_limit, rotating_only } = settings;
    let (limit, rotating) = (hourly_limit.to_be_bytes(), [u8::from(rotating_only)]);
    let subject = [access.venue.0.as_slice(), &access.who.account.0, &limit, &rotating].concat();
    entry.writer.audit(now, Kind::SettingsChanged, &subject).await?;
    entry.commit().await?;
    app.directory.taken_over(app.store.as_ref()).await;
    Ok(StatusCode::NO_CONTENT)
}
