//! The shelf: a file of its own, and its one mirror.

use std::path::{Path, PathBuf};

use async_trait::async_trait;
use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, Row as _};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::notice::NoticeDayKey;
use venue_protocol::seal::row::Tag;
use venue_protocol::wire::cases::{SlotTag, Window};

use super::{StoreError, backup, bytes, failed, number, open};
use crate::store::{Release, Shelf};

/// Why there is no shelf to go on with.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// It cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It is not the one that the database was written with.
    #[error(
        "the shelf {shelf} is lost, or an older copy: it gave ids up to {known}, but the database or the mirror names \
         {named}; put its mirror in its place (see docs/OPERATIONS.md, \"the shelf is lost\")"
    )]
    Lost {
        /// Where it should be.
        shelf: PathBuf,
        /// The last id that it gave.
        known: u32,
        /// The highest id that is named.
        named: u32,
    },
}

/// The shelf on one file.
pub struct SqliteShelf {
    connection: SqliteConnection,
    mirror: Option<PathBuf>,
}

impl SqliteShelf {
    /// Opens the file, making it or bringing it up to date first, and replaces the mirror. `named` is the highest id of a
    /// record that the database names.
    ///
    /// # Errors
    /// If it cannot be opened, a newer version wrote it, or the mirror cannot be written; and if it is lost: then
    /// nothing is touched, since the mirror is all that is left.
    pub async fn open(file: &Path, mirror: Option<PathBuf>, named: u32) -> Result<Self, ShelfError> {
        let mirrored = match &mirror {
            // What is no mirror may be replaced.
            Some(mirror) => mirrored(mirror).await.unwrap_or(0),
            None => 0,
        };
        let named = named.max(mirrored);
        let lost = |known| ShelfError::Lost { shelf: file.to_owned(), known, named };
        if named > 0 && !file.try_exists().map_err(failed)? {
            return Err(lost(0));
        }
        open::migrate(file, &open::SHELF).await?;
        let mut connection = open::writer(file, open::Telling::Nothing).await?;
        let known = last_id(&mut connection).await?;
        if known < named {
            return Err(lost(known));
        }
        let mut shelf = Self { connection, mirror };
        shelf.replace_mirror().await?;
        Ok(shelf)
    }

    /// Folds the log into the file, so that destroyed records stand nowhere, and writes the mirror anew.
    async fn replace_mirror(&mut self) -> Result<(), StoreError> {
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut self.connection).await.map_err(failed)?;
        let Some(mirror) = self.mirror.clone() else { return Ok(()) };
        backup::copy(&mut self.connection, &mirror).await
    }

    /// The records that are there.
    ///
    /// # Errors
    /// If it cannot be read.
    pub async fn records(&mut self) -> Result<Vec<u32>, StoreError> {
        let ids: Vec<(i64,)> = sqlx::query_as("SELECT id FROM key_record WHERE record IS NOT NULL")
            .fetch_all(&mut self.connection)
            .await
            .map_err(failed)?;
        ids.into_iter().map(|(id,)| number(id, "id of a key record")).collect()
    }

    /// Gives no id up to this one any more.
    ///
    /// # Errors
    /// If it cannot be written.
    pub async fn skip_to(&mut self, id: u32) -> Result<(), StoreError> {
        // A row that comes and goes leaves its id behind (AUTOINCREMENT).
        sqlx::raw_sql(AssertSqlSafe(format!(
            "BEGIN IMMEDIATE; INSERT INTO key_record (id, kind, start_minute) SELECT {id}, 1, 0 \
             WHERE {id} > coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'key_record'), 0); \
             DELETE FROM key_record WHERE id = {id} AND record IS NULL; COMMIT"
        )))
        .execute(&mut self.connection)
        .await
        .map_err(failed)?;
        self.replace_mirror().await
    }
}

/// The last id that was given.
async fn last_id(connection: &mut SqliteConnection) -> Result<u32, StoreError> {
    let sql = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'key_record'), 0)";
    let (id,): (i64,) = sqlx::query_as(sql).fetch_one(connection).await.map_err(failed)?;
    number(id, "id of a key record")
}

/// The last id that a mirror knows of.
async fn mirrored(mirror: &Path) -> Result<u32, StoreError> {
    last_id(&mut open::unchanging(mirror).await?).await
}

#[async_trait]
impl Shelf for SqliteShelf {
    async fn reserve(&mut self, kind: u8, start_minute: u32) -> Result<u32, StoreError> {
        let row = sqlx::query("INSERT INTO key_record (kind, start_minute) VALUES (?, ?) RETURNING id")
            .bind(i64::from(kind))
            .bind(i64::from(start_minute))
            .fetch_one(&mut self.connection)
            .await
            .map_err(failed)?;
        number(row.try_get(0).map_err(failed)?, "id of a key record")
    }

    async fn put(&mut self, id: u32, record: &[u8]) -> Result<(), StoreError> {
        sqlx::query("UPDATE key_record SET record = ? WHERE id = ? AND record IS NULL")
            .bind(record)
            .bind(i64::from(id))
            .execute(&mut self.connection)
            .await
            .map_err(failed)?;
        self.replace_mirror().await
    }

    async fn records(&mut self, slots: Window) -> Result<Vec<Vec<u8>>, StoreError> {
        let rows = sqlx::query(
            "SELECT record FROM key_record WHERE record IS NOT NULL AND (kind = 2 OR start_minute BETWEEN ? AND ?) \
             ORDER BY id",
        )
        .bind(i64::from(slots.from))
        .bind(i64::from(slots.to))
        .fetch_all(&mut self.connection)
        .await
        .map_err(failed)?;
        rows.iter().map(|row| row.try_get(0).map_err(failed)).collect()
    }

