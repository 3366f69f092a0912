//! Cases of the authority, and the rows and identities that they are about.

mod read;
mod rows;
mod vault;
mod write;

use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use venue_protocol::id::AccountId;
use venue_protocol::instant::Instant;
use venue_protocol::seal::PublicKey;
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{Case, CaseState, Window};

use super::{StoreError, bytes, failed, number};

pub(super) use write::expire;

const WHAT: &str = "case";
const CASE: &str = "SELECT trace_case.id, number, reason, subject, venue.name, from_minute, to_minute, state, tracer, \
    who.name, tracer_key, approver, (SELECT name FROM account WHERE id = approver), filed_at, decided_at, note, tags, receipts_sent \
    FROM trace_case JOIN account AS who ON who.id = tracer \
    LEFT JOIN venue ON venue.id = trace_case.venue";

const STATES: [CaseState; 7] = [
    CaseState::Filed,
    CaseState::Taken,
    CaseState::Approved,
    CaseState::Refused,
    CaseState::Withdrawn,
    CaseState::Closed,
    CaseState::Expired,
];

const fn state_name(state: CaseState) -> &'static str {
    match state {
        CaseState::Filed => "filed",
        CaseState::Taken => "taken",
        CaseState::Approved => "approved",
        CaseState::Refused => "refused",
        CaseState::Withdrawn => "withdrawn",
        CaseState::Closed => "closed",
        CaseState::Expired => "expired",
    }
}

fn state(name: &str) -> Result<CaseState, StoreError> {
    STATES.into_iter().find(|state| state_name(*state) == name).ok_or(StoreError::Damaged(WHAT))
}

fn case(row: &SqliteRow) -> Result<Case, StoreError> {
    let subject: &str = row.try_get(3).map_err(failed)?;
    let decided_at: Option<i64> = row.try_get(14).map_err(failed)?;
    let approver: Option<&[u8]> = row.try_get(11).map_err(failed)?;
    let minute = |column: usize| number(row.try_get(column).map_err(failed)?, WHAT);
    Ok(Case {
        id: CaseId(bytes(row.try_get(0).map_err(failed)?, WHAT)?),
        number: row.try_get(1).map_err(failed)?,
        reason: row.try_get(2).map_err(failed)?,
        subject: serde_json::from_str(subject).map_err(|_| StoreError::Damaged(WHAT))?,
        venue_name: row.try_get(4).map_err(failed)?,
        window: Window { from: minute(5)?, to: minute(6)? },
        state: state(row.try_get(7).map_err(failed)?)?,
        tracer: AccountId(bytes(row.try_get(8).map_err(failed)?, WHAT)?),
        tracer_name: row.try_get(9).map_err(failed)?,
        tracer_key: PublicKey(bytes(row.try_get(10).map_err(failed)?, WHAT)?),
        approver: approver.map(|id| bytes(id, WHAT).map(AccountId)).transpose()?,
        approver_name: row.try_get(12).map_err(failed)?,
        filed_at: Instant::from_millis(row.try_get(13).map_err(failed)?),
        decided_at: decided_at.map(Instant::from_millis),
        note: row.try_get(15).map_err(failed)?,
        tags: number(row.try_get(16).map_err(failed)?, WHAT)?,
        receipts_sent: row.try_get(17).map_err(failed)?,
    })
}
