//! `GET /api/v1/cases/{case}/track`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{Case, PAGE, Row, Rows};

use super::page::{Asked, answer, cut};
use super::{audited, check, counts, traces};
use crate::app::App;
use crate::extract::{Json, Query};
use crate::problem::ApiProblem;
use crate::rights::{CaseAccess, Traces};
use crate::store::audit::Kind;
use crate::store::cases::RowPage;

/// The approved rows, for the case's tracer.
///
/// # Errors
/// A problem, if it is not approved.
#[utoipa::path(get, path = "/api/v1/cases/{case}/track", tag = "cases",
    params(("case" = CaseId, Path, description = "The case"), Asked),
    responses(
        (status = 200, description = "Up to 500 rows, by time", body = Rows),
        (status = "4XX", description = "Not in sight, or not approved", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn track(
    State(app): State<Arc<App>>,
    CaseAccess { member, case, .. }: CaseAccess<Traces>,
    Query(asked): Query<Asked>,
) -> Result<Json<Rows>, ApiProblem> {
    check(traces(&case, &member))?;
    let page: RowPage = cut(approved_rows(&app, &case).await?, asked.mark()?, PAGE);
    let rows = page.rows.len();
    let entry = audited(&app, case.id, &member, traces, Kind::CaseTrackRead, &counts([rows])).await?;
    entry.commit().await?;
    app.case_bounds.track(case.id, page.total);
    Ok(Json(answer(page, &app.directory.current())))
}

/// The approved rows of the case's time. Slots in which late rows came in hold others, too, which are not what was asked.
pub(super) async fn approved_rows(app: &App, case: &Case) -> Result<Vec<Row>, ApiProblem> {
    let release = app.shelf.lock().await.release(case.id).await?.ok_or(ProblemType::CaseChanged)?;
    let mut rows = app.store.cases().rows_of(&release.tags).await?;
    let time = case.window.around();
    rows.retain(|row| time.has(row.minute));
    Ok(rows)
}
