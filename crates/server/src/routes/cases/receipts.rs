//! `POST /api/v1/cases/{case}/receipts`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::notices::NewReceipts;

use super::{audited, counts, traced, traces};
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{CaseAccess, Traces};
use crate::store::audit::Kind;
use crate::store::notices::Added;

/// At most so many at once.
pub const MOST: usize = 20_000;

/// Publishes receipts for the persons that a case traced, once a case.
///
/// # Errors
/// A problem, if the case is not approved or had its receipts, the hints are not for today, or one is taken.
#[utoipa::path(post, path = "/api/v1/cases/{case}/receipts", tag = "cases", request_body = NewReceipts,
    params(("case" = CaseId, Path, description = "The case")),
    responses(
        (status = 204, description = "Published"),
        (status = "4XX", description = "Not in sight, not approved, or done already", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn receipts(
    State(app): State<Arc<App>>,
    CaseAccess { member, case, .. }: CaseAccess<Traces>,
    Json(NewReceipts { day, mut receipts, mut tokens }): Json<NewReceipts>,
) -> Result<StatusCode, ApiProblem> {
    traced(&app, &case, &member).await?;
    let now = app.clock.now();
    if day != now.day() || receipts.len() > MOST || tokens.len() > receipts.len() {
        let why = format!("receipts are of today, at most {MOST}, with a token each at most");
        return Err(ApiProblem::new(ProblemType::Malformed).with_detail(why));
    }
    // Whatever order they came in.
    receipts.sort_unstable_by_key(|receipt| receipt.hint);
    tokens.sort_unstable();
    let count = counts([receipts.len()]);
    let mut entry = audited(&app, case.id, &member, traces, Kind::ReceiptsPublished, &count).await?;
    match entry.writer.notices().add_receipts(case.id, day, &receipts, &tokens).await? {
        Added::All => {}
        Added::Before => return Err(ProblemType::CaseChanged.into()),
        Added::HintTaken => return Err(ProblemType::HintTaken.into()),
    }
    entry.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
