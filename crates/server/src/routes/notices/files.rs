//! `GET /api/v1/notices`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::problem::Problem;
use venue_protocol::wire::notices::NoticeFiles;

use super::Since;
use crate::app::App;
use crate::extract::{Json, Query};
use crate::problem::ApiProblem;

/// The day files of exposure notices, the same for everybody.
///
/// # Errors
/// A problem, if the store fails.
#[utoipa::path(get, path = "/api/v1/notices", tag = "notices", params(Since),
    responses(
        (status = 200, description = "Oldest first", body = NoticeFiles),
        (status = "4XX", description = "Not a day", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn files(
    State(app): State<Arc<App>>,
    Query(since): Query<Since>,
) -> Result<Json<NoticeFiles>, ApiProblem> {
    Ok(Json(NoticeFiles { files: app.store.notices().files(since.day(&app)).await? }))
}
