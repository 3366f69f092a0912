//! Cases (SEALING 8). What gives something away stands in the audit chain before the answer.

pub mod approve;
pub mod around;
pub mod close;
pub mod disputes;
pub mod export;
pub mod file;
pub mod identities;
pub mod key_records;
pub mod list;
pub mod look_up;
pub mod notify;
pub mod probe;
pub mod receipts;
pub mod refuse;
pub mod release;
pub mod request;
pub mod show;
pub mod take;
pub mod track;
pub mod withdraw;

mod end;
mod page;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use utoipa::OpenApi;
use venue_protocol::problem::ProblemType;
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{Case, CaseState};

use crate::app::App;
use crate::office::Entry;
use crate::problem::ApiProblem;
use crate::rights::{InRoster, member};
use crate::store::StoreError;
use crate::store::audit::Kind;

/// 5000 tags or idx, or the halves of all slots of a month of several processes.
const BODY: usize = 512 * 1024;
/// 20,000 tags, and such halves.
const APPROVAL_BODY: usize = 2 * 1024 * 1024;

/// 20,000 receipts and tokens.
const RECEIPTS_BODY: usize = 6 * 1024 * 1024;

/// The part of the API's description.
#[derive(OpenApi)]
#[openapi(paths(
    key_records::key_records,
    list::list,
    file::file,
    show::show,
    take::take,
    take::give_back,
    request::request,
    look_up::look_up,
    probe::probe,
    approve::approve,
    refuse::refuse,
    withdraw::withdraw,
    close::close,
    release::release,
    track::track,
    around::around,
    identities::identities,
    export::export,
    notify::notify,
    receipts::receipts,
    disputes::list,
    disputes::decide,
))]
pub struct Description;

/// The routes below `/api/v1`.
pub fn router() -> Router<Arc<App>> {
    let large = DefaultBodyLimit::max(BODY);
    Router::new()
        .route("/key-records", get(key_records::key_records))
        .route("/cases", get(list::list).post(file::file).layer(large))
        .route("/cases/{case}", get(show::show))
        .route("/cases/{case}/take", post(take::take).delete(take::give_back))
        .route("/cases/{case}/request", get(request::request))
        .route("/cases/{case}/look-up", post(look_up::look_up).layer(large))
        .route("/cases/{case}/probe", post(probe::probe).layer(large))
        .route("/cases/{case}/approval", post(approve::approve).layer(DefaultBodyLimit::max(APPROVAL_BODY)))
        .route("/cases/{case}/refusal", post(refuse::refuse))
        .route("/cases/{case}/withdrawal", post(withdraw::withdraw))
        .route("/cases/{case}/closing", post(close::close))
        .route("/cases/{case}/release", get(release::release))
        .route("/cases/{case}/track", get(track::track))
        .route("/cases/{case}/around", get(around::around))
        .route("/cases/{case}/identities", post(identities::identities).layer(large))
        .route("/cases/{case}/exports", post(export::export))
        .route("/cases/{case}/notices", post(notify::notify))
        .route("/cases/{case}/receipts", post(receipts::receipts).layer(DefaultBodyLimit::max(RECEIPTS_BODY)))
        .route("/cases/{case}/disputes", get(disputes::list))
        .route("/cases/{case}/disputes/{about}/decision", post(disputes::decide))
}

/// Whether an approver works on a case.
fn works_on(case: &Case, member: &InRoster) -> bool {
    case.state == CaseState::Taken && case.approver == Some(member.account)
}

/// Whether its tracer may trace a case.
fn traces(case: &Case, member: &InRoster) -> bool {
    case.state == CaseState::Approved && case.tracer == member.account
}

/// Whether what persons say by a case's receipts is still heard by its tracer: receipts outlive the case.
pub fn hears(case: &Case) -> bool {
    matches!(case.state, CaseState::Approved | CaseState::Closed | CaseState::Expired)
}

/// Refuses what a case is not far enough for, or was decided about meanwhile.
fn check(stands: bool) -> Result<(), ProblemType> {
    if stands { Ok(()) } else { Err(ProblemType::CaseChanged) }
}

/// Refuses what is not the tracer's of an approved case whose release lies on the shelf. A backup may say that a case is
/// approved which has ended since; the shelf is never restored.
async fn traced(app: &App, case: &Case, member: &InRoster) -> Result<(), ApiProblem> {
    check(traces(case, member))?;
    Ok(check(app.shelf.lock().await.has_release(case.id).await?)?)
}

/// The case as it is while the seat is held, so that nobody changes it before the commit, for somebody who still stands in
/// the roster.
async fn again(app: &App, id: CaseId, by: &InRoster) -> Result<Case, ApiProblem> {
    if member(app, by.account, by.role) != Some(by.key) {
        return Err(ProblemType::NotAllowed.into());
    }
    Ok(app.store.cases().case(id).await?.ok_or(StoreError::Damaged("case"))?)
}

/// The subject of an audit entry, with what is particular to its kind.
fn subject(case: CaseId, member: &InRoster, what: &[u8]) -> Vec<u8> {
    [&case.0[..], &member.account.0, what].concat()
}

/// Four bytes each.
fn counts<const N: usize>(counts: [usize; N]) -> Vec<u8> {
    counts.iter().flat_map(|count| u32::try_from(*count).unwrap_or(u32::MAX).to_be_bytes()).collect()
}

/// Begins a transaction in which it is written down what is done or given away, if the case still stands as it must. To be
/// committed before the answer.
async fn audited(
    app: &App,
    id: CaseId,
    member: &InRoster,
    stands: fn(&Case, &InRoster) -> bool,
    kind: Kind,
    what: &[u8],
) -> Result<Entry, ApiProblem> {
    let mut entry = app.office.begin().await?;
    check(stands(&again(app, id, member).await?, member))?;
    entry.writer.audit(app.clock.now(), kind, &subject(id, member, what)).await?;
    Ok(entry)
}
