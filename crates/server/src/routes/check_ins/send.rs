//! `POST /api/v1/check-ins`

use std::sync::Arc;

use axum::extract::State;
use tracing::warn;
use venue_protocol::id::{NoticeKey, PlaceId};
use venue_protocol::instant::Instant;
use venue_protocol::mask::is_masked;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::seal::RowFlags;
use venue_protocol::token::VenueToken;
use venue_protocol::wire::check_ins::{
    CheckIn, CheckInBatch, CheckInReceipt, CheckInResult, CheckInResults, Flag, MAX_BATCH, MAX_PERSONS,
};
use venue_protocol::wire::venues::Direction;

use crate::app::App;
use crate::directory::Snapshot;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::sealer::{Arrival, Outcome};
use crate::timing::{Timing, as_stored};

const MINUTE_MS: i64 = 60_000;
/// A scan that waited longer came from a queue: a code that was dead by then is stored, flagged.
const QUEUED_MS: i64 = 2 * MINUTE_MS;
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
    let mut results = Vec::with_capacity(judged.len());
    for judged in judged {
        results.push(match judged {
            Err(kind) => refused(kind),
            Ok(judged) => match outcomes.next() {
                Some(Outcome::Registered { event, minute }) => {
                    let occurred_at = as_stored(judged.occurred_at, minute);
                    // An undone check-in sent again stays undone, and earns no words.
                    let (words, notice) = match (minute, judged.venue) {
                        (Some(_), Some(venue)) => (
                            app.words.told(venue, occurred_at, received_at),
                            notice_key(&app, venue, occurred_at).await,
                        ),
                        _ => (Vec::new(), None),
                    };
                    CheckInResult::Registered(CheckInReceipt {
                        event,
                        occurred_at,
                        flags: judged.flags.iter().collect(),
                        words,
                        notice,
                    })
                }
                Some(Outcome::Refused(kind)) => refused(kind),
                None => refused(ProblemType::Internal),
            },
        });
    }
    Ok(Json(CheckInResults { results }))
}

/// By which the device can tell later whether the visit was affected. It is registered all the same without.
async fn notice_key(app: &App, venue: PlaceId, at: Instant) -> Option<NoticeKey> {
    match app.notice_keys.of(venue, at.day()).await {
        Ok(key) => Some(key),
        Err(error) => {
            warn!(error = &error as &dyn std::error::Error, "a visit got no notice key");
            None
        }
    }
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
    /// `None` if the place is gone.
    venue: Option<PlaceId>,
    occurred_at: Instant,
    flags: RowFlags,
}

struct Judge<'a> {
    app: &'a App,
    directory: &'a Snapshot,
    sent_at: Instant,
    received_at: Instant,
}

/// What the directory says of a check-in.
struct Verdict {
    venue: PlaceId,
    direction: Direction,
    is_revoked: bool,
}

impl Judge<'_> {
    /// Refuses at once only what cannot have been stored before. The rest goes to the sealer with its verdict, since
    /// what is stored is answered so, whatever has become of code and clocks.
    fn judge(&self, check_in: CheckIn) -> Result<(Judged, Arrival), ProblemType> {
        let CheckIn { secret, token, direction, scanned_at, means: _, stay_minutes, persons, label } =
            check_in;
        let token = self.app.codes.genuine(&token).map_err(|refusal| refusal.problem())?;
        let timing = Timing::new(scanned_at, self.sent_at, self.received_at, self.app.config.retention_days);
        let occurred_at = timing.occurred_at;
        let is_queued = timing.waited_ms > QUEUED_MS || !timing.is_plausible;
        let verdict = self.verdict(&token, direction, occurred_at, is_queued);
        let found = verdict.as_ref().ok();
        let of_code = [
            (Flag::CodeRevoked, found.is_some_and(|found| found.is_revoked)),
            (Flag::DirectionCorrected, found.is_some_and(|found| found.direction != direction)),
        ];
        let of_code = of_code.into_iter().filter_map(|(flag, odd)| odd.then_some(flag));
        let flags: RowFlags = timing.flags().chain(of_code).collect();
        let judged = Judged { venue: found.map(|found| found.venue), occurred_at, flags };
        let arrival = Arrival {
            secret,
            place: token.place,
            serial: token.serial,
            sent_direction: direction,
            direction: verdict.map(|verdict| verdict.direction),
            scanned_at,
            occurred_at,
            received_at: self.received_at,
            late_minutes: timing.late_minutes(),
            flags,
            stay: stay_minutes,
            persons,
            // What is not masked is not shown; no check-in is lost for it.
            label: label.filter(|label| is_masked(label)),
        };
        Ok((judged, arrival))
    }

    /// Whether the code was in force, and what its place registers.
    fn verdict(
        &self,
        token: &VenueToken,
        sent: Direction,
        occurred_at: Instant,
        is_queued: bool,
    ) -> Result<Verdict, ProblemType> {
        token.judge_at(occurred_at).map_err(|refusal| refusal.problem())?;
        let (place, code) =
            self.directory.issue(token.place, token.serial).ok_or(ProblemType::CodeUnknown)?;
        let revoked = self.directory.in_force_at(place, code, token, occurred_at);
        if !is_queued {
            revoked?;
        }
        // A device that meets a gate for the first time does not know its direction.
        let direction = place.gate.registers(sent);
        Ok(Verdict { venue: place.venue, direction, is_revoked: revoked.is_err() })
    }
}
