//! `/api/v1/check-ins`

use venue_protocol::wire::check_ins::{CheckInBatch, CheckInResults, SharedWords, WithSecret};

use super::{ApiError, post, tell};
use crate::json::to_text;
use crate::platform::http::{Http, Method};

/// Sends a batch; the answer has one result for each check-in, in the order sent.
pub async fn send(http: &dyn Http, batch: &CheckInBatch) -> Result<CheckInResults, ApiError> {
    let answer: CheckInResults = post(http, "/check-ins", batch).await?;
    if answer.results.len() == batch.check_ins.len() {
        Ok(answer)
    } else {
        Err(ApiError::Unexpected { status: 200 })
    }
}

/// "Wrong check-in".
pub async fn undo(http: &dyn Http, event: &WithSecret) -> Result<(), ApiError> {
    tell(http, Method::Post, "/check-ins/undo", to_text(event).map(Some)).await
}

/// The shared words from now on.
pub async fn word(http: &dyn Http, event: &WithSecret) -> Result<SharedWords, ApiError> {
    post(http, "/check-ins/word", event).await
}
