//! `/api/v1/reports`, for technicians

use venue_protocol::id::ReportId;
use venue_protocol::wire::reports::{
    AnswerReport, Report, ReportKind, ReportLine, ReportQueue, ReportState, ReportVersion,
};

use super::{Answer, ApiError, ask, refusal};
use crate::json::to_text;
use crate::platform::http::{Http, Method};
use crate::platform::{dom, download};

/// What is asked for of the queue; blank and `None` ask for all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Of this state.
    pub state: Option<ReportState>,
    /// Of this kind.
    pub kind: Option<ReportKind>,
    /// At venues whose name contains this.
    pub venue: String,
    /// Of this number.
    pub ticket: String,
}

/// The queue, oldest first; behind `after`, if there are more than come at a time.
pub fn queue<'a>(http: &'a dyn Http, asked: &Asked, after: Option<i64>) -> Answer<'a, ReportQueue> {
    let text = |text: &str| (!text.is_empty()).then(|| dom::in_query(text));
    let parts = [
        ("state", asked.state.map(|state| state.name().to_owned())),
        ("kind", asked.kind.map(|kind| kind.name().to_owned())),
        ("venue", text(&asked.venue)),
        ("ticket", text(&asked.ticket)),
        ("after", after.map(|after| after.to_string())),
    ];
    let query = parts.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?)));
    ask(http, Method::Get, &format!("/reports?{}", query.collect::<Vec<_>>().join("&")), None)
}

/// One of them.
pub fn show(http: &dyn Http, id: ReportId) -> Answer<'_, Report> {
    ask(http, Method::Get, &format!("/reports/{id}"), None)
}

/// Its picture as it is sealed.
///
/// # Errors
/// As of any call.
pub async fn picture(id: ReportId) -> Result<Vec<u8>, ApiError> {
    let path = format!("/api/v1/reports/{id}/picture");
    download::bytes(&path).await?.map_err(|answer| refusal(&answer))
}

/// Makes it one's own.
pub fn take<'a>(http: &'a dyn Http, id: ReportId, version: ReportVersion) -> Answer<'a, ReportLine> {
    ask(http, Method::Post, &format!("/reports/{id}/take"), Some(to_text(&version)))
}

/// Gives it back.
pub fn leave<'a>(http: &'a dyn Http, id: ReportId, version: ReportVersion) -> Answer<'a, ReportLine> {
    ask(http, Method::Post, &format!("/reports/{id}/leave"), Some(to_text(&version)))
}

/// Answers it, or sets how far it is.
pub fn answer<'a>(http: &'a dyn Http, id: ReportId, answer: &AnswerReport) -> Answer<'a, ReportLine> {
    ask(http, Method::Post, &format!("/reports/{id}/answer"), Some(to_text(answer)))
}
