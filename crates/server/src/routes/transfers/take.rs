//! `POST /api/v1/transfers/{id}/take`

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use venue_protocol::id::TransferId;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::transfers::SealedTransfer;

use crate::app::App;
use crate::budget::UsedUp;
use crate::extract::{Client, Json};
use crate::problem::ApiProblem;

/// Why nothing is handed out.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    /// This client tries too many.
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
    /// Taken already, too old, or never there.
    #[error("no such transfer")]
    Gone,
}

impl From<TakeError> for ApiProblem {
    fn from(error: TakeError) -> Self {
        match error {
            TakeError::UsedUp(used_up) => used_up.into(),
            TakeError::Gone => ProblemType::TransferGone.into(),
        }
    }
}

/// Takes an encrypted registration, once.
///
/// # Errors
/// [`TakeError`] as a problem.
#[utoipa::path(post, path = "/api/v1/transfers/{id}/take", tag = "transfers",
    params(("id" = TransferId, Path, description = "The transfer")),
    responses(
        (status = 200, description = "The ciphertext", body = SealedTransfer),
        (status = "4XX", description = "Gone, or too many", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn take(
    State(app): State<Arc<App>>,
    client: Client,
    id: Result<Path<String>, PathRejection>,
) -> Result<Json<SealedTransfer>, ApiProblem> {
    let Path(id) = id.map_err(|_| TakeError::Gone)?;
    Ok(Json(taken(&app, client, &id)?))
}

fn taken(app: &App, client: Client, id: &str) -> Result<SealedTransfer, TakeError> {
    app.budgets.transfers_per_client.spend(client.address)?;
    let id: TransferId = id.parse().map_err(|_| TakeError::Gone)?;
    let ciphertext = app.transfers.take(id, app.clock.now()).ok_or(TakeError::Gone)?;
    Ok(SealedTransfer { ciphertext })
}
