//! `GET /api/v1/reviews/{venue}`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::applications::{Purpose, Review, Stage};

use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Access, Look, Reviewer};

/// What a reviewer sees of an application.
///
/// # Errors
/// A problem, if there is none that was submitted.
#[utoipa::path(get, path = "/api/v1/reviews/{venue}", tag = "reviews",
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 200, description = "The application", body = Review),
        (status = "4XX", description = "Not a reviewer, or none", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn review(
    State(app): State<Arc<App>>,
    Access { venue, right, .. }: Access<Look>,
    Reviewer(who): Reviewer,
) -> Result<Json<Review>, ApiProblem> {
    let found = app.store.applications().application(venue).await?;
    let found = found.filter(|found| found.stage != Stage::Draft).ok_or(ProblemType::NotFound)?;
    let applicant = app.store.accounts().account(found.applicant).await?;
    let approved = match found.purpose {
        Purpose::New => None,
        Purpose::Change => app.store.applications().venue(venue).await?,
    };
    let (approved_form, revoked_reason) = approved
        .map_or((None, None), |venue| (venue.form, venue.ended_reason.filter(|_| venue.closed_at.is_none())));
    Ok(Json(Review {
        own: found.applicant == who.account || right.is_some(),
        applicant_login: applicant.map(|account| account.login).unwrap_or_default(),
        approved_form,
        revoked_reason,
        application: found.into(),
    }))
}
