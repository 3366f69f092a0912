//! How a case ends: what was asked and released is destroyed with it.

use venue_protocol::problem::{FormField, FormProblem, Reason};
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{Case, CaseState, MAX_REASON};

use super::{again, check, subject};
use crate::app::App;
use crate::problem::ApiProblem;
use crate::rights::InRoster;
use crate::routes::applications::decide::said;
use crate::store::audit::Kind;

/// An end of a case.
pub(super) struct End {
    /// Refused, withdrawn or closed.
    pub(super) state: CaseState,
    /// How that is audited.
    pub(super) kind: Kind,
    /// Whether it may end so.
    pub(super) may: fn(&Case, &InRoster) -> bool,
    /// Why.
    pub(super) note: Option<String>,
}

/// Ends a case.
///
/// # Errors
/// If it may not end so any more.
pub(super) async fn end(app: &App, id: CaseId, member: &InRoster, end: End) -> Result<(), ApiProblem> {
    let now = app.clock.now();
    let seat = app.office.seat().await;
    let mut shelf = app.shelf.lock().await;
    let case = again(app, id, member).await?;
    check((end.may)(&case, member))?;
    // Before the database is locked, since it may take a while. If the commit fails, nothing is served of it any more.
    shelf.destroy_case(id).await?;
    drop(shelf);
    app.case_bounds.forget(id);
    let mut entry = seat.begin().await?;
    let decided_at = if end.state == CaseState::Refused { Some(now) } else { case.decided_at };
    let ended = Case { state: end.state, note: end.note, decided_at, ..case };
    entry.writer.cases().update_case(&ended).await?;
    entry.writer.audit(now, end.kind, &subject(id, member, &[])).await?;
    Ok(entry.commit().await?)
}

/// A reason of the length that cases have.
pub(super) fn why(typed: &str) -> Result<String, ApiProblem> {
    let reason = said(typed)?;
    if reason.chars().count() > MAX_REASON {
        return Err(
            vec![FormProblem { field: FormField::Reason, entry: None, reason: Reason::TooLong }].into()
        );
    }
    Ok(reason)
}
