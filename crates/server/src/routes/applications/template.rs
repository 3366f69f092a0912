//! `GET /api/v1/applications/template`

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use venue_protocol::problem::Problem;

use super::import::{Language, template as written};
use crate::app::App;
use crate::extract::Query;
use crate::problem::ApiProblem;
use crate::rights::SignedIn;

/// In which language.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// `zh` or `en`.
    #[serde(default)]
    #[param(inline)]
    lang: Language,
}

/// The table to import many venues with: its head and one example.
///
/// # Errors
/// A problem, if nobody is signed in.
#[utoipa::path(get, path = "/api/v1/applications/template", tag = "applications", params(Asked),
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = "4XX", description = "Not signed in", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn template(
    State(app): State<Arc<App>>,
    _: SignedIn,
    Query(Asked { lang }): Query<Asked>,
) -> Result<Response, ApiProblem> {
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"venues.csv\""),
    ];
    Ok((headers, written(lang, &app.config.divisions)).into_response())
}
