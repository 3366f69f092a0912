//! `GET /api/v1/authority`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::problem::Problem;
use venue_protocol::wire::authority::AuthorityState;

use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::OfAuthority;

/// Rosters, members, what waits for the other role, and the caller's wrapped keys.
///
/// # Errors
/// A problem, if the caller is neither tracer nor approver.
#[utoipa::path(get, path = "/api/v1/authority", tag = "authority",
    responses(
        (status = 200, description = "The authority", body = AuthorityState),
        (status = "4XX", description = "Neither tracer nor approver", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show(
    State(app): State<Arc<App>>,
    caller: OfAuthority,
) -> Result<Json<AuthorityState>, ApiProblem> {
    let authority = app.store.authority();
    Ok(Json(AuthorityState {
        rosters: authority.rosters().await?,
        founders: authority.founders().await?,
        proposal: authority.proposal().await?,
        people: authority.people().await?,
        wraps: authority.wraps(caller.who.account).await?,
    }))
}
