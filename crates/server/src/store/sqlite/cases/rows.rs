//! Rows of check-ins by their tags, and around places and times, over the tables of all days.

use std::collections::HashSet;

use data_encoding::HEXLOWER;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, Row as _};
use venue_protocol::id::{EventId, PlaceId};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::seal::row::{Reference, Tag};
use venue_protocol::wire::cases::{Row, SlotTag};
use venue_protocol::wire::venues::Direction;

use super::super::check_ins::table_name;
use super::super::{SqliteStore, StoreError, bytes, failed, number};
use crate::store::Partition;
use crate::store::cases::{RowMark, RowPage, Stretch};

const WHAT: &str = "check-in";
/// What [`row`] reads.
const ROW: &str = "event, idx, slot, tag, place, minute, direction, sealed, stay";
/// In the order of rows the odd ones come last.
const ODD: u16 = u16::MAX;

fn row(row: &SqliteRow) -> Result<Row, StoreError> {
    let direction = number(row.try_get(6).map_err(failed)?, WHAT)?;
    let stay: Option<i64> = row.try_get(8).map_err(failed)?;
    Ok(Row {
        event: EventId(bytes(row.try_get(0).map_err(failed)?, WHAT)?),
        index: number(row.try_get(1).map_err(failed)?, WHAT)?,
        slot: number(row.try_get(2).map_err(failed)?, WHAT)?,
        tag: Tag(bytes(row.try_get(3).map_err(failed)?, WHAT)?),
        place: PlaceId(bytes(row.try_get(4).map_err(failed)?, WHAT)?),
        minute: number(row.try_get(5).map_err(failed)?, WHAT)?,
        direction: Direction::from_byte(direction).ok_or(StoreError::Damaged(WHAT))?,
        sealed: Reference(bytes(row.try_get(7).map_err(failed)?, WHAT)?),
        stay: stay.map(|stay| number(stay, WHAT)).transpose()?,
    })
}

fn slot_tag(row: &SqliteRow, slot: usize, tag: usize) -> Result<SlotTag, StoreError> {
    Ok(SlotTag {
        slot: number(row.try_get(slot).map_err(failed)?, WHAT)?,
        tag: Tag(bytes(row.try_get(tag).map_err(failed)?, WHAT)?),
    })
}

/// The days that have a table, oldest first.
async fn days(connection: &mut SqliteConnection) -> Result<Vec<Day>, StoreError> {
    let days: Vec<(i64,)> = sqlx::query_as(
        "SELECT CAST(substr(name, 10) AS INTEGER) AS day FROM sqlite_schema \
         WHERE type = 'table' AND name GLOB 'check_in_[0-9]*' ORDER BY day",
    )
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    days.into_iter().map(|(day,)| number(day, "name of a day table").map(Day)).collect()
}

/// The slots that rows of a table are of, if it has any.
async fn slots(connection: &mut SqliteConnection, table: &str) -> Result<Option<(u32, u32)>, StoreError> {
    let sql = format!("SELECT (SELECT min(slot) FROM {table}), (SELECT max(slot) FROM {table})");
    let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(connection).await.map_err(failed)?;
    let bounds: (Option<i64>, Option<i64>) =
        (row.try_get(0).map_err(failed)?, row.try_get(1).map_err(failed)?);
    match bounds {
        (Some(first), Some(last)) => Ok(Some((number(first, WHAT)?, number(last, WHAT)?))),
        _ => Ok(None),
    }
}

impl SqliteStore {
    /// Looks for tags in all tables, the newest first, and in each for those whose slot it has rows of: a row lies in the
    /// table of its scan's day, which for a late one is long before its slot. Found tags are not looked for any more.
    async fn by_tag<T>(
        &self,
        tags: &[SlotTag],
        columns: &str,
        read: impl Fn(&SqliteRow) -> Result<(SlotTag, T), StoreError> + Sync,
    ) -> Result<Vec<T>, StoreError> {
        // One transaction, so that all of it is of one moment, and on one connection.
        let mut reading = self.readers.begin().await.map_err(failed)?;
        let mut wanted: HashSet<SlotTag> = tags.iter().copied().collect();
        let days = days(&mut reading).await?;
        let partitions = days.into_iter().rev().map(Partition::Day).chain([Partition::Odd]);
        let mut found = Vec::new();
        for partition in partitions {
            let table = table_name(partition);
            let Some((first, last)) = slots(&mut reading, &table).await? else { continue };
            let mut here: Vec<&SlotTag> =
                wanted.iter().filter(|tag| (first..=last).contains(&tag.slot)).collect();
            if here.is_empty() {
                continue;
            }
            // In the order of the index, neighbours lie on one page.
            here.sort_unstable();
            let list: Vec<_> = here.iter().map(|tag| (tag.slot, HEXLOWER.encode(&tag.tag.0))).collect();
            let sql = format!(
                "SELECT {columns} FROM json_each(?) AS asked CROSS JOIN {table} \
                 ON slot = asked.value ->> 0 AND tag = unhex(asked.value ->> 1)"
            );
            let rows = sqlx::query(AssertSqlSafe(sql))
                .bind(serde_json::to_string(&list).map_err(failed)?)
                .fetch_all(&mut *reading)
                .await
                .map_err(failed)?;
            for row in &rows {
                let (tag, read) = read(row)?;
                wanted.remove(&tag);
                found.push(read);
            }
        }
        Ok(found)
    }

