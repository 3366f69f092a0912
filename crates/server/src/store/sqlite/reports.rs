//! Problem reports.

use async_trait::async_trait;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, Row as _};
use venue_protocol::desk_numbers::TicketNumber;
use venue_protocol::id::{AccountId, PlaceId, ReportId};
use venue_protocol::instant::Instant;
use venue_protocol::seal::{PublicKey, SealedDetails, SealedPicture};
use venue_protocol::typed_code::TypedCode;
use venue_protocol::wire::reports::{
    Report, ReportKind, ReportLine, ReportQueue, ReportState, ReportStatus, ReportedVenue, Whom,
};

use super::directory::{set_technicians, unless_exists};
use super::writer::SqliteWriter;
use super::{SqliteStore, bytes, failed, number};
use crate::store::StoreError;
use crate::store::reports::{Asked, Handling, NewReport, ReportReads, ReportWrites};

const WHAT: &str = "problem report";

/// What [`line`] reads, and where from.
const LINE: &str = "report.n, report.id, ticket, kind, whom, state, version, received_at, typed_code, taken_by, \
    account.name, venue.id, venue.name, place.zone, \
    EXISTS (SELECT 1 FROM report_picture WHERE report_picture.report = report.n)";
const FROM: &str = "FROM report LEFT JOIN place ON place.id = report.place \
    LEFT JOIN venue ON venue.id = place.venue LEFT JOIN account ON account.id = taken_by";
/// What is asked for: state, kind, part of the venue's name, ticket.
const WHERE: &str = "WHERE (?1 IS NULL OR state = ?1) AND (?2 IS NULL OR kind = ?2) \
    AND (?3 IS NULL OR instr(lower(venue.name), lower(?3)) > 0) AND (?4 IS NULL OR ticket = ?4)";

#[async_trait]
impl ReportReads for SqliteStore {
    async fn report_status(&self, id: ReportId) -> Result<Option<ReportStatus>, StoreError> {
        status(&mut *self.readers.acquire().await.map_err(failed)?, id).await
    }

    async fn reports(&self, asked: &Asked, most: u32, me: AccountId) -> Result<ReportQueue, StoreError> {
        // One transaction, so that all of it is of one moment.
        let mut reading = self.readers.begin().await.map_err(failed)?;
        let (state, kind) = (asked.state.map(ReportState::name), asked.kind.map(ReportKind::name));
        let ticket = asked.ticket.map(|ticket| i64::from(ticket.number()));
        let (total,): (i64,) = sqlx::query_as(AssertSqlSafe(format!("SELECT count(*) {FROM} {WHERE}")))
            .bind(state)
            .bind(kind)
            .bind(asked.venue.as_deref())
            .bind(ticket)
            .fetch_one(&mut *reading)
            .await
            .map_err(failed)?;
        // One more than are given tells whether others come behind them.
        let sql = format!("SELECT {LINE} {FROM} {WHERE} AND report.n > ?5 ORDER BY report.n LIMIT ?6");
        let mut rows = sqlx::query(AssertSqlSafe(sql))
            .bind(state)
            .bind(kind)
            .bind(asked.venue.as_deref())
            .bind(ticket)
            .bind(asked.after.unwrap_or(i64::MIN))
            .bind(i64::from(most) + 1)
            .fetch_all(&mut *reading)
            .await
            .map_err(failed)?;
        let more = rows.len() > most as usize;
        rows.truncate(most as usize);
        let next = rows.last().filter(|_| more).map(|row| row.try_get(0).map_err(failed)).transpose()?;
        let lines = rows.iter().map(|row| line(row, me)).collect::<Result<_, _>>()?;
        Ok(ReportQueue { total: number(total, WHAT)?, lines, next })
    }

