//! `POST /api/v1/venues/{venue}/revoke`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::id::{AccountId, PlaceId};
use venue_protocol::instant::Instant;
use venue_protocol::problem::Problem;
use venue_protocol::wire::manage::WithReason;

use super::open;
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Access, Look, Reviewer};
use crate::routes::applications::decide::said;
use crate::store::audit::Kind;
use crate::store::{StoreError, Writer};

/// Revokes all codes of a venue. Only a reviewer can issue new ones afterwards.
///
/// # Errors
/// A problem, if there is no such venue, or it is closed.
#[utoipa::path(post, path = "/api/v1/venues/{venue}/revoke", tag = "venues", request_body = WithReason,
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 204, description = "Revoked"),
        (status = "4XX", description = "Not a reviewer, no such venue, or closed", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn revoke(
    State(app): State<Arc<App>>,
    access: Access<Look>,
    _: Reviewer,
    Json(WithReason { reason }): Json<WithReason>,
) -> Result<StatusCode, ApiProblem> {
    let (now, reason) = (app.clock.now(), said(&reason)?);
    let mut entry = app.office.begin().await?;
    open(&mut *entry.writer, access.venue).await?;
    revoke_all(&mut *entry.writer, access.venue, access.who.account, now, &reason).await?;
    entry.commit().await?;
    app.directory.taken_over(app.store.as_ref()).await;
    Ok(StatusCode::NO_CONTENT)
}

/// Revokes the codes of all places, removed ones too, with a reason.
pub(super) async fn revoke_all(
    writer: &mut dyn Writer,
    venue: PlaceId,
    by: AccountId,
    now: Instant,
    reason: &str,
) -> Result<(), StoreError> {
    for place in writer.revoke_venue(venue, now).await? {
        let subject = [place.0.as_slice(), &by.0].concat();
        writer.audit(now, Kind::CodesRevoked, &subject).await?;
    }
    writer.applications().set_ended_reason(venue, reason).await
}
