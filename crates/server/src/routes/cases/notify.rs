//! `POST /api/v1/cases/{case}/notices`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::bytes::Bytes;
use venue_protocol::instant::Instant;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::notice::{NoticeFile, QUARTER_MINUTES};
use venue_protocol::wire::cases::{AROUND_MINUTES, Case, Subject, Window};
use venue_protocol::wire::notices::{LEAST_VISITORS, NewNotice, SignedNotices};
use venue_protocol::wire::venues::Direction;

use super::track::approved_rows;
use super::{audited, traced, traces};
use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::{CaseAccess, Traces};
use crate::store::StoreError;
use crate::store::audit::Kind;
use crate::store::cases::Stretch;

const QUARTER_MS: i64 = QUARTER_MINUTES as i64 * 60_000;
/// A day.
const MOST_QUARTERS: u32 = 24 * 60 / QUARTER_MINUTES;
/// More visitors than this need not be counted.
const MOST_COUNTED: usize = 1_000;

/// Publishes that a venue was affected, so that the phones of those who were there can tell.
///
/// # Errors
/// A problem, if the case has nothing to do with it, or too few others were there.
#[utoipa::path(post, path = "/api/v1/cases/{case}/notices", tag = "cases", request_body = NewNotice,
    params(("case" = CaseId, Path, description = "The case")),
    responses(
        (status = 204, description = "Published"),
        (status = "4XX", description = "Not in sight, not approved, or too few visitors", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn notify(
    State(app): State<Arc<App>>,
    CaseAccess { member, case, .. }: CaseAccess<Traces>,
    Json(notice): Json<NewNotice>,
) -> Result<StatusCode, ApiProblem> {
    traced(&app, &case, &member).await?;
    let NewNotice { venue, from_quarter, to_quarter } = notice;
    if to_quarter < from_quarter || to_quarter - from_quarter >= MOST_QUARTERS {
        let why = "a notice is of at most a day";
        return Err(ApiProblem::new(ProblemType::Malformed).with_detail(why));
    }
    let time = Window {
        from: from_quarter.saturating_mul(QUARTER_MINUTES),
        to: to_quarter.saturating_mul(QUARTER_MINUTES).saturating_add(QUARTER_MINUTES - 1),
    };
    if others(&app, &case, &notice, time).await? < LEAST_VISITORS {
        return Err(ProblemType::TooFewVisitors.into());
    }
    // The shelf first, then the transaction.
    let mut hints = Vec::new();
    for quarter in from_quarter..=to_quarter {
        let day = Instant::from_millis(i64::from(quarter) * QUARTER_MS).day();
        hints.push(app.notice_keys.of(venue, day).await?.hint(quarter));
        // Who entered the day before has that day's key.
        hints.push(app.notice_keys.of(venue, day.minus(1)).await?.hint(quarter));
    }
    let now = app.clock.now();
    let day_key = app.notice_keys.day(now.day()).await?;
    let what = [&venue.0[..], &from_quarter.to_be_bytes(), &to_quarter.to_be_bytes()].concat();
    let mut entry = audited(&app, case.id, &member, traces, Kind::NoticesPublished, &what).await?;
    let before = match entry.writer.notices().file(now.day()).await? {
        Some(file) => NoticeFile::read(file.day, &file.hints.0)
            .map_err(|_| StoreError::Damaged("file of notices"))?
            .hints()
            .to_vec(),
        None => Vec::new(),
    };
    let file = NoticeFile::with(now.day(), &before, &hints, &day_key);
    let signature = app.codes.sign_notices(&file);
    let file = SignedNotices { day: file.day, hints: Bytes(file.to_bytes()), signature };
    entry.writer.notices().put_file(&file).await?;
    entry.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How many others may have been there: their entries within the time, or so long before that they may have stayed.
async fn others(app: &App, case: &Case, notice: &NewNotice, time: Window) -> Result<u32, ApiProblem> {
    let directory = app.directory.current();
    let places: Vec<_> = directory.places_of(notice.venue).map(|place| place.id).collect();
    let own = match case.subject {
        Subject::Place { venue } if venue == notice.venue => Vec::new(),
        Subject::Place { .. } | Subject::Contacts { .. } => return Err(ProblemType::NotFound.into()),
        Subject::Person => approved_rows(app, case).await?,
    };
    let wide = Window { from: time.from.saturating_sub(AROUND_MINUTES), to: time.to };
    let is_about = case.window.around().has(time.from)
        && (matches!(case.subject, Subject::Place { .. })
            || own.iter().any(|row| places.contains(&row.place) && wide.has(row.minute)));
    if !is_about {
        return Err(ProblemType::NotFound.into());
    }
    let stretch = |place| Stretch { place, from: wide.from, to: wide.to };
    let stretches: Vec<Stretch> = places.into_iter().map(stretch).collect();
    let rows = app.store.cases().rows_around(&stretches, None, MOST_COUNTED).await?.rows;
    let others = rows
        .iter()
        .filter(|row| row.direction == Direction::Entry)
        .filter(|row| !own.iter().any(|own| own.slot == row.slot && own.tag == row.tag));
    Ok(u32::try_from(others.count()).unwrap_or(u32::MAX))
}
