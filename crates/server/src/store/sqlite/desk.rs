//! What the management terminal keeps: slips that were used, paper passes; and counts of visits.

use std::ops::RangeInclusive;

use async_trait::async_trait;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, Row as _};
use venue_protocol::desk_numbers::{PassNumber, SlipNumber};
use venue_protocol::id::PlaceId;
use venue_protocol::instant::{Day, Instant};
use venue_protocol::seal::{PassName, SealedPass};
use venue_protocol::wire::venues::Direction;

use super::check_ins::table_name;
use super::writer::SqliteWriter;
use super::{SqliteStore, StoreError, bytes, failed, number};
use crate::store::Partition;
use crate::store::desk::{DeskReads, DeskWrites, Pass, Passages, Slip};

const MINUTES_AN_HOUR: u32 = 60;
/// Slips that nobody keyed in are forgotten after so many days.
const SLIP_DAYS: u16 = 400;
/// For so many days it is told of a pass that it has ended; then it is not known any more.
const ENDED_PASS_DAYS: u16 = 30;

const PASS: &str = "pass";
const PASS_COLUMNS: &str = "SELECT name, number, venue, sealed, expires_day FROM pass";

#[async_trait]
impl DeskReads for SqliteStore {
    async fn passages_since(&self, minute: u32, piece: u32) -> Result<Vec<Passages>, StoreError> {
        let first_day = Instant::from_millis(i64::from(minute) * 60_000).day();
        let mut found = Vec::new();
        for table in self.tables_of(first_day..=Day(u16::MAX)).await? {
            let sql = format!(
                "SELECT place, minute / ?, direction, COUNT(*) FROM {table} \
                 WHERE place IS NOT NULL AND minute >= ? GROUP BY 1, 2, 3"
            );
            let rows = sqlx::query(AssertSqlSafe(sql)).bind(i64::from(piece)).bind(i64::from(minute));
            let rows = rows.fetch_all(&self.readers).await.map_err(failed)?;
            for row in &rows {
                found.push(passages(row)?);
            }
        }
        Ok(found)
    }

    async fn passages_of(
        &self,
        places: &[PlaceId],
        days: RangeInclusive<Day>,
    ) -> Result<Vec<Passages>, StoreError> {
        let first = days.start().start().minute();
        let end = days.end().plus(1).start().minute();
        let marks = vec!["?"; places.len()].join(",");
        let mut found: Vec<Passages> = Vec::new();
        for table in self.tables_of(days).await? {
            let sql = format!(
                "SELECT place, minute / ?, direction, COUNT(*) FROM {table} \
                 WHERE place IN ({marks}) AND minute >= ? AND minute < ? GROUP BY 1, 2, 3"
            );
            let mut query = sqlx::query(AssertSqlSafe(sql)).bind(i64::from(MINUTES_AN_HOUR));
            for place in places {
                query = query.bind(place.0.to_vec());
            }
            let query = query.bind(i64::from(first)).bind(i64::from(end));
            for row in &query.fetch_all(&self.readers).await.map_err(failed)? {
                found.push(passages(row)?);
            }
        }
        Ok(found)
    }
}

impl SqliteStore {
    /// The tables that check-ins of these days may lie in.
    async fn tables_of(&self, days: RangeInclusive<Day>) -> Result<Vec<String>, StoreError> {
        let names: Vec<(String,)> = sqlx::query_as(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'check_in_[0-9]*' \
             AND CAST(substr(name, 10) AS INTEGER) BETWEEN ? AND ?",
        )
        .bind(i64::from(days.start().0))
        .bind(i64::from(days.end().0))
        .fetch_all(&self.readers)
        .await
        .map_err(failed)?;
        let odd = table_name(Partition::Odd);
        Ok(names.into_iter().map(|(name,)| name).chain([odd]).collect())
    }
}

fn passages(row: &SqliteRow) -> Result<Passages, StoreError> {
    const WHAT: &str = "check-in";
    let direction: u8 = number(row.try_get(2).map_err(failed)?, WHAT)?;
    Ok(Passages {
        place: PlaceId(bytes(row.try_get(0).map_err(failed)?, WHAT)?),
        piece: number(row.try_get(1).map_err(failed)?, WHAT)?,
        direction: Direction::from_byte(direction).ok_or(StoreError::Damaged(WHAT))?,
        persons: number(row.try_get(3).map_err(failed)?, WHAT)?,
    })
}

