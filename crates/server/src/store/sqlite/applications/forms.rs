//! Applications and their pictures.

use data_encoding::HEXLOWER;
use sqlx::Row as _;
use sqlx::sqlite::{SqliteConnection, SqlitePool, SqliteRow};
use venue_protocol::id::{AccountId, PlaceId};
use venue_protocol::instant::Instant;
use venue_protocol::wire::applications::{
    ApplicationForm, ApplicationLine, Purpose, Queue, QueueMark, Stage,
};

use super::super::directory::unless_exists;
use super::super::{bytes, failed, number};
use crate::store::StoreError;
use crate::store::applications::{Application, ApplicationNumber, NewApplication, Open};

const WHAT: &str = "application";

pub(super) fn damaged<E>(_: E) -> StoreError {
    StoreError::Damaged(WHAT)
}

/// As the table writes it.
const fn purpose_name(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::New => "new",
        Purpose::Change => "change",
    }
}

fn purpose(name: &str) -> Result<Purpose, StoreError> {
    match name {
        "new" => Ok(Purpose::New),
        "change" => Ok(Purpose::Change),
        _ => Err(StoreError::Damaged(WHAT)),
    }
}

const fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "draft",
        Stage::Submitted => "submitted",
        Stage::Returned => "returned",
        Stage::Rejected => "rejected",
        Stage::Approved => "approved",
    }
}

fn stage(name: &str) -> Result<Stage, StoreError> {
    [Stage::Draft, Stage::Submitted, Stage::Returned, Stage::Rejected, Stage::Approved]
        .into_iter()
        .find(|stage| stage_name(*stage) == name)
        .ok_or(StoreError::Damaged(WHAT))
}

pub(super) fn instant(row: &SqliteRow, column: usize) -> Result<Option<Instant>, StoreError> {
    let millis: Option<i64> = row.try_get(column).map_err(failed)?;
    Ok(millis.map(Instant::from_millis))
}

fn read(row: &SqliteRow) -> Result<Application, StoreError> {
    let reviewer: Option<&[u8]> = row.try_get(11).map_err(failed)?;
    Ok(Application {
        number: ApplicationNumber(row.try_get(0).map_err(failed)?),
        venue: PlaceId(bytes(row.try_get(1).map_err(failed)?, WHAT)?),
        purpose: purpose(row.try_get(2).map_err(failed)?)?,
        stage: stage(row.try_get(3).map_err(failed)?)?,
        version: number(row.try_get(4).map_err(failed)?, WHAT)?,
        form: serde_json::from_str(row.try_get(5).map_err(failed)?).map_err(damaged)?,
        applicant: AccountId(bytes(row.try_get(6).map_err(failed)?, WHAT)?),
        saved_at: instant(row, 7)?.ok_or(StoreError::Damaged(WHAT))?,
        submitted_at: instant(row, 8)?,
        decided_at: instant(row, 9)?,
        reason: row.try_get(10).map_err(failed)?,
        reviewer: reviewer.map(|id| bytes(id, WHAT).map(AccountId)).transpose()?,
        licence: row.try_get(12).map_err(failed)?,
    })
}

pub(super) async fn newest(
    connection: &mut SqliteConnection,
    venue: PlaceId,
) -> Result<Option<Application>, StoreError> {
    sqlx::query(
        "SELECT n, venue, purpose, stage, version, form, applicant, saved_at, submitted_at, decided_at, reason, \
         reviewer, EXISTS (SELECT 1 FROM licence WHERE application = n) \
         FROM application WHERE venue = ? ORDER BY n DESC LIMIT 1",
    )
    .bind(venue.0.as_slice())
    .fetch_optional(connection)
    .await
    .map_err(failed)?
    .as_ref()
    .map(read)
    .transpose()
}

fn line(row: &SqliteRow) -> Result<ApplicationLine, StoreError> {
    Ok(ApplicationLine {
        venue: PlaceId(bytes(row.try_get(0).map_err(failed)?, WHAT)?),
        purpose: purpose(row.try_get(1).map_err(failed)?)?,
        stage: stage(row.try_get(2).map_err(failed)?)?,
        version: number(row.try_get(3).map_err(failed)?, WHAT)?,
        saved_at: instant(row, 4)?.ok_or(StoreError::Damaged(WHAT))?,
        submitted_at: instant(row, 5)?,
        venue_name: row.try_get(6).map_err(failed)?,
        category: row.try_get(7).map_err(failed)?,
        division: row.try_get(8).map_err(failed)?,
    })
}

