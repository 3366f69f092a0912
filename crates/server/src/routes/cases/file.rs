//! `POST /api/v1/cases`

use std::sync::Arc;

use axum::extract::State;
use sha2::{Digest as _, Sha256};
use venue_protocol::application::line;
use venue_protocol::instant::Instant;
use venue_protocol::problem::{FormField, FormProblem, Problem, ProblemType, Reason};
use venue_protocol::wire::cases::{
    Case, CaseState, MAX_NUMBER, MAX_WINDOW_MINUTES, NewCase, Subject, Window,
};

use super::end::why;
use super::{subject, traces};
use crate::accounts::StepUp;
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{InRoster, Tracer};
use crate::store::StoreError;
use crate::store::audit::Kind;
use crate::store::cases::Content;

/// Files a case, which waits for an approver. The same again is the same case.
///
/// # Errors
/// A problem: values that are not valid, a key that is not the caller's, another case of this id, or the day's quota.
#[utoipa::path(post, path = "/api/v1/cases", tag = "cases", request_body = NewCase,
    responses(
        (status = 200, description = "Filed", body = Case),
        (status = "4XX", description = "Not valid, a wrong code, or past the day's quota", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn file(
    State(app): State<Arc<App>>,
    Tracer(member): Tracer,
    Json(form): Json<NewCase>,
) -> Result<Json<Case>, ApiProblem> {
    let reason = why(&form.reason)?;
    Ok(Json(filed(&app, &member, form, reason).await?))
}

async fn filed(app: &App, member: &InRoster, form: NewCase, reason: String) -> Result<Case, ApiProblem> {
    let now = app.clock.now();
    let cases = app.store.cases();
    let content = content(member, &form)?;
    if let Some(earlier) = cases.content(form.id).await? {
        let case = cases.case(form.id).await?.filter(|case| case.tracer == member.account);
        return Ok(case.filter(|_| earlier == content).ok_or(ProblemType::CaseChanged)?);
    }
    let number = line(&form.number, MAX_NUMBER).map_err(|reason| wrong(FormField::CaseNumber, reason))?;
    check_window(app, form.window, now)?;
    let mut venue_name = None;
    match form.subject {
        Subject::Person => {}
        Subject::Contacts { of } => {
            let of = cases.case(of).await?.filter(|case| traces(case, member));
            of.ok_or_else(|| wrong(FormField::CaseSubject, Reason::Unknown))?;
        }
        Subject::Place { venue } => {
            let directory = app.directory.current();
            let found = directory.place(venue).filter(|place| place.venue == venue);
            venue_name =
                Some(found.ok_or_else(|| wrong(FormField::CaseSubject, Reason::Unknown))?.name.clone());
        }
    }
    if form.tracer_key != member.key || form.request.0.is_empty() {
        let why = "the key is not the caller's in the roster in force, or nothing is asked";
        return Err(ApiProblem::new(ProblemType::Invalid).with_detail(why));
    }
    let code = StepUp::of(app, member.account, member.session, &form.code).await?;
    let case = Case {
        id: form.id,
        number,
        reason,
        subject: form.subject,
        venue_name,
        window: form.window,
        state: CaseState::Filed,
        tracer: member.account,
        tracer_name: String::new(),
        tracer_key: form.tracer_key,
        approver: None,
        approver_name: None,
        filed_at: now,
        decided_at: None,
        note: None,
        tags: 0,
        receipts_sent: false,
    };
    let seat = app.office.seat().await;
    // Somebody may have filed under this id while the code was looked at; nothing on the shelf is replaced.
    if cases.content(form.id).await?.is_some() {
        return Err(ProblemType::CaseChanged.into());
    }
    if cases.filed_since(member.account, now.day().start()).await? >= app.config.limits.cases_per_day {
        return Err(ProblemType::CaseLimit.into());
    }
    // Before the database is locked, since it may take a while. If the commit fails, what lies there is nobody's, and goes
    // with the retention.
    app.shelf.lock().await.put_request(case.id, case.window.around().to, &form.request.0).await?;
    let mut entry = seat.begin().await?;
    code.spend(&mut *entry.writer).await?;
    entry.writer.cases().add_case(&case, content).await.map_err(|error| match error {
        StoreError::Exists(_) => ProblemType::CaseChanged.into(),
        other => ApiProblem::from(other),
    })?;
    entry.writer.audit(now, Kind::CaseFiled, &subject(case.id, member, &[])).await?;
    entry.commit().await?;
    Ok(cases.case(case.id).await?.unwrap_or(case))
}

fn wrong(field: FormField, reason: Reason) -> ApiProblem {
    vec![FormProblem { field, entry: None, reason }].into()
}

/// At most 14 days, past, and not older than the rows that are kept.
fn check_window(app: &App, window: Window, now: Instant) -> Result<(), ApiProblem> {
    let kept_from = now.day().minus(app.config.retention_days).start().minute();
    let reason = if window.to < window.from {
        Reason::Conflict
    } else if window.to - window.from > MAX_WINDOW_MINUTES {
        Reason::TooLong
    } else if window.to > now.minute() {
        Reason::DateInFuture
    } else if window.from < kept_from {
        Reason::Range
    } else {
        return Ok(());
    };
    Err(wrong(FormField::CaseWindow, reason))
}

/// All that was filed, but for the code.
fn content(member: &InRoster, form: &NewCase) -> Result<Content, StoreError> {
    let form = NewCase { code: String::new(), ..form.clone() };
    let json = serde_json::to_vec(&form).map_err(|error| StoreError::Failed(error.into()))?;
    let hash = Sha256::new_with_prefix(member.account.0).chain_update(json);
    Ok(Content(hash.finalize().into()))
}
