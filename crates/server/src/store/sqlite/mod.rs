//! The embedded engine: one SQLite file for everything but the shelf, which is a file of its own.

mod accounts;
mod applications;
mod audit;
mod authority;
mod backup;
mod cases;
mod check_ins;
mod desk;
mod directory;
mod figures;
mod notices;
mod open;
mod posters;
mod reports;
mod shelf;
mod vault;
mod writer;

use std::path::Path;

use async_trait::async_trait;
use sqlx::sqlite::SqlitePool;
use sqlx::{AssertSqlSafe, Row as _};
use venue_protocol::id::EventId;
use venue_protocol::seal::credential::Revocation;

use super::{Directory, Partition, Store, StoreError, StoredEvent, Writer};

pub use backup::{Candidate, CandidateError, Purge, Purged, remove};
use open::Telling;
pub use shelf::{ShelfError, SqliteShelf};

/// The engine on one file.
#[derive(Debug, Clone)]
pub struct SqliteStore {
    readers: SqlitePool,
    file: Box<Path>,
    telling: Telling,
}

impl SqliteStore {
    /// Opens the file, making it or bringing it up to date first.
    ///
    /// # Errors
    /// If it cannot be opened, or a newer version wrote it.
    pub async fn open(file: &Path) -> Result<Self, StoreError> {
        Self::opened(file, Telling::Nothing).await
    }

    /// The same, and the log is told the texts of statements, though not their values: what is asked can be compared.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub async fn open_telling(file: &Path) -> Result<Self, StoreError> {
        Self::opened(file, Telling::Statements).await
    }

    /// Opens a file that is there as it is, to read it.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub async fn open_read_only(file: &Path) -> Result<Self, StoreError> {
        let readers = open::read_only(file).await?;
        Ok(Self { readers, file: file.into(), telling: Telling::Nothing })
    }

    /// The highest id of a key record that something in it names.
    ///
    /// # Errors
    /// If it cannot be read.
    pub async fn highest_record(&self) -> Result<u32, StoreError> {
        let mut connection = self.readers.acquire().await.map_err(failed)?;
        let mut of = vec!["SELECT max(index_id) AS id FROM identity".to_owned()];
        let tables = backup::tables(&mut connection).await?;
        of.extend(tables.iter().map(|table| format!("SELECT max(slot) FROM {table}")));
        let sql = format!("SELECT coalesce(max(id), 0) FROM ({})", of.join(" UNION ALL "));
        let highest = sqlx::query_as(AssertSqlSafe(sql)).fetch_one(&mut *connection).await;
        let (highest,): (i64,) = highest.map_err(failed)?;
        number(highest, "id of a key record")
    }

    async fn opened(file: &Path, telling: Telling) -> Result<Self, StoreError> {
        open::migrate(file, &open::MAIN).await?;
        Ok(Self { readers: open::readers(file, telling).await?, file: file.into(), telling })
    }
}

fn failed(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> StoreError {
    StoreError::Failed(cause.into())
}

/// A blob of a fixed length.
fn bytes<const N: usize>(blob: &[u8], what: &'static str) -> Result<[u8; N], StoreError> {
    blob.try_into().map_err(|_| StoreError::Damaged(what))
}

/// A number that fits its type.
fn number<T: TryFrom<i64>>(value: i64, what: &'static str) -> Result<T, StoreError> {
    T::try_from(value).map_err(|_| StoreError::Damaged(what))
}

#[async_trait]
impl Store for SqliteStore {
    fn accounts(&self) -> &dyn super::accounts::AccountReads {
        self
    }

    fn applications(&self) -> &dyn super::applications::ApplicationReads {
        self
    }

    fn desk(&self) -> &dyn super::desk::DeskReads {
        self
    }

    fn notices(&self) -> &dyn super::notices::NoticeReads {
        self
    }

    fn posters(&self) -> &dyn super::posters::PosterReads {
        self
    }

    fn authority(&self) -> &dyn super::authority::AuthorityReads {
        self
    }

    fn cases(&self) -> &dyn super::cases::CaseReads {
        self
    }

    fn reports(&self) -> &dyn super::reports::ReportReads {
        self
    }

    fn figures(&self) -> &dyn super::figures::FigureReads {
        self
    }

    fn audit(&self) -> &dyn super::audit::AuditReads {
        self
    }

    async fn change(&self) -> Result<i64, StoreError> {
        let (n,) = sqlx::query_as("SELECT n FROM change").fetch_one(&self.readers).await.map_err(failed)?;
        Ok(n)
    }

    async fn directory(&self) -> Result<Directory, StoreError> {
        directory::read(&self.readers).await
    }

    async fn event(&self, event: EventId) -> Result<Option<StoredEvent>, StoreError> {
        for partition in check_ins::partitions_of(event) {
            let table = check_ins::table_name(partition);
            let made: Option<(i64,)> = sqlx::query_as("SELECT 1 FROM sqlite_schema WHERE name = ?")
                .bind(&table)
                .fetch_optional(&self.readers)
                .await
                .map_err(failed)?;
            if made.is_none() {
                continue;
            }
            let sql = format!("SELECT {} FROM {table} WHERE event = ? AND idx = 0", check_ins::EVENT);
            let row = sqlx::query(AssertSqlSafe(sql))
                .bind(event.0.as_slice())
                .fetch_optional(&self.readers)
                .await
                .map_err(failed)?;
            if let Some(row) = row {
                return check_ins::stored_event(&row).map(Some);
            }
        }
        Ok(None)
    }

    async fn revoked(&self) -> Result<Vec<Revocation>, StoreError> {
        let rows = sqlx::query("SELECT mac FROM revoked").fetch_all(&self.readers).await.map_err(failed)?;
        rows.iter().map(|row| Ok(Revocation(bytes(row.try_get(0).map_err(failed)?, "withdrawal")?))).collect()
    }

    async fn writer(&self) -> Result<Box<dyn Writer>, StoreError> {
        Ok(Box::new(writer::SqliteWriter::open(&self.file, self.telling).await?))
    }
}

/// The partition that an event lies in by its id.
pub(super) fn day_partition(event: EventId) -> Option<Partition> {
    let [a, b, c, d, ..] = event.0;
    venue_protocol::instant::Day::of_hour(u32::from_be_bytes([a, b, c, d])).map(Partition::Day)
}
