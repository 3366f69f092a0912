//! `/api/v1/venues`

use venue_protocol::wire::venues::{LookUp, VenueInfo};

use super::{ApiError, post};
use crate::platform::http::Http;

/// What a scanned or typed code stands for.
pub async fn look_up(http: &dyn Http, code: &LookUp) -> Result<VenueInfo, ApiError> {
    post(http, "/venues/look-up", code).await
}
