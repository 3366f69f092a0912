//! `/api/v1/venues`

use venue_protocol::wire::venues::{LookUp, VenueInfo};

use super::{Answer, ask};
use crate::json::to_text;
use crate::platform::http::{Http, Method};

/// What a scanned or typed code stands for.
pub fn look_up<'a>(http: &'a dyn Http, code: &LookUp) -> Answer<'a, VenueInfo> {
    ask(http, Method::Post, "/venues/look-up", Some(to_text(code)))
}
