//! `POST /api/v1/resets` and `POST /api/v1/resets/use`

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use venue_protocol::id::AccountId;
use venue_protocol::problem::{FormField, Problem, ProblemType};
use venue_protocol::wire::accounts::{AccountRole, Link, NewReset, UseReset};

use crate::accounts::{DeviceCookie, FormError, LinkTo, Login, Overloaded, check_password, secret_hash};
use crate::app::App;
use crate::budget::UsedUp;
use crate::extract::{Client, Json};
use crate::problem::ApiProblem;
use crate::rights::{Reviewer, SignedIn};
use crate::store::StoreError;
use crate::store::audit::Kind;

/// Why no link is made.
#[derive(Debug, thiserror::Error)]
pub enum OfferError {
    /// Nobody has this login.
    #[error("nobody has this login")]
    Unknown,
    /// A reviewer's own account.
    #[error("another reviewer must do this")]
    Own,
    /// An account that reviewers do not reset.
    #[error("accounts of this role are reset on the server: venue-server account reset --login LOGIN")]
    Role,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<OfferError> for ApiProblem {
    fn from(error: OfferError) -> Self {
        match error {
            OfferError::Unknown => ProblemType::NotFound.into(),
            OfferError::Own | OfferError::Role => {
                Self::new(ProblemType::NotAllowed).with_detail(error.to_string())
            }
            OfferError::Store(error) => error.into(),
        }
    }
}

/// Whether reviewers reset accounts of this role. Who traces, approves or operates is not in their hands.
const fn is_reset_by_reviewers(role: AccountRole) -> bool {
    matches!(role, AccountRole::Manager | AccountRole::Reviewer | AccountRole::Technician)
}

/// Makes a link by which an account's owner sets a new password. It is in force for a day; one made before is void.
///
/// # Errors
/// [`OfferError`] as a problem.
#[utoipa::path(post, path = "/api/v1/resets", tag = "accounts", request_body = NewReset,
    responses(
        (status = 200, description = "The link, shown once", body = Link),
        (status = "4XX", description = "Not a reviewer, or an unknown login", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn offer(
    State(app): State<Arc<App>>,
    Reviewer(who): Reviewer,
    Json(form): Json<NewReset>,
) -> Result<Json<Link>, ApiProblem> {
    Ok(Json(offered(&app, &who, &form.login).await?))
}

async fn offered(app: &App, who: &SignedIn, login: &str) -> Result<Link, OfferError> {
    let login = Login::parse(login).map_err(|_| OfferError::Unknown)?;
    let account = app.store.accounts().by_login(login.as_str()).await?.ok_or(OfferError::Unknown)?;
    if account.id == who.account {
        return Err(OfferError::Own);
    }
    if !is_reset_by_reviewers(account.role) {
        return Err(OfferError::Role);
    }
    let now = app.clock.now();
    let (link, hash) = LinkTo::Reset.draw(&app.public_url, now, &app.random);
    let mut entry = app.office.begin().await?;
    entry.writer.accounts().add_reset(hash, account.id, link.expires_at).await?;
    let subject = [account.id.0, who.account.0].concat();
    entry.writer.audit(now, Kind::ResetOffered, &subject).await?;
    entry.commit().await?;
    Ok(link)
}

/// Why a link does not set a password.
#[derive(Debug, thiserror::Error)]
pub enum UseError {
    /// Too many attempts.
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
    /// The password is not valid.
    #[error(transparent)]
    Form(#[from] FormError),
    /// Too many passwords wait.
    #[error(transparent)]
    Overloaded(#[from] Overloaded),
    /// Used, replaced, or too old.
    #[error("the link does not work any more")]
    Gone,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<UseError> for ApiProblem {
    fn from(error: UseError) -> Self {
        match error {
            UseError::UsedUp(used_up) => used_up.into(),
            UseError::Form(form) => form.into(),
            UseError::Overloaded(overloaded) => overloaded.into(),
            UseError::Gone => ProblemType::LinkGone.into(),
            UseError::Store(error) => error.into(),
        }
    }
}

/// Sets a new password by a link. All sessions end, the second factor is taken away, and the device is known from now on.
///
/// # Errors
/// [`UseError`] as a problem.
#[utoipa::path(post, path = "/api/v1/resets/use", tag = "accounts", request_body = UseReset,
    responses(
        (status = 204, description = "The password is set"),
        (status = "4XX", description = "The link is used or too old", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn redeem(
    State(app): State<Arc<App>>,
    client: Client,
    headers: HeaderMap,
    Json(form): Json<UseReset>,
) -> Result<(StatusCode, [(HeaderName, String); 1]), ApiProblem> {
    let account = redeemed(&app, client, form).await?;
    let cookie = app.accounts.devices.cookie(&DeviceCookie::of(&headers), account, &app.random);
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, cookie)]))
}

async fn redeemed(app: &App, client: Client, form: UseReset) -> Result<AccountId, UseError> {
    app.budgets.sign_ins_per_client.spend(client.address)?;
    let (hash, now) = (secret_hash(form.secret.as_bytes()), app.clock.now());
    let account = app.store.accounts().reset(hash, now).await?.ok_or(UseError::Gone)?;
    check_password(&form.password, &account.login)
        .map_err(|reason| FormError::of(FormField::Password, reason))?;
    let password = app.accounts.passwords.hash(form.password.clone()).await?;
    let mut entry = app.office.begin().await?;
    let accounts = entry.writer.accounts();
    if !accounts.take_reset(hash).await? {
        return Err(UseError::Gone);
    }
    accounts.set_password(account.id, &password).await?;
    accounts.remove_factor(account.id).await?;
    accounts.end_sessions(account.id, None).await?;
    entry.writer.audit(now, Kind::ResetUsed, &account.id.0).await?;
    entry.commit().await?;
    Ok(account.id)
}
