//! `POST /api/v1/authority/rosters`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::Problem;
use venue_protocol::seal::roster::{Role, RoleKeys, Roster};
use venue_protocol::wire::authority::{Founder, NewProposal, Proposal};

use super::{Chain, RosterError, audit_wraps, check_members, check_wraps};
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::OfAuthority;
use crate::store::audit::Kind;

/// Proposes a roster, which waits for the other role's signature, in place of the one that waits.
///
/// # Errors
/// [`RosterError`] as a problem.
#[utoipa::path(post, path = "/api/v1/authority/rosters", tag = "authority", request_body = NewProposal,
    responses(
        (status = 204, description = "It waits"),
        (status = "4XX", description = "It does not follow the one in force, or is not signed by the own role", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn propose(
    State(app): State<Arc<App>>,
    caller: OfAuthority,
    Json(form): Json<NewProposal>,
) -> Result<StatusCode, ApiProblem> {
    proposed(&app, &caller, form).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn proposed(app: &App, caller: &OfAuthority, form: NewProposal) -> Result<(), RosterError> {
    let (now, account, role) = (app.clock.now(), caller.who.account, caller.role);
    let roster = Roster::from_bytes(&form.roster.0).map_err(|_| RosterError::NotOne)?;
    let mut entry = app.office.begin().await?;
    let authority = app.store.authority();
    let chain = Chain::read(&authority.rosters().await?)?;
    let in_force = chain.in_force().map(|signed| signed.roster());
    let signers = match in_force {
        Some(before) => {
            let follows = Some(roster.version) == before.version.checked_add(1);
            if !follows || roster.before != before.hash() {
                return Err(RosterError::Changed);
            }
            roster.keeps_keys_of(before).map_err(|_| RosterError::NotOne)?;
            *before.role(role)
        }
        None => {
            if roster.version != 1
                || founded(&authority.founders().await?) != Some([roster.tracer, roster.approver])
            {
                return Err(RosterError::Changed);
            }
            *roster.role(role)
        }
    };
    roster.verify(&signers, &form.signature).map_err(|_| RosterError::Forged)?;
    check_members(&roster, in_force, &authority.people().await?)?;
    check_wraps(&form.wraps, role, &roster, &chain.keys_of(role, &roster))?;
    let subject = [&account.0[..], &roster.hash()].concat();
    let proposal = Proposal { roster: form.roster, by: role, account, signature: form.signature, at: now };
    entry.writer.authority().propose(&proposal, &form.wraps).await?;
    entry.writer.audit(now, Kind::RosterProposed, &subject).await?;
    audit_wraps(&mut *entry.writer, now, account, &form.wraps).await?;
    Ok(entry.commit().await?)
}

/// The keys of both roles, tracers first, once both are founded.
fn founded(founders: &[Founder]) -> Option<[RoleKeys; 2]> {
    let keys = |role: Role| founders.iter().find(|founder| founder.role == role).map(|founder| founder.keys);
    Some([keys(Role::Tracer)?, keys(Role::Approver)?])
}
