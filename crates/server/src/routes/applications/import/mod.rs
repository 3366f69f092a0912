//! `POST /api/v1/applications/import`

mod cells;
mod columns;
mod table;

use std::collections::HashSet;
use std::sync::Arc;

use axum::extract::State;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::{FormField, FormProblem, Problem, ProblemType, Reason};
use venue_protocol::wire::applications::{ApplicationForm, ImportReport, LineProblem};

use super::check_room;
use crate::app::App;
use crate::extract::{Json, Raw};
use crate::problem::ApiProblem;
use crate::rights::SignedIn;

pub use columns::{Language, template};
use table::{Line, TableError};

/// So many tables are in work at a time; a further one is told to come again.
const AT_A_TIME: usize = 2;

/// The room for tables that are in work.
#[derive(Debug)]
pub struct Imports(Arc<Semaphore>);

impl Default for Imports {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_A_TIME)))
    }
}

impl Imports {
    /// Room for one table, held until it is done.
    ///
    /// # Errors
    /// A problem, if there is none.
    pub fn room(&self) -> Result<OwnedSemaphorePermit, ApiProblem> {
        Arc::clone(&self.0).try_acquire_owned().map_err(|_| {
            ApiProblem::new(ProblemType::Unavailable)
                .with_detail("too many tables at one time; try again shortly")
        })
    }
}

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
        (status = 503, description = "Too many tables at one time", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn import(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Raw(file): Raw,
) -> Result<Json<ImportReport>, ApiProblem> {
    let now = app.clock.now();
    let room = app.imports.room()?;
    let work = {
        let app = Arc::clone(&app);
        // The room goes along, so that it is not free while whoever asked has hung up and the work goes on.
        spawn_blocking(move || (table::read(&file, &app.config.divisions, now.day()), room))
    };
    let (lines, _room) = work.await.map_err(|_| ProblemType::Internal)?;
    let lines = lines?;
    // What is known is read before the database is locked for writing, which the sealer would wait for. It stays as it
    // is: whoever else hands in something needs the seat.
    let seat = app.office.seat().await;
    let known = app.store.applications().forms_of(who.account).await?;
    let problems = problems(&lines, &known);
    if !problems.is_empty() {
        return Ok(Json(ImportReport { imported: 0, lines: problems }));
    }
    let new: Vec<_> = lines
        .iter()
        .filter_map(|line| Some((PlaceId(app.random.bytes()), line.form.as_ref().ok()?)))
        .collect();
    let mut entry = seat.begin().await?;
    check_room(&mut *entry.writer, who.account, new.len()).await?;
    let applications = entry.writer.applications();
    let imported = applications.import(now, who.account, &new).await?;
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