    async fn report(&self, id: ReportId, me: AccountId) -> Result<Option<Report>, StoreError> {
        let sql = format!("SELECT {LINE}, sealed, answer {FROM} WHERE report.id = ?");
        let row = sqlx::query(AssertSqlSafe(sql))
            .bind(id.0.as_slice())
            .fetch_optional(&self.readers)
            .await
            .map_err(failed)?;
        let Some(row) = row else { return Ok(None) };
        let sealed = SealedDetails(bytes(row.try_get(15).map_err(failed)?, WHAT)?);
        let answer = row.try_get(16).map_err(failed)?;
        Ok(Some(Report { line: line(&row, me)?, sealed: sealed.to_string(), answer }))
    }

    async fn report_picture(&self, id: ReportId) -> Result<Option<SealedPicture>, StoreError> {
        let row: Option<(Vec<u8>,)> = sqlx::query_as(
            "SELECT report_picture.sealed FROM report_picture JOIN report ON report.n = report_picture.report \
             WHERE report.id = ?",
        )
        .bind(id.0.as_slice())
        .fetch_optional(&self.readers)
        .await
        .map_err(failed)?;
        Ok(row.map(|(sealed,)| SealedPicture(sealed)))
    }
}

#[async_trait]
impl ReportWrites for SqliteWriter {
    async fn report_status(&mut self, id: ReportId) -> Result<Option<ReportStatus>, StoreError> {
        status(&mut self.connection, id).await
    }

    async fn add_report(
        &mut self,
        at: Instant,
        ticket: TicketNumber,
        report: &NewReport<'_>,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "INSERT INTO report (id, ticket, kind, whom, place, typed_code, sealed, state, version, received_at) \
             VALUES (?, ?, ?, ?, ?, ?, ?, 'open', 1, ?)",
        )
        .bind(report.id.0.as_slice())
        .bind(i64::from(ticket.number()))
        .bind(report.kind.name())
        .bind(report.whom.name())
        .bind(report.place.as_ref().map(|place| place.0.as_slice()))
        .bind(report.typed.map(|typed| i64::from(typed.number())))
        .bind(report.details.0.as_slice())
        .bind(at.millis())
        .execute(&mut self.connection)
        .await
        .map_err(unless_exists("this problem report"))?;
        if let Some(SealedPicture(sealed)) = report.picture {
            sqlx::query("INSERT INTO report_picture (report, sealed) VALUES (?, ?)")
                .bind(done.last_insert_rowid())
                .bind(sealed.as_slice())
                .execute(&mut self.connection)
                .await
                .map_err(failed)?;
        }
        Ok(())
    }

    async fn handling(&mut self, id: ReportId) -> Result<Option<Handling>, StoreError> {
        let row = sqlx::query("SELECT version, state, taken_by, answer, closed_at FROM report WHERE id = ?")
            .bind(id.0.as_slice())
            .fetch_optional(&mut self.connection)
            .await
            .map_err(failed)?;
        let Some(row) = row else { return Ok(None) };
        let closed_at: Option<i64> = row.try_get(4).map_err(failed)?;
        Ok(Some(Handling {
            version: number(row.try_get(0).map_err(failed)?, WHAT)?,
            state: state(&row, 1)?,
            taken_by: account(&row, 2)?,
            answer: row.try_get(3).map_err(failed)?,
            closed_at: closed_at.map(Instant::from_millis),
        }))
    }

    async fn handle(
        &mut self,
        id: ReportId,
        handling: &Handling,
        me: AccountId,
    ) -> Result<ReportLine, StoreError> {
        sqlx::query(
            "UPDATE report SET version = ?2 + 1, state = ?3, taken_by = ?4, answer = ?5, closed_at = ?6 WHERE id = ?1",
        )
        .bind(id.0.as_slice())
        .bind(i64::from(handling.version))
        .bind(handling.state.name())
        .bind(handling.taken_by.as_ref().map(|account| account.0.as_slice()))
        .bind(handling.answer.as_deref())
        .bind(handling.closed_at.map(Instant::millis))
        .execute(&mut self.connection)
        .await
        .map_err(failed)?;
        let row = sqlx::query(AssertSqlSafe(format!("SELECT {LINE} {FROM} WHERE report.id = ?")))
            .bind(id.0.as_slice())
            .fetch_one(&mut self.connection)
            .await
            .map_err(failed)?;
        line(&row, me)
    }

    async fn forget_reports(
        &mut self,
        closed_before: Instant,
        received_before: Instant,
    ) -> Result<u64, StoreError> {
        let forgotten = sqlx::query("DELETE FROM report WHERE closed_at < ? OR received_at < ?")
            .bind(closed_before.millis())
            .bind(received_before.millis())
            .execute(&mut self.connection)
            .await
            .map_err(failed)?;
        Ok(forgotten.rows_affected())
    }

    async fn set_technicians(&mut self, at: Instant, key: &PublicKey) -> Result<(), StoreError> {
        set_technicians(&mut self.connection, at, key).await
    }
}

