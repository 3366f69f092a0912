//! `PUT`, `GET` and `DELETE /api/v1/applications/{venue}/licence`

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use venue_protocol::id::PlaceId;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::applications::Stage;

use super::open;
use crate::app::App;
use crate::extract::Raw;
use crate::pictures::PictureError;
use crate::problem::ApiProblem;
use crate::rights::{Access, Manage, Oversee};

impl From<PictureError> for ApiProblem {
    fn from(error: PictureError) -> Self {
        match error {
            PictureError::Busy => ProblemType::Unavailable.into(),
            unusable => Self::new(ProblemType::PictureUnusable).with_detail(unusable.to_string()),
        }
    }
}

/// Sets the licence picture: PNG, JPEG or WebP, of which a JPEG without metadata is kept.
///
/// # Errors
/// A problem, if the file is not a picture that can be used, or the application is not one to be changed.
#[utoipa::path(put, path = "/api/v1/applications/{venue}/licence", tag = "applications",
    params(("venue" = PlaceId, Path, description = "The venue")),
    request_body(content = Vec<u8>, content_type = "image/*"),
    responses(
        (status = 204, description = "Kept"),
        (status = "4XX", description = "Not one's own, not a draft any more, or not a usable picture", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Too many pictures at one time", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn put(
    State(app): State<Arc<App>>,
    access: Access<Manage>,
    request: Request,
) -> Result<StatusCode, ApiProblem> {
    use axum::extract::FromRequest as _;
    // Before the body is read, which takes up to 8 MiB.
    let _upload = app.pictures.upload(access.who.account)?;
    let Raw(file) = Raw::from_request(request, &app).await?;
    let jpeg = app.pictures.kept(file).await?;
    set(&app, access.venue, Some(&jpeg)).await
}

/// Removes the licence picture.
///
/// # Errors
/// A problem, if the application is not one to be changed.
#[utoipa::path(delete, path = "/api/v1/applications/{venue}/licence", tag = "applications",
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 204, description = "Removed"),
        (status = "4XX", description = "Not one's own, or not a draft any more", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn remove(State(app): State<Arc<App>>, access: Access<Manage>) -> Result<StatusCode, ApiProblem> {
    set(&app, access.venue, None).await
}

async fn set(app: &App, venue: PlaceId, jpeg: Option<&[u8]>) -> Result<StatusCode, ApiProblem> {
    let mut entry = app.office.begin().await?;
    let application = open(&mut *entry.writer, venue, None).await?;
    entry.writer.applications().set_licence(application.number, jpeg).await?;
    entry.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The licence picture, for managers and reviewers.
///
/// # Errors
/// A problem, if there is none.
#[utoipa::path(get, path = "/api/v1/applications/{venue}/licence", tag = "applications",
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 200, description = "The picture", body = Vec<u8>, content_type = "image/jpeg"),
        (status = "4XX", description = "None, or not in sight", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show(State(app): State<Arc<App>>, access: Access<Oversee>) -> Result<Response, ApiProblem> {
    let applications = app.store.applications();
    if access.right.is_none() {
        let application = applications.application(access.venue).await?;
        // A draft is not handed in yet.
        application.filter(|found| found.stage != Stage::Draft).ok_or(ProblemType::NotFound)?;
    }
    let jpeg = applications.licence(access.venue).await?.ok_or(ProblemType::NotFound)?;
    Ok(([(CONTENT_TYPE, "image/jpeg"), (CACHE_CONTROL, "no-store")], jpeg).into_response())
}
