//! `POST /api/v1/sessions`

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::accounts::{Me, SignIn};

use super::{SignedInAs, begin_session};
use crate::accounts::{DeviceCookie, Login, Overloaded, Who};
use crate::app::App;
use crate::budget::UsedUp;
use crate::extract::{Client, Json};
use crate::problem::ApiProblem;
use crate::store::StoreError;
use crate::store::audit::Kind;

/// Why nobody is signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Too many attempts.
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
    /// Too many passwords wait.
    #[error(transparent)]
    Overloaded(#[from] Overloaded),
    /// Login, password or code is wrong.
    #[error("login, password or code is wrong")]
    Wrong,
    /// The password is right, and the code is missing.
    #[error("the one-time code is missing")]
    CodeNeeded,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<SignInError> for ApiProblem {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::UsedUp(used_up) => used_up.into(),
            SignInError::Overloaded(overloaded) => overloaded.into(),
            SignInError::Wrong => ProblemType::SignInFailed.into(),
            SignInError::CodeNeeded => ProblemType::SecondFactorNeeded.into(),
            SignInError::Store(error) => error.into(),
        }
    }
}

/// Signs in. What is wrong is not told, and an unknown login takes as long as a wrong password.
///
/// # Errors
/// [`SignInError`] as a problem.
#[utoipa::path(post, path = "/api/v1/sessions", tag = "accounts", request_body = SignIn,
    responses(
        (status = 200, description = "Signed in", body = Me),
        (status = "4XX", description = "Wrong, or too many attempts", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn sign_in(
    State(app): State<Arc<App>>,
    client: Client,
    headers: HeaderMap,
    Json(form): Json<SignIn>,
) -> Result<SignedInAs, ApiProblem> {
    Ok(signed_in(&app, client, &headers, form).await?)
}

async fn signed_in(
    app: &App,
    client: Client,
    headers: &HeaderMap,
    form: SignIn,
) -> Result<SignedInAs, SignInError> {
    app.budgets.sign_ins_per_client.spend(client.address)?;
    let login = Login::parse(&form.login).map_err(|_| SignInError::Wrong)?;
    let account = app.store.accounts().by_login(login.as_str()).await?;
    let device = DeviceCookie::of(headers);
    let who = account.as_ref().map_or(Who::Nobody(login.as_str()), |account| {
        let known = app.accounts.devices.known(&device, account.id);
        known.map_or(Who::Strangers(account.id), |device| Who::Device(device, account.id))
    });
    app.accounts.attempts.password(who)?;
    let hash = account.as_ref().map(|account| account.password.as_str());
    let fits = app.accounts.passwords.fits(form.password.clone(), hash).await?;
    let account = account.filter(|_| fits).ok_or(SignInError::Wrong)?;
    let step = match &account.factor {
        None => None,
        Some(factor) => {
            let code = form.code.as_deref().ok_or(SignInError::CodeNeeded)?;
            app.accounts.attempts.code(who)?;
            let secret = app.accounts.factors.open(account.id, factor)?;
            Some(secret.step_of(code, app.clock.now()).ok_or(SignInError::Wrong)?)
        }
    };
    let mut entry = app.office.begin().await?;
    if let Some(step) = step
        && !entry.writer.accounts().use_step(account.id, step).await?
    {
        return Err(SignInError::Wrong);
    }
    if account.role.needs_second_factor() {
        entry.writer.audit(app.clock.now(), Kind::SignedIn, &account.id.0).await?;
    }
    begin_session(app, entry, headers, &account).await?.ok_or(SignInError::Wrong)
}
