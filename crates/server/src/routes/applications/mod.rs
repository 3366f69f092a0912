//! Applications for venue codes, their pictures and reviews.

pub mod begin;
pub mod decide;
pub mod discard;
pub mod import;
pub mod licence;
pub mod list;
pub mod queue;
pub mod review;
pub mod save;
pub mod show;
pub mod submit;
pub mod template;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use utoipa::OpenApi;
use venue_protocol::id::{AccountId, PlaceId};
use venue_protocol::problem::ProblemType;
use venue_protocol::wire::applications::{MAX_PICTURE, MAX_TABLE, Stage};

use crate::app::App;
use crate::problem::ApiProblem;
use crate::store::Writer;
use crate::store::applications::Application;

/// A form with all its zones and opening hours.
const FORM_BODY: usize = 128 * 1024;

/// So many applications of one account may be open at a time: two full tables, and some.
const MOST_OPEN: usize = 5000;

/// So many drafts for new venues an account may have: they are begun one by one, and imported ones are none.
const MOST_DRAFTS: usize = 50;

/// The part of the API's description.
#[derive(OpenApi)]
#[openapi(paths(
    begin::begin,
    list::list,
    show::show,
    save::save,
    discard::discard,
    submit::submit,
    licence::put,
    licence::show,
    licence::remove,
    import::import,
    template::template,
    queue::queue,
    review::review,
    decide::decide,
))]
pub struct Description;

/// The routes below `/api/v1`.
pub fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/applications", get(list::list).post(begin::begin).layer(DefaultBodyLimit::max(FORM_BODY)))
        .route("/applications/import", post(import::import).layer(DefaultBodyLimit::max(MAX_TABLE)))
        .route("/applications/template", get(template::template))
        .route(
            "/applications/{venue}",
            get(show::show).put(save::save).delete(discard::discard).layer(DefaultBodyLimit::max(FORM_BODY)),
        )
        .route("/applications/{venue}/submit", post(submit::submit).layer(DefaultBodyLimit::max(FORM_BODY)))
        .route(
            "/applications/{venue}/licence",
            get(licence::show)
                .put(licence::put)
                .delete(licence::remove)
                .layer(DefaultBodyLimit::max(MAX_PICTURE)),
        )
        .route("/reviews", get(queue::queue))
        .route("/reviews/{venue}", get(review::review))
        .route("/reviews/{venue}/decision", post(decide::decide))
}

/// The application for a venue, if its applicant can still change it, and it is of the expected version.
async fn open(
    writer: &mut dyn Writer,
    venue: PlaceId,
    version: Option<u32>,
) -> Result<Application, ApiProblem> {
    let application = writer.applications().application(venue).await?.ok_or(ProblemType::NotFound)?;
    let is_open = matches!(application.stage, Stage::Draft | Stage::Returned);
    if is_open && version.is_none_or(|version| version == application.version) {
        Ok(application)
    } else {
        Err(ProblemType::ApplicationChanged.into())
    }
}

/// Whether an account may begin one more draft for a new venue.
async fn check_drafts(writer: &mut dyn Writer, account: AccountId) -> Result<(), ApiProblem> {
    if writer.applications().open_of(account).await?.drafts < MOST_DRAFTS {
        Ok(())
    } else {
        let detail = format!("{MOST_DRAFTS} drafts are open; submit or discard some");
        Err(ApiProblem::new(ProblemType::TooManyDrafts).with_detail(detail))
    }
}

/// Whether an account may open so many more applications.
async fn check_room(writer: &mut dyn Writer, account: AccountId, more: usize) -> Result<(), ApiProblem> {
    if writer.applications().open_of(account).await?.all + more <= MOST_OPEN {
        Ok(())
    } else {
        let detail = format!("at most {MOST_OPEN} applications may be open; wait until some are decided");
        Err(ApiProblem::new(ProblemType::TooManyApplications).with_detail(detail))
    }
}
