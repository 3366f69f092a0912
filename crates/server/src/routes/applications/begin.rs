//! `POST /api/v1/applications`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::application::{USUAL_OLD_CODES_DAYS, check_draft};
use venue_protocol::id::{AccountId, PlaceId};
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::accounts::Right;
use venue_protocol::wire::applications::{Application, ApplicationForm, NewApplication, Purpose, Stage};

use super::{check_drafts, check_room};
use crate::app::App;
use crate::approval::form_of;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::SignedIn;
use crate::store::{StoreError, applications as store};

/// Begins a draft: for a new venue, whose manager one is from then on, or for a change of a venue that one manages.
///
/// # Errors
/// A problem, if the venue is not one's own, is closed, or has an open application.
#[utoipa::path(post, path = "/api/v1/applications", tag = "applications", request_body = NewApplication,
    responses(
        (status = 200, description = "The draft", body = Application),
        (status = "4XX", description = "Not signed in, no such venue, one with an open application, or too many drafts", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn begin(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Json(new): Json<NewApplication>,
) -> Result<Json<Application>, ApiProblem> {
    new.form.as_ref().map_or(Ok(()), check_draft)?;
    if let Some(venue) = new.venue {
        check_manager(&app, who.account, venue).await?;
    }
    let now = app.clock.now();
    let mut entry = app.office.begin().await?;
    check_room(&mut *entry.writer, who.account, 1).await?;
    let venue = new.venue.unwrap_or_else(|| PlaceId(app.random.bytes()));
    let (purpose, known) = match new.venue {
        None => {
            check_drafts(&mut *entry.writer, who.account).await?;
            (Purpose::New, None)
        }
        Some(_) => {
            let approved = entry.writer.applications().venue(venue).await?.ok_or(ProblemType::NotApproved)?;
            if approved.closed_at.is_some() {
                return Err(ProblemType::VenueClosed.into());
            }
            // The wall keeps working until the new poster hangs, unless the manager decides otherwise.
            let until = now.day().plus(USUAL_OLD_CODES_DAYS);
            (Purpose::Change, Some(ApplicationForm { old_codes_until: Some(until), ..form_of(&approved) }))
        }
    };
    let form = new.form.or(known).unwrap_or_default();
    let draft =
        store::NewApplication { venue, purpose, stage: Stage::Draft, form: &form, applicant: who.account };
    entry.writer.applications().begin_application(now, &draft).await.map_err(|error| match error {
        StoreError::Exists(what) => {
            ApiProblem::new(ProblemType::ApplicationChanged).with_detail(format!("{what} exists already"))
        }
        error => error.into(),
    })?;
    if purpose == Purpose::New {
        entry.writer.accounts().add_member(now, venue, who.account, Right::Manager).await?;
    }
    let begun = entry.writer.applications().application(venue).await?.ok_or(ProblemType::Internal)?;
    entry.commit().await?;
    Ok(Json(begun.into()))
}

/// The venue stands in the body, so that no extractor asks for it.
async fn check_manager(app: &App, account: AccountId, venue: PlaceId) -> Result<(), ApiProblem> {
    match app.store.accounts().standing(account, venue).await?.right {
        Some(Right::Manager) => Ok(()),
        Some(Right::Staff) => Err(ProblemType::NotAllowed.into()),
        None => Err(ProblemType::NotFound.into()),
    }
}
