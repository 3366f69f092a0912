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
use crate::accounts::{StepUp, StepUpError};
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{InRoster, Tracer};
use crate::store::StoreError;
use crate::store::audit::Kind;
use crate::store::cases::Content;

/// Why a case is not filed.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Fields are not valid.
    #[error("some values are not valid")]
    Form(Vec<FormProblem>),
    /// The tracer's key is not the caller's, or there is no request.
    #[error("the key is not the caller's in the roster in force, or nothing is asked")]
    Key,
    /// Another case has this id.
    #[error("another case has this id")]
    Changed,
    /// The day's quota is used up.
    #[error("the day's number of cases is reached")]
    Limit,
    /// The one-time code.
    #[error(transparent)]
    StepUp(#[from] StepUpError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<FileError> for ApiProblem {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Form(form) => form.into(),
            FileError::Key => Self::new(ProblemType::Invalid).with_detail(error.to_string()),
            FileError::Changed => ProblemType::CaseChanged.into(),
            FileError::Limit => ProblemType::CaseLimit.into(),
            FileError::StepUp(error) => error.into(),
            FileError::Store(error) => error.into(),
        }
    }
}

/// Files a case, which waits for an approver. The same again is the same case.
///
/// # Errors
/// [`FileError`] as a problem.
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

async fn filed(app: &App, member: &InRoster, form: NewCase, reason: String) -> Result<Case, FileError> {
    let now = app.clock.now();
    let cases = app.store.cases();
    let content = content(member, &form)?;
    if let Some(earlier) = cases.content(form.id).await? {
        let case = cases.case(form.id).await?.filter(|case| case.tracer == member.account);
        return case.filter(|_| earlier == content).ok_or(FileError::Changed);
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
        return Err(FileError::Key);
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
    let mut shelf = app.shelf.lock().await;
    let mut entry = seat.begin().await?;
    code.spend(&mut *entry.writer).await?;
    if entry.writer.cases().filed_since(member.account, now.day().start()).await?
        >= app.config.limits.cases_per_day
    {
        return Err(FileError::Limit);
    }
    entry.writer.cases().add_case(&case, content).await.map_err(|error| match error {
        StoreError::Exists(_) => FileError::Changed,
        other => other.into(),
    })?;
    entry.writer.audit(now, Kind::CaseFiled, &subject(case.id, member, &[])).await?;
    // If the commit fails, what lies on the shelf is nobody's, and goes with the retention.
    shelf.put_request(case.id, case.window.around().to, &form.request.0).await?;
    entry.commit().await?;
    Ok(cases.case(case.id).await?.unwrap_or(case))
}

fn wrong(field: FormField, reason: Reason) -> FileError {
    FileError::Form(vec![FormProblem { field, entry: None, reason }])
}

/// At most 14 days, past, and not older than the rows that are kept.
fn check_window(app: &App, window: Window, now: Instant) -> Result<(), FileError> {
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
