//! `/api/v1/keys`

use venue_protocol::wire::keys::PublicKeys;

use super::{Answer, ask};
use crate::platform::http::{Http, Method};

/// What the device needs to tell genuine codes from others.
pub fn get(http: &dyn Http) -> Answer<'_, PublicKeys> {
    ask(http, Method::Get, "/keys", None)
}
