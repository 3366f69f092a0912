//! `POST /api/v1/check-ins/word`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::instant::Instant;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::seal::event::event_id;
use venue_protocol::wire::check_ins::{SharedWords, WithSecret};

use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::store::StoreError;

/// Why no words are told.
#[derive(Debug, thiserror::Error)]
pub enum WordError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such check-in, or it was undone.
    #[error("no such check-in")]
    Unknown,
}

impl From<WordError> for ApiProblem {
    fn from(error: WordError) -> Self {
        match error {
            WordError::Store(error) => error.into(),
            WordError::Unknown => ProblemType::EventUnknown.into(),
        }
    }
}

/// The shared words of the venue where a check-in was made, for whoever shows its secret. None after 12 hours.
///
/// # Errors
/// [`WordError`] as a problem.
#[utoipa::path(post, path = "/api/v1/check-ins/word", tag = "check-ins", request_body = WithSecret,
    responses(
        (status = 200, description = "The words from now on", body = SharedWords),
        (status = "4XX", description = "Unknown or undone", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn word(
    State(app): State<Arc<App>>,
    Json(WithSecret { secret, scanned_at }): Json<WithSecret>,
) -> Result<Json<SharedWords>, ApiProblem> {
    Ok(Json(words(&app, event_id(&secret, scanned_at)).await?))
}

async fn words(app: &App, event: venue_protocol::id::EventId) -> Result<SharedWords, WordError> {
    let stored = app.store.event(event).await?.ok_or(WordError::Unknown)?;
    let visit = stored.visit.ok_or(WordError::Unknown)?;
    let directory = app.directory.current();
    let place = directory.place(visit.place).ok_or(WordError::Unknown)?;
    let scanned = Instant::from_millis(i64::from(visit.minute) * 60_000);
    Ok(SharedWords { words: app.words.told(place.venue, scanned, app.clock.now()) })
}
