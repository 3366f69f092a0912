//! `POST /api/v1/authority/founders`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::Problem;
use venue_protocol::wire::authority::{Founder, NewFounder, WrapFor};

use super::RosterError;
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::OfAuthority;
use crate::store::audit::Kind;

/// Founds the own role, while there is no roster.
///
/// # Errors
/// [`RosterError`] as a problem.
#[utoipa::path(post, path = "/api/v1/authority/founders", tag = "authority", request_body = NewFounder,
    responses(
        (status = 204, description = "Founded"),
        (status = "4XX", description = "Founded by somebody else, or there is a roster", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn found(
    State(app): State<Arc<App>>,
    caller: OfAuthority,
    Json(form): Json<NewFounder>,
) -> Result<StatusCode, ApiProblem> {
    found_by(&app, &caller, form).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn found_by(app: &App, caller: &OfAuthority, form: NewFounder) -> Result<(), RosterError> {
    let account = caller.who.account;
    let mut entry = app.office.begin().await?;
    let authority = app.store.authority();
    let people = authority.people().await?;
    let own = people.iter().find(|person| person.account == account).and_then(|person| person.key);
    let own = own.ok_or(RosterError::NoOwnKey)?;
    let founders = authority.founders().await?;
    let by_another = founders.iter().any(|other| other.role == caller.role && other.account != account);
    if by_another || !authority.rosters().await?.is_empty() {
        return Err(RosterError::Changed);
    }
    let founder = Founder { role: caller.role, account, keys: form.keys };
    let wrap = WrapFor { account, member: own, role_key: form.keys.seal, wrap: form.wrap };
    entry.writer.authority().found(&founder, &wrap).await?;
    let subject = [&account.0[..], &form.keys.seal.0].concat();
    entry.writer.audit(app.clock.now(), Kind::RoleFounded, &subject).await?;
    Ok(entry.commit().await?)
}
