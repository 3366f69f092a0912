//! `POST /api/v1/reviews/{venue}/decision`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::application::reason;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::{FormField, FormProblem, Problem, ProblemType, Reason};
use venue_protocol::wire::applications::{Application, Decide, Decision, Stage};

use crate::app::App;
use crate::approval::{Approval, ApproveError};
use crate::extract::Json;
use crate::issuer::Issuer;
use crate::problem::ApiProblem;
use crate::rights::{Access, Look, Reviewer};
use crate::store::audit::Kind;

impl From<ApproveError> for ApiProblem {
    fn from(error: ApproveError) -> Self {
        match error {
            ApproveError::Closed => ProblemType::VenueClosed.into(),
            ApproveError::Store(error) => error.into(),
        }
    }
}

/// Decides about an application. Of two people who decide at once one wins; nobody decides about their own.
///
/// # Errors
/// A problem, if it is not there, one's own, or was changed or decided in the meantime.
#[utoipa::path(post, path = "/api/v1/reviews/{venue}/decision", tag = "reviews", request_body = Decide,
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 200, description = "As decided", body = Application),
        (status = "4XX", description = "Not a reviewer, one's own, or decided already", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn decide(
    State(app): State<Arc<App>>,
    Access { venue, right, .. }: Access<Look>,
    Reviewer(who): Reviewer,
    Json(Decide { version, decision }): Json<Decide>,
) -> Result<Json<Application>, ApiProblem> {
    let now = app.clock.now();
    let mut entry = app.office.begin().await?;
    let found = entry.writer.applications().application(venue).await?;
    let mut application = found.filter(|found| found.stage != Stage::Draft).ok_or(ProblemType::NotFound)?;
    if application.applicant == who.account || right.is_some() {
        return Err(ProblemType::OwnApplication.into());
    }
    if application.stage != Stage::Submitted || application.version != version {
        return Err(ProblemType::ApplicationChanged.into());
    }
    let (stage, reason, kind) = match decision {
        Decision::Approve => {
            let issuer = Issuer::new(&app.codes, app.random.clone(), now);
            let mut approval = Approval { writer: &mut *entry.writer, issuer, random: &app.random, now };
            approval.carry_out(&application).await?;
            (Stage::Approved, None, Kind::ApplicationApproved)
        }
        Decision::Return { reason } => (Stage::Returned, Some(said(&reason)?), Kind::ApplicationReturned),
        Decision::Reject { reason } => (Stage::Rejected, Some(said(&reason)?), Kind::ApplicationRejected),
    };
    (application.stage, application.reason) = (stage, reason);
    (application.decided_at, application.reviewer) = (Some(now), Some(who.account));
    entry.writer.applications().put_application(&mut application).await?;
    let subject = [venue.0.as_slice(), who.account.0.as_slice()].concat();
    entry.writer.audit(now, kind, &subject).await?;
    entry.commit().await?;
    app.directory.taken_over(app.store.as_ref()).await;
    Ok(Json(application.into()))
}

/// A reason in words.
///
/// # Errors
/// A problem, if there is none or it does not fit.
pub fn said(typed: &str) -> Result<String, ApiProblem> {
    let problem = |reason: Reason| vec![FormProblem { field: FormField::Reason, entry: None, reason }];
    reason(typed).map_err(|reason| problem(reason).into())
}
