//! `/api/v1/reports`, for who makes them

use venue_protocol::wire::reports::{LookUpReport, ReportStatus, SendReport};

use super::{Answer, ask};
use crate::json::to_text;
use crate::platform::http::{Http, Method};

/// Sends a report; sending it again is the same report.
pub fn send<'a>(http: &'a dyn Http, report: &SendReport) -> Answer<'a, ReportStatus> {
    ask(http, Method::Post, "/reports", Some(to_text(report)))
}

/// How far it is.
pub fn look_up<'a>(http: &'a dyn Http, whose: &LookUpReport) -> Answer<'a, ReportStatus> {
    ask(http, Method::Post, "/reports/look-up", Some(to_text(whose)))
}
