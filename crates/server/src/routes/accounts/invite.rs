//! `POST /api/v1/venues/{venue}/invitations` and `DELETE /api/v1/venues/{venue}/invitations/{id}`

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use venue_protocol::id::{InvitationId, PlaceId};
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::accounts::{Invite, NewInvitation};

use crate::accounts::LinkTo;
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Access, Manage};
use crate::store::StoreError;
use crate::store::accounts::Invitation;
use crate::store::audit::Kind;

/// So many invitations of a venue may be open.
const MOST: usize = 100;

/// Why nobody is invited.
#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    /// The venue is only applied for.
    #[error("the venue is not approved yet")]
    NotApproved,
    /// Too many are open.
    #[error("{MOST} invitations are open; withdraw some")]
    TooMany,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<InviteError> for ApiProblem {
    fn from(error: InviteError) -> Self {
        match error {
            InviteError::NotApproved => ProblemType::NotApproved.into(),
            InviteError::TooMany => Self::new(ProblemType::TooManyInvitations).with_detail(error.to_string()),
            InviteError::Store(error) => error.into(),
        }
    }
}

/// Invites somebody to a venue by a link, which one account may accept within a week.
///
/// # Errors
/// [`InviteError`] as a problem.
#[utoipa::path(post, path = "/api/v1/venues/{venue}/invitations", tag = "accounts", request_body = Invite,
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 200, description = "The link, shown once", body = NewInvitation),
        (status = "4XX", description = "Not the caller's", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn invite(
    State(app): State<Arc<App>>,
    access: Access<Manage>,
    Json(form): Json<Invite>,
) -> Result<Json<NewInvitation>, ApiProblem> {
    Ok(Json(invited(&app, &access, form).await?))
}

async fn invited(app: &App, access: &Access<Manage>, form: Invite) -> Result<NewInvitation, InviteError> {
    let (accounts, now) = (app.store.accounts(), app.clock.now());
    let memberships = accounts.memberships(access.who.account).await?;
    let venue = memberships.into_iter().find(|of| of.venue == access.venue);
    let venue = venue.ok_or(InviteError::NotApproved)?;
    if accounts.invitations(access.venue, now).await?.len() >= MOST {
        return Err(InviteError::TooMany);
    }
    let (link, hash) = LinkTo::Invitation.draw(&app.public_url, now, &app.random);
    let invitation = Invitation {
        id: InvitationId(app.random.bytes()),
        venue: access.venue,
        venue_name: venue.name,
        offer: form.offer,
        inviter: access.who.account,
        expires_at: link.expires_at,
    };
    let mut entry = app.office.begin().await?;
    entry.writer.accounts().add_invitation(hash, &invitation).await?;
    let subject = subject(access, invitation.id);
    entry.writer.audit(now, Kind::Invited, &subject).await?;
    entry.commit().await?;
    Ok(NewInvitation { id: invitation.id, link })
}

/// Withdraws an invitation.
///
/// # Errors
/// A problem, if there is none, or the venue is not the caller's.
#[utoipa::path(delete, path = "/api/v1/venues/{venue}/invitations/{id}", tag = "accounts",
    params(("venue" = PlaceId, Path, description = "The venue"), ("id" = InvitationId, Path, description = "Which")),
    responses(
        (status = 204, description = "Withdrawn"),
        (status = "4XX", description = "Not the caller's, or none", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn withdraw(
    State(app): State<Arc<App>>,
    access: Access<Manage>,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Result<StatusCode, ApiProblem> {
    let Path((_, id)) = path.map_err(|_| ProblemType::NotFound)?;
    let id: InvitationId = id.parse().map_err(|_| ProblemType::NotFound)?;
    let mut entry = app.office.begin().await?;
    if !entry.writer.accounts().withdraw_invitation(access.venue, id).await? {
        return Err(ProblemType::NotFound.into());
    }
    let subject = subject(&access, id);
    entry.writer.audit(app.clock.now(), Kind::InvitationWithdrawn, &subject).await?;
    entry.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

fn subject(access: &Access<Manage>, id: InvitationId) -> Vec<u8> {
    [&access.venue.0[..], &id.0, &access.who.account.0].concat()
}
