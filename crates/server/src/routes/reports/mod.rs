//! Problem reports (F10): sent by anybody, handled by technicians.

pub mod answer;
pub mod look_up;
pub mod picture;
pub mod queue;
pub mod send;
pub mod show;
pub mod take;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use utoipa::OpenApi;
use venue_protocol::id::{AccountId, ReportId};
use venue_protocol::problem::ProblemType;
use venue_protocol::wire::reports::MAX_PICTURE;

use crate::app::App;
use crate::problem::ApiProblem;
use crate::store::Writer;
use crate::store::reports::Handling;

/// A picture in base64 and all the rest.
const REPORT_BODY: usize = MAX_PICTURE / 3 * 4 + 16 * 1024;

/// The part of the API's description.
#[derive(OpenApi)]
#[openapi(paths(
    send::send,
    look_up::look_up,
    queue::queue,
    show::show,
    picture::picture,
    take::take,
    take::leave,
    answer::answer,
))]
pub struct Description;

/// The routes below `/api/v1`.
pub fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/reports", get(queue::queue).post(send::send).layer(DefaultBodyLimit::max(REPORT_BODY)))
        .route("/reports/look-up", post(look_up::look_up))
        .route("/reports/{id}", get(show::show))
        .route("/reports/{id}/picture", get(picture::picture))
        .route("/reports/{id}/take", post(take::take))
        .route("/reports/{id}/leave", post(take::leave))
        .route("/reports/{id}/answer", post(answer::answer))
}

/// What was made of a report so far, if it is of the expected version.
async fn of_version(writer: &mut dyn Writer, id: ReportId, version: u32) -> Result<Handling, ApiProblem> {
    let handling = writer.reports().handling(id).await?.ok_or(ProblemType::NotFound)?;
    if handling.version == version { Ok(handling) } else { Err(ProblemType::ReportChanged.into()) }
}

/// What the audit says of a report and a technician.
fn subject(id: ReportId, account: AccountId) -> Vec<u8> {
    [id.0.as_slice(), account.0.as_slice()].concat()
}
