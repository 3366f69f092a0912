//! `GET /api/v1/receipts/bodies`

use std::sync::Arc;

use axum::extract::State;
use serde::Deserialize;
use venue_protocol::instant::Day;
use venue_protocol::problem::Problem;
use venue_protocol::wire::notices::Receipts;

use crate::app::App;
use crate::extract::{Json, Query};
use crate::problem::ApiProblem;

/// Which receipts.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// The day, as a number of days since 2020-01-01.
    day: u16,
    /// The first byte of the hints.
    first: u8,
}

/// All receipts of a day whose hint begins with a byte, so that nobody learns which one was wanted.
///
/// # Errors
/// A problem, if the store fails.
#[utoipa::path(get, path = "/api/v1/receipts/bodies", tag = "notices", params(Asked),
    responses(
        (status = 200, description = "Sealed receipts", body = Receipts),
        (status = "4XX", description = "Not a day or byte", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn bodies(
    State(app): State<Arc<App>>,
    Query(Asked { day, first }): Query<Asked>,
) -> Result<Json<Receipts>, ApiProblem> {
    Ok(Json(Receipts { receipts: app.store.notices().receipts(Day(day), first).await? }))
}
