//! `GET /api/v1/me`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::accounts::Me;

use super::me_of;
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::Known;

/// Who is signed in.
///
/// # Errors
/// A problem, if nobody is signed in or the store fails.
#[utoipa::path(get, path = "/api/v1/me", tag = "accounts",
    responses(
        (status = 200, description = "The account and its venues", body = Me),
        (status = "4XX", description = "Not signed in", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn me(State(app): State<Arc<App>>, Known(who): Known) -> Result<Json<Me>, ApiProblem> {
    let account = app.store.accounts().account(who.account).await?.ok_or(ProblemType::SignInNeeded)?;
    Ok(Json(me_of(&app, &account).await?))
}
