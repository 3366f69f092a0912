//! `GET /api/v1/reviews`

use std::sync::Arc;

use axum::extract::State;
use serde::Deserialize;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::applications::{Queue, QueueMark, Stage};

use crate::app::App;
use crate::extract::{Json, Query};
use crate::problem::ApiProblem;
use crate::rights::Reviewer;

/// So many lines at a time.
const MOST: u32 = 200;

/// Which ones.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Of this stage; drafts are not handed in yet.
    #[serde(default = "submitted")]
    stage: Stage,
    /// Behind the ones that ended there.
    #[param(value_type = Option<String>)]
    after: Option<QueueMark>,
}

const fn submitted() -> Stage {
    Stage::Submitted
}

/// The reviewers' queue, longest waiting first.
///
/// # Errors
/// A problem, if somebody else asks.
#[utoipa::path(get, path = "/api/v1/reviews", tag = "reviews", params(Asked),
    responses(
        (status = 200, description = "Applications of one stage", body = Queue),
        (status = "4XX", description = "Not a reviewer", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn queue(
    State(app): State<Arc<App>>,
    _: Reviewer,
    Query(asked): Query<Asked>,
) -> Result<Json<Queue>, ApiProblem> {
    if asked.stage == Stage::Draft {
        return Err(ApiProblem::new(ProblemType::Malformed).with_detail("drafts are not handed in yet"));
    }
    Ok(Json(app.store.applications().queue(asked.stage, asked.after, MOST).await?))
}
