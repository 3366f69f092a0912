//! `POST /api/v1/reports/{id}/answer`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::id::ReportId;
use venue_protocol::problem::{FormField, FormProblem, Problem, Reason};
use venue_protocol::report;
use venue_protocol::wire::reports::{AnswerReport, ReportLine, ReportState};

use super::{of_version, subject};
use crate::app::App;
use crate::extract::{InPath, Json};
use crate::problem::ApiProblem;
use crate::rights::Technician;
use crate::store::audit::Kind;

/// Sets how far a report is and what its sender is told; without a new answer the one before stays.
///
/// # Errors
/// A problem, if somebody else asks, there is no answer where one is needed, or the report was changed in the meantime.
#[utoipa::path(post, path = "/api/v1/reports/{id}/answer", tag = "reports", request_body = AnswerReport,
    params(("id" = ReportId, Path, description = "The report")),
    responses(
        (status = 200, description = "As it is now", body = ReportLine),
        (status = "4XX", description = "Not a technician, no answer, or changed in the meantime", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn answer(
    State(app): State<Arc<App>>,
    Technician(who): Technician,
    InPath(id): InPath<ReportId>,
    Json(AnswerReport { version, state, answer }): Json<AnswerReport>,
) -> Result<Json<ReportLine>, ApiProblem> {
    let said = answer.filter(|typed| !typed.trim().is_empty()).map(|typed| report::answer(&typed));
    let said = said.transpose().map_err(wrong)?;
    let now = app.clock.now();
    let mut entry = app.office.begin().await?;
    let mut handling = of_version(&mut *entry.writer, id, version).await?;
    handling.answer = said.or(handling.answer);
    if state == ReportState::Answered && handling.answer.is_none() {
        return Err(wrong(Reason::Missing));
    }
    // What is open is nobody's; what is answered is somebody's.
    handling.taken_by = match state {
        ReportState::Open => None,
        _ => handling.taken_by.or(Some(who.account)),
    };
    // Who writes to a closed report does not lengthen its life.
    handling.closed_at = (state == ReportState::Closed).then(|| handling.closed_at.unwrap_or(now));
    handling.state = state;
    let line = entry.writer.reports().handle(id, &handling, who.account).await?;
    let subject = [subject(id, who.account), state.name().into()].concat();
    entry.writer.audit(now, Kind::ReportAnswered, &subject).await?;
    entry.commit().await?;
    Ok(Json(line))
}

fn wrong(reason: Reason) -> ApiProblem {
    vec![FormProblem { field: FormField::Answer, entry: None, reason }].into()
}
