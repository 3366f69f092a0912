//! `DELETE /api/v1/authority/rosters/proposal`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::Problem;

use crate::app::App;
use crate::problem::ApiProblem;
use crate::rights::OfAuthority;
use crate::store::audit::Kind;

/// Takes the roster that waits away, by either role.
///
/// # Errors
/// A problem, if the caller is neither tracer nor approver.
#[utoipa::path(delete, path = "/api/v1/authority/rosters/proposal", tag = "authority",
    responses(
        (status = 204, description = "None waits any more"),
        (status = "4XX", description = "Neither tracer nor approver", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn discard(State(app): State<Arc<App>>, caller: OfAuthority) -> Result<StatusCode, ApiProblem> {
    let mut entry = app.office.begin().await?;
    if entry.writer.authority().drop_proposal().await? {
        entry.writer.audit(app.clock.now(), Kind::RosterDropped, &caller.who.account.0).await?;
        entry.commit().await?;
    }
    Ok(StatusCode::NO_CONTENT)
}
