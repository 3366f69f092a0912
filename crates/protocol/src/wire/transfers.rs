//! `/api/v1/transfers`: moving a registration to another browser, host or phone (F19).
//!
//! The old device encrypts its registration under a key that only the one-time QR code holds; the server keeps
//! the ciphertext in memory for ten minutes and hands it out once.

use serde::{Deserialize, Serialize};

use crate::id::TransferId;
use crate::instant::Instant;

/// At most so many bytes of ciphertext.
pub const MAX_TRANSFER: usize = 16 * 1024;

/// `POST /transfers`, and the answer of `POST /transfers/{id}/take`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SealedTransfer {
    /// The ciphertext in unpadded base64url; the server cannot read it.
    pub ciphertext: String,
}

/// The answer to `POST /transfers`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransferOpened {
    /// What the other device asks for.
    pub id: TransferId,
    /// Until when.
    pub expires_at: Instant,
}
