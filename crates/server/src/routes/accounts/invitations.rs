//! `POST /api/v1/invitations/look-up` and `POST /api/v1/invitations/accept`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::accounts::{InvitationInfo, Membership, Offer, Right, WithLink};

use crate::accounts::secret_hash;
use crate::app::App;
use crate::budget::UsedUp;
use crate::extract::{Client, Json};
use crate::problem::ApiProblem;
use crate::rights::SignedIn;
use crate::store::StoreError;
use crate::store::audit::{Kind, member_added};

/// Why an invitation is not accepted.
#[derive(Debug, thiserror::Error)]
pub enum InvitationError {
    /// Too many attempts.
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
    /// Used, withdrawn, or too old.
    #[error("the invitation does not work any more")]
    Gone,
    /// Whoever invites cannot accept.
    #[error("this is your own invitation: send its link to somebody else")]
    Own,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<InvitationError> for ApiProblem {
    fn from(error: InvitationError) -> Self {
        match error {
            InvitationError::UsedUp(used_up) => used_up.into(),
            InvitationError::Gone => ProblemType::LinkGone.into(),
            InvitationError::Own => Self::new(ProblemType::NotAllowed).with_detail(error.to_string()),
            InvitationError::Store(error) => error.into(),
        }
    }
}

/// What an invitation is to, before it is accepted. Whoever has the link may look.
///
/// # Errors
/// [`InvitationError`] as a problem.
#[utoipa::path(post, path = "/api/v1/invitations/look-up", tag = "accounts", request_body = WithLink,
    responses(
        (status = 200, description = "What it offers", body = InvitationInfo),
        (status = "4XX", description = "Used, withdrawn, or too old", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn look_up(
    State(app): State<Arc<App>>,
    client: Client,
    Json(link): Json<WithLink>,
) -> Result<Json<InvitationInfo>, ApiProblem> {
    Ok(Json(looked_up(&app, client, &link).await?))
}

async fn looked_up(app: &App, client: Client, link: &WithLink) -> Result<InvitationInfo, InvitationError> {
    app.budgets.sign_ins_per_client.spend(client.address)?;
    let hash = secret_hash(link.secret.as_bytes());
    let found = app.store.accounts().invitation(hash, app.clock.now()).await?;
    let found = found.ok_or(InvitationError::Gone)?;
    Ok(InvitationInfo { venue_name: found.venue_name, offer: found.offer, expires_at: found.expires_at })
}

/// Accepts an invitation. Whoever is a member already keeps the greater right.
///
/// # Errors
/// [`InvitationError`] as a problem.
#[utoipa::path(post, path = "/api/v1/invitations/accept", tag = "accounts", request_body = WithLink,
    responses(
        (status = 200, description = "A member", body = Membership),
        (status = "4XX", description = "Used, withdrawn, or too old", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn accept(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Json(link): Json<WithLink>,
) -> Result<Json<Membership>, ApiProblem> {
    Ok(Json(accepted(&app, &who, &link).await?))
}

async fn accepted(app: &App, who: &SignedIn, link: &WithLink) -> Result<Membership, InvitationError> {
    let (hash, now) = (secret_hash(link.secret.as_bytes()), app.clock.now());
    let mut entry = app.office.begin().await?;
    let accounts = entry.writer.accounts();
    let invitation = accounts.take_invitation(hash, now).await?.ok_or(InvitationError::Gone)?;
    if invitation.inviter == who.account {
        return Err(InvitationError::Own);
    }
    let offered = match invitation.offer {
        Offer::Staff => Right::Staff,
        Offer::Manager | Offer::HandOver => Right::Manager,
    };
    let right = accounts.add_member(now, invitation.venue, who.account, offered).await?;
    let hands_over = invitation.offer == Offer::HandOver;
    if hands_over {
        accounts.remove_member(invitation.venue, invitation.inviter).await?;
    }
    let subject = member_added(invitation.venue, who.account, invitation.inviter, right);
    entry.writer.audit(now, Kind::MemberAdded, &subject).await?;
    if hands_over {
        let subject = [&invitation.venue.0[..], &invitation.inviter.0, &invitation.inviter.0].concat();
        entry.writer.audit(now, Kind::MemberRemoved, &subject).await?;
    }
    entry.commit().await?;
    let memberships = app.store.accounts().memberships(who.account).await?;
    memberships.into_iter().find(|of| of.venue == invitation.venue).ok_or(InvitationError::Gone)
}
