//! `GET /api/v1/venues/{venue}/members` and `DELETE /api/v1/venues/{venue}/members/{account}`

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use venue_protocol::id::{AccountId, PlaceId};
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::accounts::{Members, Right};

use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Access, Oversee, Serve};
use crate::store::StoreError;
use crate::store::audit::Kind;

/// Why a member stays.
#[derive(Debug, thiserror::Error)]
pub enum RemoveError {
    /// Staff takes away nobody but themselves.
    #[error("only a manager does this to others")]
    NotAllowed,
    /// Not a member.
    #[error("no such member")]
    NotFound,
    /// The last manager.
    #[error("a venue needs a manager")]
    Last,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<RemoveError> for ApiProblem {
    fn from(error: RemoveError) -> Self {
        match error {
            RemoveError::NotAllowed => ProblemType::NotAllowed.into(),
            RemoveError::NotFound => ProblemType::NotFound.into(),
            RemoveError::Last => ProblemType::LastManager.into(),
            RemoveError::Store(error) => error.into(),
        }
    }
}

/// Who belongs to a venue, and who is invited.
///
/// # Errors
/// A problem, if the venue is not the caller's, or the store fails.
#[utoipa::path(get, path = "/api/v1/venues/{venue}/members", tag = "accounts",
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 200, description = "Members and invitations", body = Members),
        (status = "4XX", description = "Not the caller's", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn list(State(app): State<Arc<App>>, access: Access<Oversee>) -> Result<Json<Members>, ApiProblem> {
    let accounts = app.store.accounts();
    Ok(Json(Members {
        members: accounts.members(access.venue).await?,
        invitations: accounts.invitations(access.venue, app.clock.now()).await?,
    }))
}

/// Takes a member away from a venue; members may take away themselves.
///
/// # Errors
/// [`RemoveError`] as a problem.
#[utoipa::path(delete, path = "/api/v1/venues/{venue}/members/{account}", tag = "accounts",
    params(("venue" = PlaceId, Path, description = "The venue"), ("account" = AccountId, Path, description = "Who")),
    responses(
        (status = 204, description = "No member any more"),
        (status = "4XX", description = "Not the caller's, no member, or the last manager", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn remove(
    State(app): State<Arc<App>>,
    access: Access<Serve>,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Result<StatusCode, ApiProblem> {
    let Path((_, account)) = path.map_err(|_| RemoveError::NotFound)?;
    removed(&app, &access, &account).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn removed(app: &App, access: &Access<Serve>, account: &str) -> Result<(), RemoveError> {
    let account = account.parse::<AccountId>().ok();
    if access.right != Some(Right::Manager) && account != Some(access.who.account) {
        return Err(RemoveError::NotAllowed);
    }
    let account = account.ok_or(RemoveError::NotFound)?;
    let mut entry = app.office.begin().await?;
    let accounts = entry.writer.accounts();
    let right = accounts.remove_member(access.venue, account).await?.ok_or(RemoveError::NotFound)?;
    if right == Right::Manager && accounts.managers(access.venue).await? == 0 {
        return Err(RemoveError::Last);
    }
    let subject = [&access.venue.0[..], &account.0, &access.who.account.0].concat();
    entry.writer.audit(app.clock.now(), Kind::MemberRemoved, &subject).await?;
    entry.commit().await?;
    Ok(())
}
