//! `POST /api/v1/applications/import`

mod cells;
mod columns;
mod table;

use std::collections::HashSet;
use std::sync::Arc;

use axum::extract::State;
use tokio::task::spawn_blocking;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::{FormField, FormProblem, Problem, ProblemType, Reason};
use venue_protocol::wire::accounts::Right;
use venue_protocol::wire::applications::{ApplicationForm, ImportReport, LineProblem, Purpose, Stage};

use super::check_room;
use crate::app::App;
use crate::extract::{Json, Raw};
use crate::problem::ApiProblem;
use crate::rights::SignedIn;
use crate::store::applications::NewApplication;

pub use columns::{Language, template};
use table::{Line, TableError};

impl From<TableError> for ApiProblem {
    fn from(error: TableError) -> Self {
        Self::new(ProblemType::TableUnusable).with_detail(error.to_string())
    }
}

/// Submits an application for each line of a table, or for none if any line has a problem.
///
/// # Errors
/// A problem, if the file is not a table of the expected columns.
#[utoipa::path(post, path = "/api/v1/applications/import", tag = "applications",
    request_body(content = String, content_type = "text/csv"),
    responses(
        (status = 200, description = "What was imported, or what is wrong", body = ImportReport),
        (status = "4XX", description = "Not signed in, or not such a table", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn import(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Raw(file): Raw,
) -> Result<Json<ImportReport>, ApiProblem> {
    let now = app.clock.now();
    let work = {
        let app = Arc::clone(&app);
        spawn_blocking(move || table::read(&file, &app.config.divisions, now.day()))
    };
    let lines = work.await.map_err(|_| ProblemType::Internal)??;
    let mut entry = app.office.begin().await?;
    check_room(&mut *entry.writer, who.account, lines.len()).await?;
    let known = entry.writer.applications().forms_of(who.account).await?;
    let problems = problems(&lines, &known);
    if !problems.is_empty() {
        return Ok(Json(ImportReport { imported: 0, lines: problems }));
    }
    let mut imported = 0;
    for form in lines.iter().filter_map(|line| line.form.as_ref().ok()) {
        let venue = PlaceId(app.random.bytes());
        let new = NewApplication {
            venue,
            purpose: Purpose::New,
            stage: Stage::Submitted,
            form,
            applicant: who.account,
        };
        entry.writer.applications().begin_application(now, &new).await?;
        entry.writer.accounts().add_member(now, venue, who.account, Right::Manager).await?;
        imported += 1;
    }
    entry.commit().await?;
    Ok(Json(ImportReport { imported, lines: problems }))
}

/// What is wrong with which line: with itself, or that it stands there twice, or was handed in before (the answer to
/// an import may have been lost).
fn problems(lines: &[Line], known: &[ApplicationForm]) -> Vec<LineProblem> {
    let mut seen: HashSet<_> = known.iter().map(key).collect();
    let mut problems = Vec::new();
    for line in lines {
        let problem = match &line.form {
            Ok(form) if seen.insert(key(form)) => continue,
            Ok(_) => {
                let twice =
                    FormProblem { field: FormField::VenueName, entry: None, reason: Reason::Conflict };
                let mut problem = Problem::new(ProblemType::Invalid);
                problem.form = vec![twice];
                problem
            }
            Err(problem) => Problem::clone(problem),
        };
        problems.push(LineProblem { line: line.number, venue_name: line.venue_name.clone(), problem });
    }
    problems
}

/// What makes two applications ask for the same venue.
fn key(form: &ApplicationForm) -> [&str; 4] {
    [&form.venue_name, &form.division, &form.street, &form.address]
}
