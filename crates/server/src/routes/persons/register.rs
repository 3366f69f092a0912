//! `POST /api/v1/persons`

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderName;
use axum::http::header::CONNECTION;
use venue_protocol::problem::Problem;
use venue_protocol::wire::persons::{RegisterPerson, Registered};

use crate::app::App;
use crate::budget::UsedUp;
use crate::extract::{Client, Json, RawJson};
use crate::problem::ApiProblem;
use crate::sealer::Refusal;

/// Why a person is not registered.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// This client registers too many.
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
    /// The sealer says why.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl From<RegisterError> for ApiProblem {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::UsedUp(used_up) => used_up.into(),
            RegisterError::Refused(refusal) => refusal.into(),
        }
    }
}

/// The answer closes the connection, whose read buffer held the person in plain text: it is wiped with it.
pub(in crate::routes) type Closing<T> = ([(HeaderName, &'static str); 1], T);
pub(in crate::routes) const CLOSE: [(HeaderName, &str); 1] = [(CONNECTION, "close")];

/// Registers a person. The body goes to the sealer as it came; it is read nowhere else. A known and an unknown
/// number are answered alike.
///
/// # Errors
/// [`RegisterError`] as a problem.
#[utoipa::path(post, path = "/api/v1/persons", tag = "persons", request_body = RegisterPerson,
    responses(
        (status = 200, description = "Registered", body = Registered),
        (status = "4XX", description = "Not valid, or too many", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Too busy, or the authority has no keys", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn register(
    State(app): State<Arc<App>>,
    client: Client,
    RawJson(body): RawJson,
) -> Result<Closing<Json<Registered>>, Closing<ApiProblem>> {
    let registered: Result<Registered, RegisterError> = async {
        app.budgets.registrations_per_client.spend(client.address)?;
        Ok(app.sealer.register(body).await?)
    }
    .await;
    match registered {
        Ok(registered) => Ok((CLOSE, Json(registered))),
        Err(error) => Err((CLOSE, error.into())),
    }
}
