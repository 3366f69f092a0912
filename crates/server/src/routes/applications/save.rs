//! `PUT /api/v1/applications/{venue}`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::application::check_draft;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::applications::{Application, SaveApplication};

use super::open;
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Access, Manage};

/// Saves a draft, or one that was returned; it may have gaps.
///
/// # Errors
/// A problem, if somebody else changed it, or it waits for a decision or is decided.
#[utoipa::path(put, path = "/api/v1/applications/{venue}", tag = "applications", request_body = SaveApplication,
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 200, description = "As saved", body = Application),
        (status = "4XX", description = "Not one's own, changed in the meantime, or more than fits", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn save(
    State(app): State<Arc<App>>,
    access: Access<Manage>,
    Json(save): Json<SaveApplication>,
) -> Result<Json<Application>, ApiProblem> {
    check_draft(&save.form)?;
    let mut entry = app.office.begin().await?;
    let mut application = open(&mut *entry.writer, access.venue, None).await?;
    if application.version != save.version {
        // Saved already, and the answer was lost: whoever asks again goes on from there.
        let is_saved = application.form == save.form;
        return if is_saved {
            Ok(Json(application.into()))
        } else {
            Err(ProblemType::ApplicationChanged.into())
        };
    }
    application.form = save.form;
    application.saved_at = app.clock.now();
    entry.writer.applications().put_application(&mut application).await?;
    entry.commit().await?;
    Ok(Json(application.into()))
}
