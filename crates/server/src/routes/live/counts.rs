//! `GET /api/v1/venues/{venue}/counts`

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use venue_protocol::id::PlaceId;
use venue_protocol::instant::{Day, Instant};
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::live::{Counts, HourCount};
use venue_protocol::wire::venues::Direction;

use super::table::{self, Line, TableError};
use crate::app::App;
use crate::directory::Snapshot;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{Access, Serve};
use crate::store::StoreError;

const HOUR_MS: i64 = 3_600_000;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountsQuery {
    from: String,
    to: String,
    #[serde(default)]
    format: Format,
}

/// As what it is answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// For the console's charts.
    #[default]
    Json,
    /// A text file for spreadsheet programs.
    Csv,
    /// A spreadsheet.
    Xlsx,
}

/// Why there are no counts.
#[derive(Debug, thiserror::Error)]
pub enum CountsError {
    /// The query does not read.
    #[error("the query is `from` and `to`, days such as 2026-11-23, and perhaps `format`: json, csv or xlsx")]
    Query,
    /// Not a piece of what is kept.
    #[error("`from` to `to` is 1 to {0} days")]
    Days(u16),
    /// The venue is applied for.
    #[error("the venue is not approved")]
    NotApproved,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file could not be made.
    #[error(transparent)]
    Table(#[from] TableError),
}

impl From<CountsError> for ApiProblem {
    fn from(error: CountsError) -> Self {
        match error {
            CountsError::Query => Self::new(ProblemType::Malformed).with_detail(error.to_string()),
            CountsError::Days(_) => Self::new(ProblemType::Invalid).with_detail(error.to_string()),
            CountsError::NotApproved => ProblemType::NotApproved.into(),
            CountsError::Store(error) => error.into(),
            CountsError::Table(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a table could not be written");
                ProblemType::Internal.into()
            }
        }
    }
}

/// How many came and went, by hour and place; JSON, or a file.
///
/// # Errors
/// [`CountsError`] as a problem.
#[utoipa::path(get, path = "/api/v1/venues/{venue}/counts", tag = "live",
    params(
        ("venue" = PlaceId, Path, description = "The venue"),
        ("from" = String, Query, description = "The first day (Asia/Shanghai), such as 2026-11-23"),
        ("to" = String, Query, description = "The last day; at most as many days as are kept"),
        ("format" = Option<Format>, Query, description = "json (as without), csv or xlsx"),
    ),
    responses(
        (status = 200, description = "The counts", body = Counts),
        (status = "4XX", description = "Not the caller's, or not such days", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn counts(
    State(app): State<Arc<App>>,
    access: Access<Serve>,
    query: Result<Query<CountsQuery>, QueryRejection>,
) -> Result<Response, ApiProblem> {
    Ok(answer(&app, access.venue, query.map_err(|_| CountsError::Query)?.0).await?)
}

async fn answer(app: &App, venue: PlaceId, query: CountsQuery) -> Result<Response, CountsError> {
    let day = |text: &str| text.parse::<Day>().map_err(|_| CountsError::Query);
    let (from, to) = (day(&query.from)?, day(&query.to)?);
    // A day is retired when it is older than the retention: today and so many days before it are there.
    let most = app.config.retention_days + 1;
    if from > to || to > from.plus(most - 1) {
        return Err(CountsError::Days(most));
    }
    let directory = app.directory.current();
    let places: Vec<PlaceId> = directory.places_of(venue).map(|place| place.id).collect();
    if places.is_empty() {
        return Err(CountsError::NotApproved);
    }
    let mut hours: BTreeMap<(u32, PlaceId), (u32, u32)> = BTreeMap::new();
    for passage in app.store.desk().passages_of(&places, from..=to).await? {
        let (entries, exits) = hours.entry((passage.piece, passage.place)).or_default();
        match passage.direction {
            Direction::Entry => *entries += passage.persons,
            Direction::Exit => *exits += passage.persons,
        }
    }
    let hours: Vec<HourCount> = hours
        .into_iter()
        .map(|((hour, place), (entries, exits))| {
            let hour = Instant::from_millis(i64::from(hour) * HOUR_MS);
            HourCount { hour, place, entries, exits }
        })
        .collect();
    let (bytes, media_type, extension) = match query.format {
        Format::Json => return Ok(Json(Counts { hours }).into_response()),
        Format::Csv => (table::csv(&lines(&directory, &hours)), "text/csv; charset=utf-8", "csv"),
        Format::Xlsx => (table::xlsx(&lines(&directory, &hours))?, table::XLSX, "xlsx"),
    };
    let file = format!("attachment; filename=\"counts-{from}-{to}.{extension}\"");
    Ok(([(CONTENT_TYPE, media_type.to_owned()), (CONTENT_DISPOSITION, file)], bytes).into_response())
}

fn lines<'a>(directory: &'a Snapshot, hours: &[HourCount]) -> Vec<Line<'a>> {
    let line = |count: &HourCount| {
        let place = directory.place(count.place)?;
        let day = count.hour.day();
        let since_midnight = count.hour.millis_since(day.start()) / HOUR_MS;
        Some(Line {
            day,
            hour: u8::try_from(since_midnight).unwrap_or_default(),
            venue: &place.name,
            zone: place.zone.as_deref().unwrap_or_default(),
            entries: count.entries,
            exits: count.exits,
        })
    };
    hours.iter().filter_map(line).collect()
}
