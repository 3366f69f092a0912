//! `/api/v1/keys`

use venue_protocol::wire::keys::PublicKeys;

use super::{ApiError, read, send};
use crate::platform::http::{Http, Method};

/// What the device needs to tell genuine codes from others.
pub async fn get(http: &dyn Http) -> Result<PublicKeys, ApiError> {
    read(&send(http, Method::Get, "/keys", Ok(None)).await?)
}
