//! `POST /api/v1/authority/wraps`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::Problem;
use venue_protocol::wire::authority::{NewWraps, WrapFor};

use super::{Chain, RosterError, audit_wraps, check_wraps};
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::InRoster;

/// Gives members of the own role, who stand in the roster in force, the role's private key, where they lack it.
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
    caller: InRoster,
    Json(form): Json<NewWraps>,
) -> Result<StatusCode, ApiProblem> {
    given(&app, &caller, form).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn given(app: &App, caller: &InRoster, form: NewWraps) -> Result<(), RosterError> {
    let mut entry = app.office.begin().await?;
    let chain = Chain::read(&app.store.authority().rosters().await?)?;
    let roster = chain.in_force().ok_or(RosterError::Changed)?.roster();
    check_wraps(&form.wraps, caller.role, roster, &chain.keys_of(caller.role, roster))?;
    // Only its owner puts a wrap in the place of another: nobody can tell from outside whether it opens.
    let people = app.store.authority().people().await?;
    let has = |wrap: &WrapFor| {
        let person = people.iter().find(|person| person.account == wrap.account);
        person.is_some_and(|it| it.key == Some(wrap.member) && it.holds.contains(&wrap.role_key.kid()))
    };
    let mut given = form.wraps;
    given.retain(|wrap| wrap.account == caller.account || !has(wrap));
    entry.writer.authority().add_wraps(&given).await?;
    audit_wraps(&mut *entry.writer, app.clock.now(), caller.account, &given).await?;
    Ok(entry.commit().await?)
}
