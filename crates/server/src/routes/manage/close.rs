//! `POST /api/v1/venues/{venue}/close`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::Problem;
use venue_protocol::wire::manage::WithReason;

use super::open;
use super::revoke::revoke_all;
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Access, Manage};
use crate::routes::applications::decide::said;
use crate::store::audit::Kind;

/// Closes a venue for good: all its codes die.
///
/// # Errors
/// A problem, if the venue is not one's own, or closed already.
#[utoipa::path(post, path = "/api/v1/venues/{venue}/close", tag = "venues", request_body = WithReason,
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 204, description = "Closed"),
        (status = "4XX", description = "Not one's own, or closed already", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn close(
    State(app): State<Arc<App>>,
    access: Access<Manage>,
    Json(WithReason { reason }): Json<WithReason>,
) -> Result<StatusCode, ApiProblem> {
    let (now, reason) = (app.clock.now(), said(&reason)?);
    let mut entry = app.office.begin().await?;
    open(&mut *entry.writer, access.venue).await?;
    revoke_all(&mut *entry.writer, access.venue, access.who.account, now, &reason).await?;
    entry.writer.applications().close_venue(access.venue, now).await?;
    let subject = [access.venue.0.as_slice(), access.who.account.0.as_slice()].concat();
    entry.writer.audit(now, Kind::VenueClosed, &subject).await?;
    entry.commit().await?;
    app.directory.taken_over(app.store.as_ref()).await;
    Ok(StatusCode::NO_CONTENT)
}