/// Where a line of the queue stands; its last column is the application's number.
fn mark(row: &SqliteRow) -> Result<QueueMark, StoreError> {
    let submitted_at = instant(row, 5)?.ok_or(StoreError::Damaged(WHAT))?;
    Ok(QueueMark { submitted_at, number: row.try_get(9).map_err(failed)? })
}

pub(super) async fn lines_of(
    readers: &SqlitePool,
    account: AccountId,
) -> Result<Vec<ApplicationLine>, StoreError> {
    let rows = sqlx::query(
        "SELECT venue, purpose, stage, version, saved_at, submitted_at, form ->> 'venue_name', form ->> 'category', \
         form ->> 'division' FROM application AS newest \
         WHERE venue IN (SELECT venue FROM membership WHERE account = ? AND may = 'manager') \
         AND n = (SELECT max(n) FROM application WHERE venue = newest.venue) ORDER BY n DESC",
    )
    .bind(account.0.as_slice())
    .fetch_all(readers)
    .await
    .map_err(failed)?;
    rows.iter().map(line).collect()
}

pub(super) async fn queue(
    readers: &SqlitePool,
    stage: Stage,
    after: Option<QueueMark>,
    most: u32,
) -> Result<Queue, StoreError> {
    let (total,): (i64,) = sqlx::query_as("SELECT count(*) FROM application WHERE stage = ?")
        .bind(stage_name(stage))
        .fetch_one(readers)
        .await
        .map_err(failed)?;
    let rows = sqlx::query(
        "SELECT venue, purpose, stage, version, saved_at, submitted_at, form ->> 'venue_name', form ->> 'category', \
         form ->> 'division', n FROM application WHERE stage = ?1 \
         AND (?2 IS NULL OR (submitted_at, n) > (?2, ?3)) ORDER BY submitted_at, n LIMIT ?4",
    )
    .bind(stage_name(stage))
    .bind(after.map(|mark| mark.submitted_at.millis()))
    .bind(after.map(|mark| mark.number))
    .bind(i64::from(most))
    .fetch_all(readers)
    .await
    .map_err(failed)?;
    let lines = rows.iter().map(line).collect::<Result<_, _>>()?;
    let last = rows.last().map(mark).transpose()?;
    Ok(Queue { total: number(total, WHAT)?, lines, last })
}

pub(super) async fn licence(readers: &SqlitePool, venue: PlaceId) -> Result<Option<Vec<u8>>, StoreError> {
    let row: Option<(Vec<u8>,)> = sqlx::query_as(
        "SELECT picture FROM licence \
         WHERE application = (SELECT n FROM application WHERE venue = ? ORDER BY n DESC LIMIT 1)",
    )
    .bind(venue.0.as_slice())
    .fetch_optional(readers)
    .await
    .map_err(failed)?;
    Ok(row.map(|(picture,)| picture))
}

pub(super) async fn begin(
    connection: &mut SqliteConnection,
    at: Instant,
    new: &NewApplication<'_>,
) -> Result<ApplicationNumber, StoreError> {
    let submitted_at = (new.stage == Stage::Submitted).then_some(at.millis());
    let done = sqlx::query(
        "INSERT INTO application (venue, purpose, stage, version, form, applicant, saved_at, submitted_at) \
         VALUES (?, ?, ?, 1, ?, ?, ?, ?)",
    )
    .bind(new.venue.0.as_slice())
    .bind(purpose_name(new.purpose))
    .bind(stage_name(new.stage))
    .bind(serde_json::to_string(new.form).map_err(failed)?)
    .bind(new.applicant.0.as_slice())
    .bind(at.millis())
    .bind(submitted_at)
    .execute(&mut *connection)
    .await
    .map_err(unless_exists("an open application for this venue"))?;
    let number = done.last_insert_rowid();
    sqlx::query(
        "INSERT INTO licence (application, picture) SELECT ?1, picture FROM licence WHERE application = \
         (SELECT max(n) FROM application WHERE venue = ?2 AND stage = 'approved')",
    )
    .bind(number)
    .bind(new.venue.0.as_slice())
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(ApplicationNumber(number))
}

