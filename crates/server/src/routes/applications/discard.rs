//! `DELETE /api/v1/applications/{venue}`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::Problem;
use venue_protocol::wire::applications::Purpose;

use super::open;
use crate::app::App;
use crate::problem::ApiProblem;
use crate::rights::{Access, Manage};

/// Drops a draft, or one that was returned, with its picture.
///
/// # Errors
/// A problem, if it waits for a decision or is decided.
#[utoipa::path(delete, path = "/api/v1/applications/{venue}", tag = "applications",
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 204, description = "Dropped"),
        (status = "4XX", description = "Not one's own, or not a draft any more", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn discard(State(app): State<Arc<App>>, access: Access<Manage>) -> Result<StatusCode, ApiProblem> {
    let mut entry = app.office.begin().await?;
    let application = open(&mut *entry.writer, access.venue, None).await?;
    entry.writer.applications().drop_application(application.number).await?;
    if application.purpose == Purpose::New {
        // There will be no such venue.
        entry.writer.accounts().remove_member(access.venue, application.applicant).await?;
    }
    entry.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
