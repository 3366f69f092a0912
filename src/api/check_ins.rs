//! `/api/v1/check-ins`

use venue_protocol::wire::check_ins::{CheckInBatch, CheckInResults, SharedWords, WithSecret};

use super::{Answer, ApiError, ask, tell};
use crate::json::to_text;
use crate::platform::http::{Http, Method};

/// Sends a batch; the answer has one result for each check-in, in the order sent.
pub async fn send(http: &dyn Http, batch: &CheckInBatch) -> Result<CheckInResults, ApiError> {
    let answer: CheckInResults = ask(http, Method::Post, "/check-ins", Some(to_text(batch))).await?;
    if answer.results.len() == batch.check_ins.len() {
        Ok(answer)
    } else {
        Err(ApiError::Unexpected { status: 200 })
    }
}

/// "Wrong check-in".
pub fn undo<'a>(http: &'a dyn Http, event: &WithSecret) -> Answer<'a, ()> {
    tell(http, Method::Post, "/check-ins/undo", Some(to_text(event)))
}

/// The shared words from now on.
pub fn word<'a>(http: &'a dyn Http, event: &WithSecret) -> Answer<'a, SharedWords> {
    ask(http, Method::Post, "/check-ins/word", Some(to_text(event)))
}
