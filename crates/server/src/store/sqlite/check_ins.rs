//! Rows of check-ins, in one table a day.

use std::collections::HashMap;
use std::sync::Arc;

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, Row as _};
use venue_protocol::id::{EventId, PlaceId};
use venue_protocol::seal::BodyDigest;
use venue_protocol::wire::venues::Direction;

use super::{StoreError, bytes, day_partition, failed, number};
use crate::store::{NewRow, Partition, StoredEvent, Visit};

/// What [`stored_event`] reads.
pub(super) const EVENT: &str = "event, digest, place, minute, direction";
/// Rows or events in one statement; each size is prepared once a table.
const SIZES: [usize; 5] = [256, 64, 16, 4, 1];

pub(super) fn table_name(partition: Partition) -> String {
    match partition {
        Partition::Day(day) => format!("check_in_{}", day.0),
        Partition::Odd => "check_in_odd".to_owned(),
    }
}

/// Where an event may lie.
pub(super) fn partitions_of(event: EventId) -> impl Iterator<Item = Partition> {
    day_partition(event).into_iter().chain([Partition::Odd])
}

/// The statements that make a day's table, as the migrations make `check_in_odd`.
pub(super) fn create(partition: Partition) -> [String; 4] {
    let t = table_name(partition);
    [
        format!(
            "CREATE TABLE {t} (event BLOB NOT NULL, idx INTEGER NOT NULL, slot INTEGER NOT NULL, \
             tag BLOB NOT NULL, place BLOB, minute INTEGER, direction INTEGER, sealed BLOB, \
             digest BLOB NOT NULL, stay INTEGER) STRICT"
        ),
        format!("CREATE UNIQUE INDEX {t}_event ON {t} (event, idx)"),
        format!("CREATE UNIQUE INDEX {t}_tag ON {t} (slot, tag)"),
        // With the direction it answers counts alone.
        format!("CREATE INDEX {t}_place ON {t} (place, minute, direction)"),
    ]
}

/// What a statement does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Verb {
    Find,
    Add,
}

/// The texts of statements, made once each.
#[derive(Debug, Default)]
pub(super) struct Statements(HashMap<(Verb, Partition, usize), Arc<str>>);

impl Statements {
    fn text(&mut self, verb: Verb, partition: Partition, size: usize) -> Arc<str> {
        let make = || {
            let table = table_name(partition);
            match verb {
                Verb::Find => {
                    let marks = vec!["?"; size].join(",");
                    format!("SELECT {EVENT} FROM {table} WHERE event IN ({marks}) AND idx = 0")
                }
                Verb::Add => {
                    let marks = vec!["(?,?,?,?,?,?,?,?,?,?)"; size].join(",");
                    format!(
                        "INSERT INTO {table} (event, idx, slot, tag, place, minute, direction, sealed, digest, stay) \
                         VALUES {marks}"
                    )
                }
            }
            .into()
        };
        self.0.entry((verb, partition, size)).or_insert_with(make).clone()
    }
}

/// Splits into pieces of the prepared sizes.
fn pieces<T>(mut rest: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let size = SIZES.into_iter().find(|size| *size <= rest.len())?;
        let (piece, tail) = rest.split_at(size);
        rest = tail;
        Some(piece)
    })
}

pub(super) fn stored_event(row: &SqliteRow) -> Result<StoredEvent, StoreError> {
    const WHAT: &str = "check-in";
    let place: Option<&[u8]> = row.try_get(2).map_err(failed)?;
    let minute: Option<i64> = row.try_get(3).map_err(failed)?;
    let direction: Option<i64> = row.try_get(4).map_err(failed)?;
    let visit = match (place, minute, direction) {
        (Some(place), Some(minute), Some(direction)) => Some(Visit {
            place: PlaceId(bytes(place, WHAT)?),
            minute: number(minute, WHAT)?,
            direction: Direction::from_byte(number(direction, WHAT)?).ok_or(StoreError::Damaged(WHAT))?,
        }),
        _ => None,
    };
    Ok(StoredEvent {
        event: EventId(bytes(row.try_get(0).map_err(failed)?, WHAT)?),
        digest: BodyDigest(bytes(row.try_get(1).map_err(failed)?, WHAT)?),
        visit,
    })
}

pub(super) async fn find(
    connection: &mut SqliteConnection,
    statements: &mut Statements,
    partition: Partition,
    events: &[EventId],
    found: &mut Vec<StoredEvent>,
) -> Result<(), StoreError> {
    for piece in pieces(events) {
        let mut query = sqlx::query(AssertSqlSafe(statements.text(Verb::Find, partition, piece.len())));
        for event in piece {
            query = query.bind(event.0.to_vec());
        }
        for row in query.fetch_all(&mut *connection).await.map_err(failed)? {
            found.push(stored_event(&row)?);
        }
    }
    Ok(())
}

/// Adds rows of one partition.
pub(super) async fn add(
    connection: &mut SqliteConnection,
    statements: &mut Statements,
    partition: Partition,
    rows: &[&NewRow],
) -> Result<(), StoreError> {
    for piece in pieces(rows) {
        let mut query = sqlx::query(AssertSqlSafe(statements.text(Verb::Add, partition, piece.len())));
        for row in piece {
            query = query
                .bind(row.event.0.to_vec())
                .bind(i64::from(row.index))
                .bind(i64::from(row.slot))
                .bind(row.tag.0.to_vec())
                .bind(row.place.0.to_vec())
                .bind(i64::from(row.minute))
                .bind(i64::from(row.direction.byte()))
                .bind(row.reference.0.to_vec())
                .bind(row.digest.0.to_vec())
                .bind(row.stay.map(i64::from));
        }
        query.execute(&mut *connection).await.map_err(failed)?;
    }
    Ok(())
}

/// Blanks an event's rows of one partition; how many.
pub(super) async fn blank(
    connection: &mut SqliteConnection,
    partition: Partition,
    event: EventId,
) -> Result<u64, StoreError> {
    let table = table_name(partition);
    let sql = format!(
        "UPDATE {table} SET place = NULL, minute = NULL, direction = NULL, sealed = NULL, stay = NULL WHERE event = ?"
    );
    let done =
        sqlx::query(AssertSqlSafe(sql)).bind(event.0.to_vec()).execute(connection).await.map_err(failed)?;
    Ok(done.rows_affected())
}
