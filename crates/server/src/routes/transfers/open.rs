//! `POST /api/v1/transfers`

use std::sync::Arc;

use axum::extract::State;
use data_encoding::BASE64URL_NOPAD;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::transfers::{MAX_TRANSFER, SealedTransfer, TransferOpened};

use crate::app::App;
use crate::budget::UsedUp;
use crate::extract::{Client, Json};
use crate::problem::ApiProblem;
use crate::transfers::TooMany;

/// Why a transfer is not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// This client opens too many.
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
    /// Too many wait.
    #[error(transparent)]
    TooMany(#[from] TooMany),
    /// Not base64url.
    #[error("the ciphertext is not unpadded base64url")]
    Text,
    /// Too long.
    #[error("the ciphertext has more than {MAX_TRANSFER} bytes")]
    Long,
}

impl From<OpenError> for ApiProblem {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::UsedUp(used_up) => used_up.into(),
            OpenError::TooMany(TooMany::OfOne(used_up)) => used_up.into(),
            OpenError::TooMany(TooMany::OfAll) => ProblemType::Unavailable.into(),
            OpenError::Text => Self::new(ProblemType::Malformed).with_detail(error.to_string()),
            OpenError::Long => Self::new(ProblemType::TooLarge).with_detail(error.to_string()),
        }
    }
}

/// Keeps an encrypted registration for ten minutes, for another device to take.
///
/// # Errors
/// [`OpenError`] as a problem.
#[utoipa::path(post, path = "/api/v1/transfers", tag = "transfers", request_body = SealedTransfer,
    responses(
        (status = 200, description = "It waits", body = TransferOpened),
        (status = "4XX", description = "Not valid, or too many", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn open(
    State(app): State<Arc<App>>,
    client: Client,
    Json(transfer): Json<SealedTransfer>,
) -> Result<Json<TransferOpened>, ApiProblem> {
    Ok(Json(opened(&app, client, transfer)?))
}

fn opened(
    app: &App,
    client: Client,
    SealedTransfer { ciphertext }: SealedTransfer,
) -> Result<TransferOpened, OpenError> {
    app.budgets.transfers_per_client.spend(client.address)?;
    let bytes = BASE64URL_NOPAD.decode(ciphertext.as_bytes()).map_err(|_| OpenError::Text)?;
    if bytes.len() > MAX_TRANSFER {
        return Err(OpenError::Long);
    }
    let (id, expires_at) =
        app.transfers.open(ciphertext, client.address.into(), app.clock.now(), &app.random)?;
    Ok(TransferOpened { id, expires_at })
}
