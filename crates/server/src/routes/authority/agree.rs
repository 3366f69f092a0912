//! `POST /api/v1/authority/rosters/signature`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::Problem;
use venue_protocol::seal::roster::{Role, Roster, SignedRoster};
use venue_protocol::wire::authority::Agree;

use super::{Chain, RosterError, audit_wraps, check_members, check_wraps};
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::OfAuthority;
use crate::store::audit::Kind;
use crate::store::authority::NewRoster;

/// The other role agrees, and the roster is in force: new slots and indexes are sealed to its keys.
///
/// # Errors
/// [`RosterError`] as a problem.
#[utoipa::path(post, path = "/api/v1/authority/rosters/signature", tag = "authority", request_body = Agree,
    responses(
        (status = 204, description = "In force"),
        (status = "4XX", description = "Another roster waits, or the signature is wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn agree(
    State(app): State<Arc<App>>,
    caller: OfAuthority,
    Json(form): Json<Agree>,
) -> Result<StatusCode, ApiProblem> {
    agreed(&app, &caller, form).await?;
    app.directory.taken_over(app.store.as_ref()).await;
    Ok(StatusCode::NO_CONTENT)
}

async fn agreed(app: &App, caller: &OfAuthority, form: Agree) -> Result<(), RosterError> {
    let (now, account, role) = (app.clock.now(), caller.who.account, caller.role);
    let mut entry = app.office.begin().await?;
    let authority = app.store.authority();
    let proposal = authority.proposal().await?.ok_or(RosterError::Changed)?;
    if proposal.roster != form.roster || proposal.by == role {
        return Err(RosterError::Changed);
    }
    let roster = Roster::from_bytes(&form.roster.0).map_err(|_| RosterError::NotOne)?;
    let (tracer, approver) = match role {
        Role::Tracer => (form.signature, proposal.signature),
        Role::Approver => (proposal.signature, form.signature),
    };
    let chain = Chain::read(&authority.rosters().await?)?;
    let signed = match chain.in_force() {
        None => SignedRoster::first(roster.clone(), &tracer, &approver),
        Some(before) => before.followed_by(roster.clone(), &tracer, &approver),
    };
    let signed = signed.map_err(|_| RosterError::Forged)?;
    // Somebody may have sent another key, or lost the role, since it was proposed.
    let in_force = chain.in_force().map(SignedRoster::roster);
    check_members(&roster, in_force, &authority.people().await?)?;
    check_wraps(&form.wraps, role, &roster, &chain.keys_of(role, &roster))?;
    let subject = [&account.0[..], &roster.hash()].concat();
    let new = NewRoster { roster: signed, tracer, approver };
    entry.writer.authority().put_in_force(now, &new).await?;
    entry.writer.authority().add_wraps(&form.wraps).await?;
    entry.writer.audit(now, Kind::RosterInForce, &subject).await?;
    audit_wraps(&mut *entry.writer, now, account, &form.wraps).await?;
    Ok(entry.commit().await?)
}
