//! `/api/v1/reviews`

use venue_protocol::id::PlaceId;
use venue_protocol::wire::applications::{Application, Decide, Queue, QueueMark, Review, Stage};

use super::{Answer, ask};
use crate::json::to_text;
use crate::platform::http::{Http, Method};

/// The queue of a stage, longest waiting first; behind `after`, if there are more than come at a time.
pub fn queue(http: &dyn Http, stage: Stage, after: Option<QueueMark>) -> Answer<'_, Queue> {
    let stage = match stage {
        Stage::Draft => "draft",
        Stage::Submitted => "submitted",
        Stage::Returned => "returned",
        Stage::Rejected => "rejected",
        Stage::Approved => "approved",
    };
    let after = after.map(|mark| format!("&after={mark}")).unwrap_or_default();
    ask(http, Method::Get, &format!("/reviews?stage={stage}{after}"), None)
}

/// One of them.
pub fn show(http: &dyn Http, id: PlaceId) -> Answer<'_, Review> {
    ask(http, Method::Get, &format!("/reviews/{id}"), None)
}

/// Decides it.
pub fn decide<'a>(http: &'a dyn Http, id: PlaceId, decision: &Decide) -> Answer<'a, Application> {
    ask(http, Method::Post, &format!("/reviews/{id}/decision"), Some(to_text(decision)))
}
