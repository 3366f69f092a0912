//! `GET /api/v1/sessions`, `DELETE /api/v1/sessions/{id}` and `DELETE /api/v1/sessions/current`

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderName, StatusCode};
use venue_protocol::id::SessionId;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::accounts::Session;

use crate::accounts::{end_session_cookie, is_alive};
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::Known;

/// The account's sessions, newest first.
///
/// # Errors
/// A problem, if nobody is signed in or the store fails.
#[utoipa::path(get, path = "/api/v1/sessions", tag = "accounts",
    responses(
        (status = 200, description = "The sessions", body = Vec<Session>),
        (status = "4XX", description = "Not signed in", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn list(State(app): State<Arc<App>>, Known(who): Known) -> Result<Json<Vec<Session>>, ApiProblem> {
    let now = app.clock.now();
    let sessions = app.store.accounts().sessions(who.account).await?;
    let alive = sessions.into_iter().filter(|session| is_alive(session, now));
    let shown = alive.map(|session| Session {
        id: session.id,
        begun_at: session.begun_at,
        seen_at: session.seen_at,
        device: session.device,
        current: session.id == who.session,
    });
    Ok(Json(shown.collect()))
}

/// Ends one of the account's sessions.
///
/// # Errors
/// A problem, if the account has no such session.
#[utoipa::path(delete, path = "/api/v1/sessions/{id}", tag = "accounts",
    params(("id" = SessionId, Path, description = "The session")),
    responses(
        (status = 204, description = "Ended"),
        (status = "4XX", description = "Not signed in, or no such session", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn end(
    State(app): State<Arc<App>>,
    Known(who): Known,
    id: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, ApiProblem> {
    let Path(id) = id.map_err(|_| ProblemType::NotFound)?;
    let id: SessionId = id.parse().map_err(|_| ProblemType::NotFound)?;
    let mut entry = app.office.begin().await?;
    if !entry.writer.accounts().end_session(who.account, id).await? {
        return Err(ProblemType::NotFound.into());
    }
    entry.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Signs out.
///
/// # Errors
/// A problem, if nobody is signed in or the store fails.
#[utoipa::path(delete, path = "/api/v1/sessions/current", tag = "accounts",
    responses(
        (status = 204, description = "Signed out"),
        (status = "4XX", description = "Not signed in", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn sign_out(
    State(app): State<Arc<App>>,
    Known(who): Known,
) -> Result<(StatusCode, [(HeaderName, String); 1]), ApiProblem> {
    let mut entry = app.office.begin().await?;
    entry.writer.accounts().end_session(who.account, who.session).await?;
    entry.commit().await?;
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, end_session_cookie())]))
}
