//! `GET /api/v1/reports`

use std::sync::Arc;

use axum::extract::State;
use serde::Deserialize;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::reports::{ReportKind, ReportQueue, ReportState};

use crate::app::App;
use crate::extract::{Json, Query};
use crate::problem::ApiProblem;
use crate::rights::Technician;
use crate::store::reports;

/// So many lines at a time.
const MOST: u32 = 100;

/// Which ones.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Of this state.
    state: Option<ReportState>,
    /// Of this kind.
    kind: Option<ReportKind>,
    /// At venues whose name contains this; letter case does not matter.
    venue: Option<String>,
    /// Of this number, nine digits, however they are spaced.
    ticket: Option<String>,
    /// Behind the ones that ended there: `next` of the answer before.
    after: Option<i64>,
}

/// The technicians' queue, oldest first.
///
/// # Errors
/// A problem, if somebody else asks, or the number is none.
#[utoipa::path(get, path = "/api/v1/reports", tag = "reports", params(Asked),
    responses(
        (status = 200, description = "What is asked for of the queue", body = ReportQueue),
        (status = "4XX", description = "Not a technician, or no number", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn queue(
    State(app): State<Arc<App>>,
    Technician(who): Technician,
    Query(Asked { state, kind, venue, ticket, after }): Query<Asked>,
) -> Result<Json<ReportQueue>, ApiProblem> {
    let present =
        |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let ticket = present(ticket).map(|ticket| ticket.parse()).transpose().map_err(|error| {
        let detail = format!("what is asked for as ticket is no number of a report: {error}");
        ApiProblem::new(ProblemType::Malformed).with_detail(detail)
    })?;
    let asked = reports::Asked { state, kind, venue: present(venue), ticket, after };
    Ok(Json(app.store.reports().reports(&asked, MOST, who.account).await?))
}
