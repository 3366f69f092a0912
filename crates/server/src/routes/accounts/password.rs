//! `PUT /api/v1/me/password`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::{FormField, Problem, ProblemType};
use venue_protocol::wire::accounts::{ChangePassword, Password};

use crate::accounts::{FormError, Overloaded, Who, check_password};
use crate::app::App;
use crate::budget::UsedUp;
use crate::extract::Json;
use crate::office::Entry;
use crate::problem::ApiProblem;
use crate::rights::{Known, SignedIn};
use crate::store::StoreError;
use crate::store::accounts::Account;
use crate::store::audit::Kind;

/// Why a password that is shown once more does not count.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Too many attempts.
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
    /// Too many passwords wait.
    #[error(transparent)]
    Overloaded(#[from] Overloaded),
    /// The new one is not valid.
    #[error(transparent)]
    Form(#[from] FormError),
    /// It is wrong.
    #[error("the password is wrong")]
    Wrong,
    /// The account is gone, or got another password in the meantime, which ended the session.
    #[error("the password was replaced")]
    Gone,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<PasswordError> for ApiProblem {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::UsedUp(used_up) => used_up.into(),
            PasswordError::Overloaded(overloaded) => overloaded.into(),
            PasswordError::Form(form) => form.into(),
            PasswordError::Wrong => ProblemType::SignInFailed.into(),
            PasswordError::Gone => ProblemType::SignInNeeded.into(),
            PasswordError::Store(error) => error.into(),
        }
    }
}

/// The account of a session, if this is its password.
pub(super) async fn confirmed(
    app: &App,
    who: &SignedIn,
    password: &Password,
) -> Result<Account, PasswordError> {
    app.accounts.attempts.password(Who::Session(who.session))?;
    let account = app.store.accounts().account(who.account).await?.ok_or(PasswordError::Gone)?;
    let fits = app.accounts.passwords.fits(password.clone(), Some(&account.password)).await?;
    if fits { Ok(account) } else { Err(PasswordError::Wrong) }
}

/// Begins a transaction for an account whose password was confirmed. Judging takes a while, in which a reset may have
/// replaced the password: then whoever showed the old one has no say any more.
pub(super) async fn begin(app: &App, confirmed: &Account) -> Result<Entry, PasswordError> {
    let mut entry = app.office.begin().await?;
    if entry.writer.accounts().has_password(confirmed.id, &confirmed.password).await? {
        Ok(entry)
    } else {
        Err(PasswordError::Gone)
    }
}

/// Changes the password; all other sessions end.
///
/// # Errors
/// [`PasswordError`] as a problem.
#[utoipa::path(put, path = "/api/v1/me/password", tag = "accounts", request_body = ChangePassword,
    responses(
        (status = 204, description = "Changed"),
        (status = "4XX", description = "Wrong, or the new one is not valid", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn change(
    State(app): State<Arc<App>>,
    Known(who): Known,
    Json(form): Json<ChangePassword>,
) -> Result<StatusCode, ApiProblem> {
    changed(&app, &who, form).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn changed(app: &App, who: &SignedIn, form: ChangePassword) -> Result<(), PasswordError> {
    let account = confirmed(app, who, &form.old).await?;
    check_password(&form.new, &account.login).map_err(|reason| FormError::of(FormField::Password, reason))?;
    let hash = app.accounts.passwords.hash(form.new.clone()).await?;
    let mut entry = begin(app, &account).await?;
    let accounts = entry.writer.accounts();
    accounts.set_password(account.id, &hash).await?;
    accounts.end_sessions(account.id, Some(who.session)).await?;
    entry.writer.audit(app.clock.now(), Kind::PasswordChanged, &account.id.0).await?;
    entry.commit().await?;
    Ok(())
}
