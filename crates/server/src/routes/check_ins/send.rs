//! `POST /api/v1/check-ins`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::id::PlaceId;
use venue_protocol::instant::Instant;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::seal::RowFlags;
use venue_protocol::wire::check_ins::{
    CheckIn, CheckInBatch, CheckInReceipt, CheckInResult, CheckInResults, Flag, MAX_BATCH, MAX_PERSONS,
};

use crate::app::App;
use crate::directory::Snapshot;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::sealer::{Arrival, Outcome};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;
/// A scan that waited longer came from a queue: a code that was dead by then is stored, flagged.
const QUEUED_MS: i64 = 2 * MINUTE_MS;
/// Later than so is flagged; a clock that is more than so off, too.
const ODD_MS: i64 = 10 * MINUTE_MS;
/// The planned stay in minutes.
const STAYS: std::ops::RangeInclusive<u16> = 5..=1440;

/// Why a batch as a whole is refused; single check-ins are refused in their results.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// None, or too many.
    #[error("a batch holds 1 to {MAX_BATCH} check-ins")]
    Batch,
    /// Nobody, or too many.
    #[error("a check-in is of 1 to {MAX_PERSONS} persons")]
    Persons,
    /// Not a plausible stay.
    #[error("a planned stay is of {} to {} minutes", STAYS.start(), STAYS.end())]
    Stay,
}

impl From<SendError> for ApiProblem {
    fn from(error: SendError) -> Self {
        Self::new(ProblemType::Malformed).with_detail(error.to_string())
    }
}

/// Registers check-ins, exactly once each however often they are sent. Answered after the commit.
///
/// # Errors
/// A problem, if the batch is not of the expected shape, or the server is too busy; then nothing is registered.
#[utoipa::path(post, path = "/api/v1/check-ins", tag = "check-ins", request_body = CheckInBatch,
    responses(
        (status = 200, description = "One result for each, in the order sent", body = CheckInResults),
        (status = "4XX", description = "Not of the expected shape", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Too busy", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn send(
    State(app): State<Arc<App>>,
    Json(batch): Json<CheckInBatch>,
) -> Result<Json<CheckInResults>, ApiProblem> {
    let received_at = app.clock.now();
    let CheckInBatch { sent_at, check_ins } = batch;
    check(&check_ins)?;
    let directory = app.directory.current();
    let judge = Judge { app: &app, directory: &directory, sent_at, received_at };
    let mut arrivals = Vec::with_capacity(check_ins.len());
    let judged: Vec<Result<Judged, ProblemType>> = check_ins
        .into_iter()
        .map(|check_in| {
            let (judged, arrival) = judge.judge(check_in)?;
            arrivals.push(arrival);
            Ok(judged)
        })
        .collect();
    let outcomes = if arrivals.is_empty() { Vec::new() } else { app.sealer.check_in(arrivals).await? };
    let mut outcomes = outcomes.into_iter();
    let results = judged
        .into_iter()
        .map(|judged| match judged {
            Err(kind) => refused(kind),
            Ok(judged) => match outcomes.next() {
                Some(Outcome::Registered { event, minute }) => {
                    let occurred_at = judged.as_stored(minute);
                    // An undone check-in sent again stays undone, and earns no words.
                    let words = match minute {
                        Some(_) => app.words.told(judged.venue, occurred_at, received_at),
                        None => Vec::new(),
                    };
                    CheckInResult::Registered(CheckInReceipt {
                        event,
                        occurred_at,
                        flags: judged.flags.iter().collect(),
                        words,
                    })
                }
                Some(Outcome::Refused(kind)) => refused(kind),
                None => refused(ProblemType::Internal),
            },
        })
        .collect();
    Ok(Json(CheckInResults { results }))
}

fn refused(kind: ProblemType) -> CheckInResult {
    CheckInResult::Refused(Problem::new(kind))
}

fn check(check_ins: &[CheckIn]) -> Result<(), SendError> {
    if !(1..=MAX_BATCH).contains(&check_ins.len()) {
        return Err(SendError::Batch);
    }
    for check_in in check_ins {
        if !(1..=MAX_PERSONS).contains(&check_in.persons.len()) {
            return Err(SendError::Persons);
        }
        if check_in.stay_minutes.is_some_and(|stay| !STAYS.contains(&stay)) {
            return Err(SendError::Stay);
        }
    }
    Ok(())
}

/// What is known of a check-in before it is stored.
struct Judged {
    venue: PlaceId,
    occurred_at: Instant,
    flags: RowFlags,
}

impl Judged {
    /// The time as stored: an earlier delivery's, to the minute, if this is a repetition under another correction.
    fn as_stored(&self, minute: Option<u32>) -> Instant {
        match minute {
            Some(minute) if minute != self.occurred_at.minute() => {
                Instant::from_millis(i64::from(minute) * MINUTE_MS)
            }
            _ => self.occurred_at,
        }
    }
}

struct Judge<'a> {
    app: &'a App,
    directory: &'a Snapshot,
    sent_at: Instant,
    received_at: Instant,
}

impl Judge<'_> {
    fn judge(&self, check_in: CheckIn) -> Result<(Judged, Arrival), ProblemType> {
        let CheckIn { secret, token, direction, scanned_at, means: _, stay_minutes, persons } = check_in;
        let waited_ms = self.sent_at.millis() - scanned_at.millis();
        let occurred_at = self.received_at.plus_millis(-waited_ms);
        let kept_ms = i64::from(self.app.config.retention_days) * DAY_MS;
        if waited_ms > kept_ms || waited_ms < -DAY_MS {
            return Err(ProblemType::ScanTimeImplausible);
        }
        let token = self.app.codes.genuine(&token).map_err(|refusal| refusal.problem())?;
        token.judge_at(occurred_at).map_err(|refusal| refusal.problem())?;
        let (place, code) =
            self.directory.issue(token.place, token.serial).ok_or(ProblemType::CodeUnknown)?;
        let revoked = code.in_force_at(occurred_at);
        if waited_ms <= QUEUED_MS {
            revoked?;
        }
        if !place.gate.allows(direction) {
            return Err(ProblemType::WrongDirection);
        }
        let clock_off_ms = (self.received_at.millis() - self.sent_at.millis()).abs();
        let flags: RowFlags = [
            (Flag::Late, waited_ms > ODD_MS),
            (Flag::ClockOff, clock_off_ms > ODD_MS),
            (Flag::SentBeforeScan, waited_ms < 0),
            (Flag::CodeRevoked, revoked.is_err()),
        ]
        .into_iter()
        .filter_map(|(flag, odd)| odd.then_some(flag))
        .collect();
        let arrival = Arrival {
            secret,
            place: place.id,
            serial: code.serial,
            direction,
            scanned_at,
            occurred_at,
            received_at: self.received_at,
            late_minutes: u16::try_from(waited_ms.max(0) / MINUTE_MS).unwrap_or(u16::MAX),
            flags,
            stay: stay_minutes,
            persons,
        };
        Ok((Judged { venue: place.venue, occurred_at, flags }, arrival))
    }
}
