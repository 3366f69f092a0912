//! `GET`, `PUT` and `DELETE /api/v1/persons/keepsake`: one cookie, read, set and removed.

use axum::http::header::SET_COOKIE;
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse as _, Response};
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::persons::Keepsake;

use crate::extract::{Json, KeepsakeCookie, forget_keepsake, set_keepsake};
use crate::problem::ApiProblem;

type WithCookie = (StatusCode, [(HeaderName, String); 1]);

/// The visitor's own registration, as the browser kept it.
#[utoipa::path(get, path = "/api/v1/persons/keepsake", tag = "persons",
    responses(
        (status = 200, description = "The registration", body = Keepsake),
        (status = 204, description = "There is none"),
    ))]
pub async fn show(KeepsakeCookie(keepsake): KeepsakeCookie) -> Response {
    match keepsake {
        Some(keepsake) => Json(keepsake).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    }
}

/// Keeps the visitor's own registration in the browser.
///
/// # Errors
/// A problem, if the label is longer than 40 characters or holds control characters.
#[utoipa::path(put, path = "/api/v1/persons/keepsake", tag = "persons", request_body = Keepsake,
    responses(
        (status = 204, description = "Kept"),
        (status = "4XX", description = "Not valid", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn put(Json(keepsake): Json<Keepsake>) -> Result<WithCookie, ApiProblem> {
    let cookie = set_keepsake(&keepsake).ok_or_else(|| {
        ApiProblem::new(ProblemType::Invalid)
            .with_detail("the label has more than 40 characters or holds control characters")
    })?;
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, cookie)]))
}

/// Forgets it.
#[utoipa::path(delete, path = "/api/v1/persons/keepsake", tag = "persons",
    responses((status = 204, description = "Forgotten")))]
pub async fn forget() -> WithCookie {
    (StatusCode::NO_CONTENT, [(SET_COOKIE, forget_keepsake())])
}
