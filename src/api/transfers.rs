//! `/api/v1/transfers`

use venue_protocol::id::TransferId;
use venue_protocol::wire::transfers::{SealedTransfer, TransferOpened};

use super::{Answer, ask};
use crate::json::to_text;
use crate::platform::http::{Http, Method};

/// Leaves a ciphertext for another device, for ten minutes.
pub fn put<'a>(http: &'a dyn Http, sealed: &SealedTransfer) -> Answer<'a, TransferOpened> {
    ask(http, Method::Post, "/transfers", Some(to_text(sealed)))
}

/// Takes it, once.
pub fn take(http: &dyn Http, id: TransferId) -> Answer<'_, SealedTransfer> {
    ask(http, Method::Post, &format!("/transfers/{id}/take"), None)
}
