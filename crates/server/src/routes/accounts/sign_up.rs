//! `POST /api/v1/accounts`

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use venue_protocol::id::AccountId;
use venue_protocol::problem::{FormField, FormProblem, Problem, ProblemType};
use venue_protocol::wire::accounts::{AccountRole, Me, SignUp};

use super::{SignedInAs, begin_session};
use crate::accounts::{FormError, Login, Overloaded, check_name, check_password};
use crate::app::App;
use crate::budget::UsedUp;
use crate::extract::{Client, Json};
use crate::problem::ApiProblem;
use crate::store::StoreError;
use crate::store::accounts::Account;
use crate::store::audit::Kind;

/// Why nobody is signed up.
#[derive(Debug, thiserror::Error)]
pub enum SignUpError {
    /// This client signs up too many.
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
    /// Values that are not valid.
    #[error(transparent)]
    Form(#[from] FormError),
    /// Too many passwords wait.
    #[error(transparent)]
    Overloaded(#[from] Overloaded),
    /// Somebody has the login.
    #[error("the login is taken")]
    Taken,
    /// The store failed.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for SignUpError {
    fn from(error: StoreError) -> Self {
        if matches!(error, StoreError::Exists(_)) { Self::Taken } else { Self::Store(error) }
    }
}

impl From<SignUpError> for ApiProblem {
    fn from(error: SignUpError) -> Self {
        match error {
            SignUpError::UsedUp(used_up) => used_up.into(),
            SignUpError::Form(form) => form.into(),
            SignUpError::Overloaded(overloaded) => overloaded.into(),
            SignUpError::Taken => ProblemType::LoginTaken.into(),
            SignUpError::Store(error) => error.into(),
        }
    }
}

/// Signs up as a manager, and in.
///
/// # Errors
/// [`SignUpError`] as a problem.
#[utoipa::path(post, path = "/api/v1/accounts", tag = "accounts", request_body = SignUp,
    responses(
        (status = 200, description = "Signed up and in", body = Me),
        (status = "4XX", description = "Not valid, or taken", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn sign_up(
    State(app): State<Arc<App>>,
    client: Client,
    headers: HeaderMap,
    Json(form): Json<SignUp>,
) -> Result<SignedInAs, ApiProblem> {
    Ok(signed_up(&app, client, &headers, form).await?)
}

async fn signed_up(
    app: &App,
    client: Client,
    headers: &HeaderMap,
    form: SignUp,
) -> Result<SignedInAs, SignUpError> {
    app.budgets.sign_ins_per_client.spend(client.address)?;
    let (login, name) = (Login::parse(&form.login), check_name(&form.name));
    let password = check_password(&form.password, &form.login);
    let (login, name) = match (login, name, password) {
        (Ok(login), Ok(name), Ok(())) => (login, name),
        (login, name, password) => {
            let problem =
                |field, reason: Option<_>| reason.map(|reason| FormProblem { field, entry: None, reason });
            let problems = [
                problem(FormField::Login, login.err()),
                problem(FormField::DisplayName, name.err()),
                problem(FormField::Password, password.err()),
            ];
            return Err(FormError(problems.into_iter().flatten().collect()).into());
        }
    };
    if app.store.accounts().by_login(login.as_str()).await?.is_some() {
        return Err(SignUpError::Taken);
    }
    let account = Account {
        id: AccountId(app.random.bytes()),
        login: login.as_str().to_owned(),
        name,
        role: AccountRole::Manager,
        password: app.accounts.passwords.hash(form.password.clone()).await?,
        factor: None,
        next_factor: None,
    };
    let now = app.clock.now();
    let mut entry = app.office.begin().await?;
    entry.writer.accounts().add_account(now, &account).await?;
    let subject = [account.id.0.as_slice(), account.role.name().as_bytes()].concat();
    entry.writer.audit(now, Kind::AccountAdded, &subject).await?;
    begin_session(app, entry, headers, &account).await?.ok_or(SignUpError::Taken)
}