/// Two statements for all of them: meanwhile the sealer waits.
pub(super) async fn import(
    connection: &mut SqliteConnection,
    at: Instant,
    account: AccountId,
    new: &[(PlaceId, &ApplicationForm)],
) -> Result<u32, StoreError> {
    // Each with its venue's id in hexadecimal, which JSON can hold.
    let rows: Vec<(String, &ApplicationForm)> =
        new.iter().map(|(venue, form)| (HEXLOWER.encode(&venue.0), *form)).collect();
    let rows = serde_json::to_string(&rows).map_err(failed)?;
    for sql in [
        "INSERT INTO application (venue, purpose, stage, version, form, applicant, saved_at, submitted_at) \
         SELECT unhex(value ->> 0), 'new', 'submitted', 1, value -> 1, ?2, ?3, ?3 FROM json_each(?1) ORDER BY key",
        "INSERT INTO membership (venue, account, may, since) \
         SELECT unhex(value ->> 0), ?2, 'manager', ?3 FROM json_each(?1)",
    ] {
        sqlx::query(sql)
            .bind(&rows)
            .bind(account.0.as_slice())
            .bind(at.millis())
            .execute(&mut *connection)
            .await
            .map_err(failed)?;
    }
    u32::try_from(new.len()).map_err(failed)
}

pub(super) async fn put(
    connection: &mut SqliteConnection,
    application: &mut Application,
) -> Result<(), StoreError> {
    application.version += 1;
    let millis = |instant: Option<Instant>| instant.map(Instant::millis);
    sqlx::query(
        "UPDATE application SET stage = ?2, version = ?3, form = ?4, saved_at = ?5, submitted_at = ?6, \
         decided_at = ?7, reason = ?8, reviewer = ?9 WHERE n = ?1",
    )
    .bind(application.number.0)
    .bind(stage_name(application.stage))
    .bind(i64::from(application.version))
    .bind(serde_json::to_string(&application.form).map_err(failed)?)
    .bind(application.saved_at.millis())
    .bind(millis(application.submitted_at))
    .bind(millis(application.decided_at))
    .bind(application.reason.as_deref())
    .bind(application.reviewer.as_ref().map(|reviewer| reviewer.0.as_slice()))
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}

pub(super) async fn remove(
    connection: &mut SqliteConnection,
    number: ApplicationNumber,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM application WHERE n = ?")
        .bind(number.0)
        .execute(connection)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(super) async fn set_licence(
    connection: &mut SqliteConnection,
    number: ApplicationNumber,
    jpeg: Option<&[u8]>,
) -> Result<(), StoreError> {
    let sql = match jpeg {
        Some(_) => "INSERT OR REPLACE INTO licence (application, picture) VALUES (?1, ?2)",
        None => "DELETE FROM licence WHERE application = ?1",
    };
    sqlx::query(sql).bind(number.0).bind(jpeg).execute(connection).await.map_err(failed)?;
    Ok(())
}

pub(super) async fn open_of(
    connection: &mut SqliteConnection,
    account: AccountId,
) -> Result<Open, StoreError> {
    let (all, drafts): (i64, i64) = sqlx::query_as(
        "SELECT count(*), count(*) FILTER (WHERE stage = 'draft' AND purpose = 'new') FROM application \
         WHERE stage IN ('draft', 'submitted', 'returned') \
         AND venue IN (SELECT venue FROM membership WHERE account = ?)",
    )
    .bind(account.0.as_slice())
    .fetch_one(connection)
    .await
    .map_err(failed)?;
    Ok(Open { all: number(all, WHAT)?, drafts: number(drafts, WHAT)? })
}

pub(super) async fn forget_stale(
    connection: &mut SqliteConnection,
    before: Instant,
) -> Result<u64, StoreError> {
    let forgotten = sqlx::query(
        "DELETE FROM application WHERE (stage IN ('draft', 'returned') AND max(saved_at, coalesce(decided_at, 0)) < ?1) \
         OR (stage = 'rejected' AND decided_at < ?1)",
    )
    .bind(before.millis())
    .execute(&mut *connection)
    .await
    .map_err(failed)?;
    sqlx::query(
        "DELETE FROM membership WHERE venue NOT IN (SELECT id FROM venue) \
         AND venue NOT IN (SELECT venue FROM application)",
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(forgotten.rows_affected())
}

pub(super) async fn forms_of(
    connection: &mut SqliteConnection,
    account: AccountId,
) -> Result<Vec<ApplicationForm>, StoreError> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "WITH own AS (SELECT venue FROM membership WHERE account = ? AND may = 'manager') \
         SELECT form FROM application WHERE stage = 'submitted' AND venue IN own \
         AND venue NOT IN (SELECT id FROM venue WHERE closed_at IS NOT NULL) \
         UNION ALL SELECT profile FROM venue WHERE profile IS NOT NULL AND closed_at IS NULL AND id IN own",
    )
    .bind(account.0.as_slice())
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    rows.iter().map(|(form,)| serde_json::from_str(form).map_err(damaged)).collect()
}
