//! `POST /api/v1/applications/{venue}/submit`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::application::{Against, CheckedForm};
use venue_protocol::id::PlaceId;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::applications::{Applicant, Application, Purpose, SaveApplication, Stage};

use super::open;
use crate::app::App;
use crate::approval::zones_of;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Access, Manage};

/// Saves a form without gaps and hands it to the reviewers.
///
/// # Errors
/// A problem that names every field that is not valid, or if somebody else changed the application.
#[utoipa::path(post, path = "/api/v1/applications/{venue}/submit", tag = "applications", request_body = SaveApplication,
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 200, description = "As submitted", body = Application),
        (status = "4XX", description = "Not one's own, changed in the meantime, or not valid", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The reviewers have no key to seal an ID number to", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn submit(
    State(app): State<Arc<App>>,
    access: Access<Manage>,
    Json(save): Json<SaveApplication>,
) -> Result<Json<Application>, ApiProblem> {
    let now = app.clock.now();
    let is_person = matches!(save.form.applicant, Applicant::Person { .. });
    if is_person && app.directory.current().reviewers.is_none() {
        return Err(ApiProblem::new(ProblemType::NoReviewerKey)
            .with_detail("make it with: venue-server authority reviewers --out DIR"));
    }
    let mut entry = app.office.begin().await?;
    let mut application = open(&mut *entry.writer, access.venue, Some(save.version)).await?;
    let zones = match application.purpose {
        Purpose::New => Vec::new(),
        Purpose::Change => {
            let venue = entry.writer.applications().venue(access.venue).await?;
            let venue = venue.ok_or(ProblemType::NotApproved)?;
            if venue.closed_at.is_some() {
                return Err(ProblemType::VenueClosed.into());
            }
            zones_of(&venue)
        }
    };
    let against = Against {
        divisions: &app.config.divisions,
        purpose: application.purpose,
        zones: &zones,
        today: now.day(),
    };
    application.form = CheckedForm::parse(&save.form, &against)?.into_form();
    application.stage = Stage::Submitted;
    (application.saved_at, application.submitted_at) = (now, Some(now));
    (application.decided_at, application.reason, application.reviewer) = (None, None, None);
    entry.writer.applications().put_application(&mut application).await?;
    entry.commit().await?;
    Ok(Json(application.into()))
}
