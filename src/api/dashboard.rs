//! `/api/v1/dashboard`

use venue_protocol::wire::dashboard::Dashboard;

use super::{Answer, ask};
use crate::platform::http::{Http, Method};

/// How the service does.
pub fn show(http: &dyn Http) -> Answer<'_, Dashboard> {
    ask(http, Method::Get, "/dashboard", None)
}