fn pass(row: &SqliteRow) -> Result<Pass, StoreError> {
    let sealed: Option<&[u8]> = row.try_get(3).map_err(failed)?;
    let number_text: u32 = number(row.try_get(1).map_err(failed)?, PASS)?;
    Ok(Pass {
        name: PassName(bytes(row.try_get(0).map_err(failed)?, PASS)?),
        number: PassNumber::from_number(number_text).ok_or(StoreError::Damaged(PASS))?,
        venue: PlaceId(bytes(row.try_get(2).map_err(failed)?, PASS)?),
        sealed: sealed.map(|sealed| bytes(sealed, PASS).map(SealedPass)).transpose()?,
        expires_on: Day(number(row.try_get(4).map_err(failed)?, PASS)?),
    })
}

#[async_trait]
impl DeskWrites for SqliteWriter {
    async fn unused_slips(&mut self, venue: PlaceId) -> Result<u32, StoreError> {
        let (count,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM slip WHERE venue = ? AND used = 0")
            .bind(venue.0.to_vec())
            .fetch_one(self.connection())
            .await
            .map_err(failed)?;
        number(count, "slip")
    }

    async fn add_slip(&mut self, venue: PlaceId, number: SlipNumber, day: Day) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "INSERT INTO slip (number, venue, printed_day, used) VALUES (?, ?, ?, 0) ON CONFLICT DO NOTHING",
        )
        .bind(i64::from(number.number()))
        .bind(venue.0.to_vec())
        .bind(i64::from(day.0))
        .execute(self.connection())
        .await
        .map_err(failed)?;
        Ok(done.rows_affected() == 1)
    }

    async fn slip(&mut self, venue: PlaceId, number: SlipNumber) -> Result<Option<Slip>, StoreError> {
        let used: Option<(bool,)> = sqlx::query_as("SELECT used FROM slip WHERE number = ? AND venue = ?")
            .bind(i64::from(number.number()))
            .bind(venue.0.to_vec())
            .fetch_optional(self.connection())
            .await
            .map_err(failed)?;
        Ok(used.map(|(used,)| if used { Slip::Used } else { Slip::Unused }))
    }

    async fn set_slip(&mut self, number: SlipNumber, slip: Slip) -> Result<(), StoreError> {
        sqlx::query("UPDATE slip SET used = ? WHERE number = ?")
            .bind(slip == Slip::Used)
            .bind(i64::from(number.number()))
            .execute(self.connection())
            .await
            .map_err(failed)?;
        Ok(())
    }

    async fn add_pass(&mut self, pass: &Pass) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "INSERT INTO pass (name, number, venue, sealed, expires_day) VALUES (?, ?, ?, ?, ?) \
             ON CONFLICT (number) DO NOTHING",
        )
        .bind(pass.name.0.to_vec())
        .bind(i64::from(pass.number.number()))
        .bind(pass.venue.0.to_vec())
        .bind(pass.sealed.map(|sealed| sealed.0.to_vec()))
        .bind(i64::from(pass.expires_on.0))
        .execute(self.connection())
        .await
        .map_err(failed)?;
        Ok(done.rows_affected() == 1)
    }

    async fn pass(&mut self, name: PassName) -> Result<Option<Pass>, StoreError> {
        let row = sqlx::query(AssertSqlSafe(format!("{PASS_COLUMNS} WHERE name = ?")))
            .bind(name.0.to_vec())
            .fetch_optional(self.connection())
            .await
            .map_err(failed)?;
        row.as_ref().map(pass).transpose()
    }

    async fn pass_by_number(
        &mut self,
        venue: PlaceId,
        number: PassNumber,
    ) -> Result<Option<Pass>, StoreError> {
        let row = sqlx::query(AssertSqlSafe(format!("{PASS_COLUMNS} WHERE number = ? AND venue = ?")))
            .bind(i64::from(number.number()))
            .bind(venue.0.to_vec())
            .fetch_optional(self.connection())
            .await
            .map_err(failed)?;
        row.as_ref().map(pass).transpose()
    }

    async fn end_pass(&mut self, name: PassName) -> Result<(), StoreError> {
        sqlx::query("UPDATE pass SET sealed = NULL WHERE name = ?")
            .bind(name.0.to_vec())
            .execute(self.connection())
            .await
            .map_err(failed)?;
        Ok(())
    }
}

/// Ends passes whose last day is over, and forgets passes and slips that are long past.
pub(super) async fn retire(connection: &mut SqliteConnection, today: Day) -> Result<(), StoreError> {
    for (sql, before) in [
        ("UPDATE pass SET sealed = NULL WHERE expires_day < ? AND sealed IS NOT NULL", today),
        ("DELETE FROM pass WHERE expires_day < ?", today.minus(ENDED_PASS_DAYS)),
        ("DELETE FROM slip WHERE printed_day < ?", today.minus(SLIP_DAYS)),
    ] {
        sqlx::query(sql).bind(i64::from(before.0)).execute(&mut *connection).await.map_err(failed)?;
    }
    Ok(())
}
