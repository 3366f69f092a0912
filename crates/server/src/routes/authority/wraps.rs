//! `POST /api/v1/authority/wraps`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::Problem;
use venue_protocol::wire::authority::NewWraps;

use super::{Chain, RosterError, audit_wraps, check_wraps};
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::OfAuthority;

/// Gives members of the own role, who stand in the roster in force, the role's private key.
///
/// # Errors
/// [`RosterError`] as a problem.
#[utoipa::path(post, path = "/api/v1/authority/wraps", tag = "authority", request_body = NewWraps,
    responses(
        (status = 204, description = "Given"),
        (status = "4XX", description = "Not for a member of the own role", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn wraps(
    State(app): State<Arc<App>>,
    caller: OfAuthority,
    Json(form): Json<NewWraps>,
) -> Result<StatusCode, ApiProblem> {
    given(&app, &caller, form).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn given(app: &App, caller: &OfAuthority, form: NewWraps) -> Result<(), RosterError> {
    let mut entry = app.office.begin().await?;
    let chain = Chain::read(&app.store.authority().rosters().await?)?;
    let roster = chain.in_force().ok_or(RosterError::Changed)?.roster();
    check_wraps(&form.wraps, caller.role, roster, &chain.keys_of(caller.role, roster))?;
    entry.writer.authority().add_wraps(&form.wraps).await?;
    audit_wraps(&mut *entry.writer, app.clock.now(), caller.who.account, &form.wraps).await?;
    Ok(entry.commit().await?)
}
