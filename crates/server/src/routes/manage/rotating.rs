//! `GET /api/v1/venues/{venue}/places/{place}/rotating`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::token::{Validity, VenueToken};
use venue_protocol::wire::manage::{RotatingCode, RotatingCodes};

use crate::app::App;
use crate::directory::Snapshot;
use crate::extract::{InPath, Json};
use crate::problem::ApiProblem;
use crate::rights::{Access, Serve};

/// So many steps of 30 seconds besides the current one: ten minutes.
const AHEAD: u32 = 20;

/// The rotating code of a place, for a tablet at its door: the current one and those of the next ten minutes.
///
/// # Errors
/// A problem, if the place is not in sight or has no code in force.
#[utoipa::path(get, path = "/api/v1/venues/{venue}/places/{place}/rotating", tag = "venues",
    params(
        ("venue" = PlaceId, Path, description = "The venue"),
        ("place" = PlaceId, Path, description = "The venue itself or one of its zones"),
    ),
    responses(
        (status = 200, description = "The codes", body = RotatingCodes),
        (status = "4XX", description = "Not in sight, or no code in force", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn rotating(
    State(app): State<Arc<App>>,
    access: Access<Serve>,
    InPath((_, place)): InPath<(PlaceId, PlaceId)>,
) -> Result<Json<RotatingCodes>, ApiProblem> {
    let now = app.clock.now();
    let directory = app.directory.current();
    check(&directory, &access, place)?;
    let code = directory.newest(place).ok_or(ProblemType::NotApproved)?;
    code.in_force_at(now)?;
    // The rotating code lives no longer than the printed one that it stands for.
    let judged = VenueToken::from_bytes(&code.token).and_then(|token| token.judge_at(now));
    judged.map_err(|refusal| refusal.problem())?;
    let first = match Validity::step_of(now) {
        Validity::Step(step) => step,
        Validity::Days { .. } => return Err(ProblemType::Internal.into()),
    };
    let codes = (first..=first.saturating_add(AHEAD)).map(|step| {
        let step = Validity::Step(step);
        let token = app.codes.sign(place, code.serial, step);
        RotatingCode { from: step.from(), url: token.url(app.public_url.code_host()) }
    });
    Ok(Json(RotatingCodes { now, codes: codes.collect() }))
}

fn check(directory: &Snapshot, access: &Access<Serve>, place: PlaceId) -> Result<(), ProblemType> {
    let rules = directory.rules(access.venue).ok_or(ProblemType::NotApproved)?;
    if rules.closed {
        return Err(ProblemType::VenueClosed);
    }
    let is_here = directory.standing(place).is_some_and(|place| place.venue == access.venue);
    if is_here { Ok(()) } else { Err(ProblemType::NotFound) }
}
