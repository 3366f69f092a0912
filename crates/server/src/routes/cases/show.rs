//! `GET /api/v1/cases/{case}`

use venue_protocol::problem::Problem;
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::Case;

use crate::extract::Json;
use crate::rights::{Both, CaseAccess};

/// A case, for its tracer and the approvers.
#[utoipa::path(get, path = "/api/v1/cases/{case}", tag = "cases",
    params(("case" = CaseId, Path, description = "The case")),
    responses(
        (status = 200, description = "The case", body = Case),
        (status = "4XX", description = "Not in sight", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show(access: CaseAccess<Both>) -> Json<Case> {
    Json(access.case)
}
