//! `GET /api/v1/cases/{case}/around`

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::Problem;
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{Case, PAGE, Rows, Subject, Window};

use super::page::{Asked, answer};
use super::track::approved_rows;
use super::{audited, counts, traced, traces};
use crate::app::App;
use crate::directory::Snapshot;
use crate::extract::{Json, Query};
use crate::problem::ApiProblem;
use crate::rights::{CaseAccess, Traces};
use crate::store::audit::Kind;
use crate::store::cases::{Stretch, merged};

/// The rows of the same venues around the approved ones, for the case's tracer.
///
/// # Errors
/// A problem, if it is not approved.
#[utoipa::path(get, path = "/api/v1/cases/{case}/around", tag = "cases",
    params(("case" = CaseId, Path, description = "The case"), Asked),
    responses(
        (status = 200, description = "Up to 500 rows", body = Rows),
        (status = "4XX", description = "Not in sight, or not approved", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn around(
    State(app): State<Arc<App>>,
    CaseAccess { member, case, .. }: CaseAccess<Traces>,
    Query(asked): Query<Asked>,
) -> Result<Json<Rows>, ApiProblem> {
    traced(&app, &case, &member).await?;
    let mark = asked.mark()?;
    let directory = app.directory.current();
    let stretches = stretches(&directory, windows(&app, &directory, &case).await?);
    let page = app.store.cases().rows_around(&stretches, mark, PAGE).await?;
    let rows = page.rows.len();
    let entry = audited(&app, case.id, &member, traces, Kind::CaseAroundRead, &counts([rows])).await?;
    entry.commit().await?;
    app.case_bounds.around(case.id, page.total);
    Ok(Json(answer(page, &directory)))
}

/// When at which venues.
pub(super) async fn windows(
    app: &App,
    directory: &Snapshot,
    case: &Case,
) -> Result<BTreeMap<PlaceId, Vec<Window>>, ApiProblem> {
    if let Subject::Place { venue } = case.subject {
        return Ok(BTreeMap::from([(venue, vec![case.window.around()])]));
    }
    let mut windows: BTreeMap<PlaceId, Vec<Window>> = BTreeMap::new();
    for row in approved_rows(app, case).await? {
        let venue = directory.place(row.place).map_or(row.place, |place| place.venue);
        windows.entry(venue).or_default().push(Window { from: row.minute, to: row.minute }.around());
    }
    Ok(windows)
}

/// The same at all places of these venues, removed ones too.
fn stretches(directory: &Snapshot, windows: BTreeMap<PlaceId, Vec<Window>>) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    for (venue, windows) in windows {
        let windows = merged(windows);
        for place in directory.places_of(venue) {
            let stretch = |window: &Window| Stretch { place: place.id, from: window.from, to: window.to };
            stretches.extend(windows.iter().map(stretch));
        }
    }
    stretches
}