    async fn destroy_before(
        &mut self,
        minute: u32,
        indexes_in_use: &[u32],
    ) -> Result<(u32, u64), StoreError> {
        let kept = indexes_in_use.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let sql = format!(
            "DELETE FROM key_record WHERE start_minute < {minute} AND (kind = 1 OR id NOT IN ({kept}))"
        );
        let done = sqlx::query(AssertSqlSafe(sql)).execute(&mut self.connection).await.map_err(failed)?;
        sqlx::query("DELETE FROM case_paper WHERE until_minute < ?")
            .bind(i64::from(minute))
            .execute(&mut self.connection)
            .await
            .map_err(failed)?;
        sqlx::query("DELETE FROM notice_day WHERE day < ?")
            .bind(i64::from(Instant::from_millis(i64::from(minute) * 60_000).day().0))
            .execute(&mut self.connection)
            .await
            .map_err(failed)?;
        self.replace_mirror().await?;
        let row = sqlx::query(
            "SELECT coalesce((SELECT min(id) FROM key_record WHERE kind = 1), \
             (SELECT seq + 1 FROM sqlite_sequence WHERE name = 'key_record'), 1)",
        )
        .fetch_one(&mut self.connection)
        .await
        .map_err(failed)?;
        Ok((number(row.try_get(0).map_err(failed)?, "id of a key record")?, done.rows_affected()))
    }

    async fn notice_day_key(&mut self, day: Day, drawn: NoticeDayKey) -> Result<NoticeDayKey, StoreError> {
        let done = sqlx::query("INSERT INTO notice_day (day, key) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .bind(i64::from(day.0))
            .bind(drawn.as_bytes().as_slice())
            .execute(&mut self.connection)
            .await
            .map_err(failed)?;
        if done.rows_affected() == 1 {
            self.replace_mirror().await?;
            return Ok(drawn);
        }
        let row = sqlx::query("SELECT key FROM notice_day WHERE day = ?")
            .bind(i64::from(day.0))
            .fetch_one(&mut self.connection)
            .await
            .map_err(failed)?;
        bytes(row.try_get(0).map_err(failed)?, "key of a day's notices").map(NoticeDayKey)
    }

    async fn put_request(&mut self, case: CaseId, until: u32, request: &[u8]) -> Result<(), StoreError> {
        sqlx::query("INSERT OR REPLACE INTO case_paper (id, until_minute, request) VALUES (?, ?, ?)")
            .bind(case.0.as_slice())
            .bind(i64::from(until))
            .bind(request)
            .execute(&mut self.connection)
            .await
            .map_err(failed)?;
        self.replace_mirror().await
    }

    async fn put_release(&mut self, case: CaseId, release: &Release) -> Result<(), StoreError> {
        let tags: Vec<u8> = release.tags.iter().flat_map(tag_bytes).collect();
        sqlx::query("UPDATE case_paper SET release = ?, tags = ? WHERE id = ?")
            .bind(release.sealed.as_slice())
            .bind(tags)
            .bind(case.0.as_slice())
            .execute(&mut self.connection)
            .await
            .map_err(failed)?;
        self.replace_mirror().await
    }

    async fn request(&mut self, case: CaseId) -> Result<Option<Vec<u8>>, StoreError> {
        let row: Option<(Vec<u8>,)> = sqlx::query_as("SELECT request FROM case_paper WHERE id = ?")
            .bind(case.0.as_slice())
            .fetch_optional(&mut self.connection)
            .await
            .map_err(failed)?;
        Ok(row.map(|(request,)| request))
    }

    async fn has_release(&mut self, case: CaseId) -> Result<bool, StoreError> {
        let row = sqlx::query("SELECT 1 FROM case_paper WHERE id = ? AND release IS NOT NULL")
            .bind(case.0.as_slice())
            .fetch_optional(&mut self.connection)
            .await
            .map_err(failed)?;
        Ok(row.is_some())
    }

    async fn release(&mut self, case: CaseId) -> Result<Option<Release>, StoreError> {
        let row: Option<(Vec<u8>, Vec<u8>)> =
            sqlx::query_as("SELECT release, tags FROM case_paper WHERE id = ? AND release IS NOT NULL")
                .bind(case.0.as_slice())
                .fetch_optional(&mut self.connection)
                .await
                .map_err(failed)?;
        let Some((sealed, tags)) = row else { return Ok(None) };
        let (tags, _) = tags.as_chunks::<TAG>();
        Ok(Some(Release { sealed, tags: tags.iter().map(slot_tag).collect() }))
    }

    async fn destroy_case(&mut self, case: CaseId) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM case_paper WHERE id = ?")
            .bind(case.0.as_slice())
            .execute(&mut self.connection)
            .await
            .map_err(failed)?;
        self.replace_mirror().await
    }
}

/// Slot 4 | tag 16.
const TAG: usize = 4 + Tag::LEN;

fn tag_bytes(SlotTag { slot, tag }: &SlotTag) -> Vec<u8> {
    [&slot.to_be_bytes()[..], &tag.0].concat()
}

fn slot_tag(bytes: &[u8; TAG]) -> SlotTag {
    let [a, b, c, d, tag @ ..] = *bytes;
    SlotTag { slot: u32::from_be_bytes([a, b, c, d]), tag: Tag(tag) }
}
