//! `POST /api/v1/venues/{venue}/desk/slips`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::desk_numbers::SlipNumber;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::typed_code::NUMBERS;
use venue_protocol::wire::desk::{MAX_SLIPS, PrintSlips, Slips};

use super::{DeskError, Shift};
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Access, Serve};

/// At most so many slips of a venue may lie about unused.
const MOST_UNUSED: u32 = 20_000;

/// Why no slips are given out.
#[derive(Debug, thiserror::Error)]
pub enum SlipsError {
    /// None, or too many.
    #[error("1 to {MAX_SLIPS} slips are printed at a time")]
    Count,
    /// Nobody keyed in those that were given out.
    #[error("{MOST_UNUSED} slips of this venue are not keyed in; use these first")]
    Unused,
    /// As elsewhere at the terminal.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl From<SlipsError> for ApiProblem {
    fn from(error: SlipsError) -> Self {
        match error {
            SlipsError::Count => Self::new(ProblemType::Malformed).with_detail(error.to_string()),
            SlipsError::Unused => Self::new(ProblemType::TooManySlips).with_detail(error.to_string()),
            SlipsError::Desk(error) => error.into(),
        }
    }
}

/// Reserves the numbers of slips to be printed before an outage, one a guest.
///
/// # Errors
/// [`SlipsError`] as a problem.
#[utoipa::path(post, path = "/api/v1/venues/{venue}/desk/slips", tag = "desk", request_body = PrintSlips,
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 200, description = "Their numbers", body = Slips),
        (status = "4XX", description = "Too many, or not possible here", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn print(
    State(app): State<Arc<App>>,
    access: Access<Serve>,
    Json(PrintSlips { count }): Json<PrintSlips>,
) -> Result<Json<Slips>, ApiProblem> {
    Ok(Json(reserve(&app, &access, count).await?))
}

async fn reserve(app: &App, access: &Access<Serve>, count: u16) -> Result<Slips, SlipsError> {
    if !(1..=MAX_SLIPS).contains(&count) {
        return Err(SlipsError::Count);
    }
    Shift::new(app, access)?;
    let today = app.clock.now().day();
    let mut entry = app.office.begin().await.map_err(DeskError::from)?;
    let desk = entry.writer.desk();
    if desk.unused_slips(access.venue).await.map_err(DeskError::from)? + u32::from(count) > MOST_UNUSED {
        return Err(SlipsError::Unused);
    }
    let mut numbers = Vec::with_capacity(count.into());
    while numbers.len() < usize::from(count) {
        // The numbers in use are a small part of all: one that is taken is drawn again.
        let number = u32::from_be_bytes(app.random.bytes()) % NUMBERS;
        if let Some(number) = SlipNumber::from_number(number)
            && desk.add_slip(access.venue, number, today).await.map_err(DeskError::from)?
        {
            numbers.push(number);
        }
    }
    entry.commit().await.map_err(DeskError::from)?;
    numbers.sort_unstable();
    Ok(Slips { numbers: numbers.iter().map(ToString::to_string).collect() })
}