    /// Those of the tags that a row has, undone or not.
    pub(super) async fn tags_found(&self, tags: &[SlotTag]) -> Result<HashSet<SlotTag>, StoreError> {
        let read = |row: &SqliteRow| slot_tag(row, 0, 1).map(|tag| (tag, tag));
        Ok(self.by_tag(tags, "slot, tag", read).await?.into_iter().collect())
    }

    /// The rows of tags, without undone ones.
    pub(super) async fn tagged_rows(&self, tags: &[SlotTag]) -> Result<Vec<Row>, StoreError> {
        let read = |found: &SqliteRow| {
            let tag = slot_tag(found, 2, 3)?;
            let place: Option<&[u8]> = found.try_get(4).map_err(failed)?;
            Ok((tag, place.map(|_| row(found)).transpose()?))
        };
        Ok(self.by_tag(tags, ROW, read).await?.into_iter().flatten().collect())
    }

    /// A page of the rows of stretches.
    pub(super) async fn stretch_rows(
        &self,
        stretches: &[Stretch],
        after: Option<RowMark>,
        most: usize,
    ) -> Result<RowPage, StoreError> {
        let mut reading = self.readers.begin().await.map_err(failed)?;
        let mut stretches = stretches.to_vec();
        stretches.sort_unstable();
        let days = days(&mut reading).await?;
        let tables = days.into_iter().map(|day| (day.0, Partition::Day(day))).chain([(ODD, Partition::Odd)]);
        let mut page = RowPage::default();
        for (day, partition) in tables {
            // Rows of a day's table are of that day.
            let here: Vec<Stretch> =
                stretches.iter().filter_map(|stretch| within(*stretch, partition)).collect();
            if here.is_empty() {
                continue;
            }
            let table = table_name(partition);
            for (stretch, rows) in here.iter().zip(counts(&mut reading, &table, &here).await?) {
                page.total = page.total.saturating_add(rows);
                let is_behind = after.is_none_or(|mark| {
                    (mark.day, mark.place, mark.minute) <= (day, stretch.place, stretch.to)
                });
                if rows == 0 || !is_behind || page.next.is_some() {
                    continue;
                }
                // One more than fits tells that there is a next page.
                let room = most + 1 - page.rows.len();
                let mark = after.filter(|mark| (mark.day, mark.place) == (day, stretch.place));
                page.rows.extend(stretch_page(&mut reading, &table, stretch, mark, room).await?);
                if page.rows.len() > most {
                    page.rows.truncate(most);
                    page.next = page.rows.last().map(|row| mark_of(day, row));
                }
            }
        }
        Ok(page)
    }
}

fn mark_of(day: u16, row: &Row) -> RowMark {
    RowMark { day, place: row.place, minute: row.minute, event: row.event, index: row.index }
}

/// What of a stretch lies within a table.
fn within(stretch: Stretch, partition: Partition) -> Option<Stretch> {
    let Partition::Day(day) = partition else { return Some(stretch) };
    let minute = |time: Instant| time.minute();
    let (from, to) = (minute(day.start()), minute(day.plus(1).start()).saturating_sub(1));
    let clipped = Stretch { from: stretch.from.max(from), to: stretch.to.min(to), ..stretch };
    (clipped.from <= clipped.to).then_some(clipped)
}

/// How many rows each stretch has.
async fn counts(
    connection: &mut SqliteConnection,
    table: &str,
    stretches: &[Stretch],
) -> Result<Vec<u32>, StoreError> {
    let list: Vec<_> = stretches
        .iter()
        .map(|stretch| (HEXLOWER.encode(&stretch.place.0), stretch.from, stretch.to))
        .collect();
    let sql = format!(
        "SELECT (SELECT COUNT(*) FROM {table} WHERE place = unhex(asked.value ->> 0) \
         AND minute BETWEEN asked.value ->> 1 AND asked.value ->> 2) FROM json_each(?) AS asked ORDER BY asked.key"
    );
    let rows: Vec<(i64,)> = sqlx::query_as(AssertSqlSafe(sql))
        .bind(serde_json::to_string(&list).map_err(failed)?)
        .fetch_all(connection)
        .await
        .map_err(failed)?;
    rows.into_iter().map(|(count,)| number(count, WHAT)).collect()
}

/// Rows of a stretch behind a mark of the same place and table.
async fn stretch_page(
    connection: &mut SqliteConnection,
    table: &str,
    stretch: &Stretch,
    mark: Option<RowMark>,
    most: usize,
) -> Result<Vec<Row>, StoreError> {
    // Before all rows: no event has this id.
    let mark = mark.map_or((0, [0; EventId::LEN], 0), |mark| (mark.minute, mark.event.0, mark.index));
    let sql = format!(
        "SELECT {ROW} FROM {table} WHERE place = ? AND minute BETWEEN ? AND ? AND (minute, event, idx) > (?, ?, ?) \
         ORDER BY minute, event, idx LIMIT ?"
    );
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(stretch.place.0.as_slice())
        .bind(i64::from(stretch.from))
        .bind(i64::from(stretch.to))
        .bind(i64::from(mark.0))
        .bind(mark.1.as_slice())
        .bind(i64::from(mark.2))
        .bind(most as i64)
        .fetch_all(connection)
        .await
        .map_err(failed)?;
    rows.iter().map(row).collect()
}
