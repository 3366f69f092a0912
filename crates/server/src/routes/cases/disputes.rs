//! `/api/v1/cases/{case}/disputes`

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::id::{EventId, PlaceId};
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::dispute::Disputed;
use venue_protocol::wire::cases::{Case, CaseState, MAX_REASON, Window};
use venue_protocol::wire::notices::{Decision, Dispute, Disputes, NewDecision};

use super::around::windows;
use super::{audited, check, counts, hears};
use crate::app::App;
use crate::extract::{InPath, Json};
use crate::problem::ApiProblem;
use crate::rights::{CaseAccess, InRoster, Traces};
use crate::store::audit::Kind;

/// What was said about the visits that the case is about, and by its receipts.
///
/// # Errors
/// A problem, if it is not approved.
#[utoipa::path(get, path = "/api/v1/cases/{case}/disputes", tag = "cases",
    params(("case" = CaseId, Path, description = "The case")),
    responses(
        (status = 200, description = "Oldest first", body = Disputes),
        (status = "4XX", description = "Not in sight, or not approved", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn list(
    State(app): State<Arc<App>>,
    CaseAccess { member, case, .. }: CaseAccess<Traces>,
) -> Result<Json<Disputes>, ApiProblem> {
    check(decides(&case, &member))?;
    let scope = Scope::of(&app, &case).await?;
    let mut disputes = Vec::new();
    for dispute in app.store.notices().disputes(case.id).await? {
        if scope.has(&app, &dispute).await? {
            disputes.push(dispute);
        }
    }
    let count = counts([disputes.len()]);
    audited(&app, case.id, &member, decides, Kind::DisputesRead, &count).await?.commit().await?;
    Ok(Json(Disputes { disputes }))
}

/// Decides one, with a reason that the person reads.
///
/// # Errors
/// A problem, if it is not of this case, decided already, or said anew since it was read.
#[utoipa::path(post, path = "/api/v1/cases/{case}/disputes/{about}/decision", tag = "cases", request_body = NewDecision,
    params(("case" = CaseId, Path, description = "The case"), ("about" = Disputed, Path, description = "What is disputed")),
    responses(
        (status = 204, description = "Decided"),
        (status = "4XX", description = "Not in sight, decided already, or said anew", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn decide(
    State(app): State<Arc<App>>,
    CaseAccess { member, case, .. }: CaseAccess<Traces>,
    InPath((_, about)): InPath<(CaseId, Disputed)>,
    Json(NewDecision { said_at, decision }): Json<NewDecision>,
) -> Result<StatusCode, ApiProblem> {
    check(decides(&case, &member))?;
    let reason = decision.reason.trim();
    if reason.is_empty() || reason.chars().count() > MAX_REASON {
        let why = format!("a reason has 1 to {MAX_REASON} characters");
        return Err(ApiProblem::new(ProblemType::Malformed).with_detail(why));
    }
    let dispute = app.store.notices().dispute(about).await?.ok_or(ProblemType::NotFound)?;
    if !Scope::of(&app, &case).await?.has(&app, &dispute).await? {
        return Err(ProblemType::NotFound.into());
    }
    let what = [&about.0[..], &[u8::from(decision.accepted)]].concat();
    let mut entry = audited(&app, case.id, &member, decides, Kind::DisputeDecided, &what).await?;
    let decision = Decision { accepted: decision.accepted, reason: reason.to_owned() };
    check(entry.writer.notices().decide(about, said_at, &decision).await?)?;
    entry.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether its tracer may read and decide what is said: by receipts, which come last, also when it is over.
fn decides(case: &Case, member: &InRoster) -> bool {
    hears(case) && case.tracer == member.account
}

/// What is a case's to hear: what is said by its receipts and, until it is closed, about events that lie where and when its
/// rows do.
struct Scope {
    case: CaseId,
    times: BTreeMap<PlaceId, Vec<Window>>,
}

impl Scope {
    async fn of(app: &App, case: &Case) -> Result<Self, ApiProblem> {
        let times = match case.state {
            CaseState::Approved => windows(app, &app.directory.current(), case).await?,
            _ => BTreeMap::new(),
        };
        Ok(Self { case: case.id, times })
    }

    async fn has(&self, app: &App, dispute: &Dispute) -> Result<bool, ApiProblem> {
        if let Some(case) = dispute.by_receipt {
            return Ok(case == self.case);
        }
        if self.times.is_empty() {
            return Ok(false);
        }
        let stored = app.store.event(EventId(dispute.about.0)).await?;
        Ok(stored.and_then(|stored| stored.visit).is_some_and(|visit| {
            let venue = app.directory.current().place(visit.place).map_or(visit.place, |place| place.venue);
            self.times.get(&venue).is_some_and(|times| times.iter().any(|time| time.has(visit.minute)))
        }))
    }
}
