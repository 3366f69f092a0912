//! `/api/v1/transfers`

use venue_protocol::id::TransferId;
use venue_protocol::wire::transfers::{SealedTransfer, TransferOpened};

use super::{ApiError, post, read, send};
use crate::platform::http::{Http, Method};

/// Leaves a ciphertext for another device, for ten minutes.
pub async fn put(http: &dyn Http, sealed: &SealedTransfer) -> Result<TransferOpened, ApiError> {
    post(http, "/transfers", sealed).await
}

/// Takes it, once.
pub async fn take(http: &dyn Http, id: TransferId) -> Result<SealedTransfer, ApiError> {
    read(&send(http, Method::Post, &format!("/transfers/{id}/take"), Ok(None)).await?)
}
