//! `POST` and `PUT /api/v1/me/second-factor`, `POST /api/v1/me/second-factor/remove`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::accounts::{OneTimeCode, SecondFactor, WithPassword};

use super::password::{begin, confirmed};
use crate::accounts::{FactorSecret, Who};
use crate::app::App;
use crate::budget::UsedUp;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Known, SignedIn};
use crate::store::StoreError;
use crate::store::audit::Kind;

/// Why a second factor is not put in force.
#[derive(Debug, thiserror::Error)]
pub enum ConfirmError {
    /// Too many codes.
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
    /// Not a code of the proposed one, or none is proposed.
    #[error("the code is wrong")]
    Wrong,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ConfirmError> for ApiProblem {
    fn from(error: ConfirmError) -> Self {
        match error {
            ConfirmError::UsedUp(used_up) => used_up.into(),
            ConfirmError::Wrong => ProblemType::SignInFailed.into(),
            ConfirmError::Store(error) => error.into(),
        }
    }
}

/// Draws a second factor, which is in force once a code of it was shown.
///
/// # Errors
/// A problem, if the password is wrong or was tried too often.
#[utoipa::path(post, path = "/api/v1/me/second-factor", tag = "accounts", request_body = WithPassword,
    responses(
        (status = 200, description = "The secret for an authenticator app, shown once", body = SecondFactor),
        (status = "4XX", description = "Wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn propose(
    State(app): State<Arc<App>>,
    Known(who): Known,
    Json(form): Json<WithPassword>,
) -> Result<Json<SecondFactor>, ApiProblem> {
    let account = confirmed(&app, &who, &form.password).await?;
    let secret = FactorSecret::draw(&app.random);
    let sealed = app.accounts.factors.seal(account.id, &secret, &app.random)?;
    let mut entry = begin(&app, &account).await?;
    entry.writer.accounts().propose_factor(account.id, &sealed).await?;
    entry.commit().await?;
    Ok(Json(secret.shown(&account.login)))
}

/// Puts the drawn second factor in force.
///
/// # Errors
/// [`ConfirmError`] as a problem.
#[utoipa::path(put, path = "/api/v1/me/second-factor", tag = "accounts", request_body = OneTimeCode,
    responses(
        (status = 204, description = "In force"),
        (status = "4XX", description = "Wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn confirm(
    State(app): State<Arc<App>>,
    Known(who): Known,
    Json(form): Json<OneTimeCode>,
) -> Result<StatusCode, ApiProblem> {
    put_in_force(&app, &who, &form.code).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn put_in_force(app: &App, who: &SignedIn, code: &str) -> Result<(), ConfirmError> {
    app.accounts.attempts.code(Who::Session(who.session))?;
    let account = app.store.accounts().account(who.account).await?;
    let factor = account.and_then(|account| account.next_factor).ok_or(ConfirmError::Wrong)?;
    let secret = app.accounts.factors.open(who.account, &factor)?;
    let now = app.clock.now();
    let step = secret.step_of(code, now).ok_or(ConfirmError::Wrong)?;
    let mut entry = app.office.begin().await?;
    if !entry.writer.accounts().confirm_factor(who.account, &factor, step).await? {
        return Err(ConfirmError::Wrong);
    }
    entry.writer.audit(now, Kind::SecondFactorSet, &who.account.0).await?;
    entry.commit().await?;
    Ok(())
}

/// Takes the second factor away; not from a role that needs one.
///
/// # Errors
/// A problem, if the role needs it, or the password is wrong or was tried too often.
#[utoipa::path(post, path = "/api/v1/me/second-factor/remove", tag = "accounts", request_body = WithPassword,
    responses(
        (status = 204, description = "Taken away"),
        (status = "4XX", description = "Wrong, or needed", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn remove(
    State(app): State<Arc<App>>,
    Known(who): Known,
    Json(form): Json<WithPassword>,
) -> Result<StatusCode, ApiProblem> {
    let account = confirmed(&app, &who, &form.password).await?;
    if account.role.needs_second_factor() {
        let why = "this role works with a second factor only; set up another one instead";
        return Err(ApiProblem::new(ProblemType::NotAllowed).with_detail(why));
    }
    let mut entry = begin(&app, &account).await?;
    entry.writer.accounts().remove_factor(account.id).await?;
    entry.writer.audit(app.clock.now(), Kind::SecondFactorRemoved, &account.id.0).await?;
    entry.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