async fn status(connection: &mut SqliteConnection, id: ReportId) -> Result<Option<ReportStatus>, StoreError> {
    let row = sqlx::query("SELECT ticket, state, received_at, answer FROM report WHERE id = ?")
        .bind(id.0.as_slice())
        .fetch_optional(connection)
        .await
        .map_err(failed)?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(ReportStatus {
        ticket: ticket(&row, 0)?,
        state: state(&row, 1)?,
        received_at: Instant::from_millis(row.try_get(2).map_err(failed)?),
        answer: row.try_get(3).map_err(failed)?,
    }))
}

/// A line of the columns of [`LINE`].
fn line(row: &SqliteRow, me: AccountId) -> Result<ReportLine, StoreError> {
    let taken_by = account(row, 9)?;
    let typed: Option<i64> = row.try_get(8).map_err(failed)?;
    Ok(ReportLine {
        id: ReportId(bytes(row.try_get(1).map_err(failed)?, WHAT)?),
        ticket: ticket(row, 2)?,
        kind: named(row, 3, &ReportKind::ALL, ReportKind::name)?,
        whom: named(row, 4, &Whom::ALL, Whom::name)?,
        state: state(row, 5)?,
        version: number(row.try_get(6).map_err(failed)?, WHAT)?,
        received_at: Instant::from_millis(row.try_get(7).map_err(failed)?),
        venue: venue(row)?,
        typed_code: typed.map(typed_code).transpose()?,
        picture: row.try_get(14).map_err(failed)?,
        taken_by: row.try_get(10).map_err(failed)?,
        own: taken_by == Some(me),
    })
}

fn venue(row: &SqliteRow) -> Result<Option<ReportedVenue>, StoreError> {
    let id: Option<&[u8]> = row.try_get(11).map_err(failed)?;
    let Some(id) = id else { return Ok(None) };
    Ok(Some(ReportedVenue {
        venue: PlaceId(bytes(id, WHAT)?),
        name: row.try_get(12).map_err(failed)?,
        zone: row.try_get(13).map_err(failed)?,
    }))
}

fn ticket(row: &SqliteRow, column: usize) -> Result<String, StoreError> {
    let digits = number(row.try_get(column).map_err(failed)?, WHAT)?;
    Ok(TicketNumber::from_number(digits).ok_or(StoreError::Damaged(WHAT))?.to_string())
}

fn typed_code(digits: i64) -> Result<String, StoreError> {
    Ok(TypedCode::from_number(number(digits, WHAT)?).ok_or(StoreError::Damaged(WHAT))?.to_string())
}

fn account(row: &SqliteRow, column: usize) -> Result<Option<AccountId>, StoreError> {
    let id: Option<&[u8]> = row.try_get(column).map_err(failed)?;
    id.map(|id| bytes(id, WHAT).map(AccountId)).transpose()
}

fn state(row: &SqliteRow, column: usize) -> Result<ReportState, StoreError> {
    named(row, column, &ReportState::ALL, ReportState::name)
}

/// The one of a few that the table writes so.
fn named<T: Copy>(
    row: &SqliteRow,
    column: usize,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Result<T, StoreError> {
    let written: &str = row.try_get(column).map_err(failed)?;
    all.iter().copied().find(|one| name(*one) == written).ok_or(StoreError::Damaged(WHAT))
}
