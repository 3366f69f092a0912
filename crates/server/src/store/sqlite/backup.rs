//! Copies of the main database, and one that is made ready to be served again.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, Row as _};
use venue_protocol::instant::{Day, Instant};

use super::open::Telling;
use super::writer::SqliteWriter;
use super::{SqliteStore, StoreError, failed, open};
use crate::store::audit::{AuditReads, Kind};
use crate::store::{Over, Retired, Store as _, Writer as _, forget_over};

/// So long the last fold waits; nobody else has the file open.
const PATIENCE: Duration = Duration::from_secs(2);

/// Writes a whole copy into a new file for its owner, without a byte of what was deleted, and puts it in its place.
pub(super) async fn copy(connection: &mut SqliteConnection, to: &Path) -> Result<(), StoreError> {
    // A name that is nobody else's.
    let mut beside = to.as_os_str().to_owned();
    beside.push(".unfinished");
    let beside = PathBuf::from(beside);
    if beside.exists() {
        fs::remove_file(&beside).map_err(failed)?;
    }
    // SQLite fills an empty file, and keeps its mode.
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside).map_err(failed)?;
    sqlx::query("VACUUM INTO ?")
        .bind(beside.to_string_lossy().into_owned())
        .execute(connection)
        .await
        .map_err(failed)?;
    put(&beside, to).map_err(failed)
}

/// Removes a database that nobody uses, with its log, if it is there.
///
/// # Errors
/// If it cannot be removed.
pub fn remove(database: &Path) -> io::Result<()> {
    for suffix in ["", "-wal", "-shm"] {
        let mut file = database.as_os_str().to_owned();
        file.push(suffix);
        match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Renames a file durably.
fn put(from: &Path, to: &Path) -> io::Result<()> {
    File::open(from)?.sync_all()?;
    fs::rename(from, to)?;
    File::open(to.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new(".")))?.sync_all()
}

impl SqliteStore {
    /// Copies it as it is now, while others go on reading and writing; a file that is there is replaced.
    ///
    /// # Errors
    /// If it cannot be read, or the copy cannot be written.
    pub async fn back_up(&self, to: &Path) -> Result<(), StoreError> {
        copy(&mut open::writer(&self.file, Telling::Nothing).await?, to).await
    }
}

/// Why a file cannot be restored from.
#[derive(Debug, thiserror::Error)]
pub enum CandidateError {
    /// Something else.
    #[error("{0} is no backup of this program")]
    Foreign(PathBuf),
    /// Some of its pages are wrong.
    #[error("the backup is damaged: {0}")]
    Damaged(String),
    /// It cannot be brought up to date.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A copy of a backup that is not served yet.
#[derive(Debug)]
pub struct Candidate {
    file: PathBuf,
    store: SqliteStore,
}

/// What is over, and what is still there.
#[derive(Debug)]
pub struct Purge<'a> {
    /// Now.
    pub now: Instant,
    /// Check-ins of days before it are past their time.
    pub first_day: Day,
    /// What is over at the consoles.
    pub over: &'a Over,
    /// The key records on the shelf.
    pub records: &'a [u32],
    /// Whether identities stay whose index has no record: the shelf is lost, and is not what destroyed them.
    pub keep_identities: bool,
    /// What the chain says of the backup.
    pub subject: &'a [u8],
}

/// What [`Candidate::purge`] destroyed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Purged {
    /// What was past its time.
    pub retired: Retired,
    /// Rows of slots without a record.
    pub rows: u64,
    /// Identities of indexes without a record.
    pub identities: u64,
    /// Sessions, one-time links, applications of which nothing came, and old problem reports.
    pub consoles: u64,
}

/// What ends once more, by the table that tells of it. An approver who joined since has no account in the backup.
const ENDED_SINCE: [(&str, &str); 5] = [
    ("revoked", "INSERT INTO main.revoked SELECT * FROM replaced.revoked WHERE true ON CONFLICT DO NOTHING"),
    (
        "identity",
        "UPDATE main.identity SET sealed = NULL WHERE sealed IS NOT NULL AND pid NOT IN \
         (SELECT pid FROM replaced.identity WHERE sealed IS NOT NULL)",
    ),
    (
        "identity",
        "UPDATE main.identity SET expires_day = since.expires_day FROM replaced.identity AS since \
         WHERE since.pid = identity.pid AND since.expires_day <> identity.expires_day",
    ),
    (
        "pass",
        "UPDATE main.pass SET sealed = NULL WHERE sealed IS NOT NULL AND name NOT IN \
         (SELECT name FROM replaced.pass WHERE sealed IS NOT NULL)",
    ),
    (
        "trace_case",
        "UPDATE main.trace_case SET state = since.state, decided_at = since.decided_at, note = since.note, \
         approver = (SELECT id FROM main.account WHERE id = since.approver) FROM replaced.trace_case AS since \
         WHERE since.id = trace_case.id AND since.state IN ('refused', 'withdrawn', 'closed', 'expired')",
    ),
];

impl Candidate {
    /// Looks whether the file is whole and one of ours, and brings its schema up to date.
    ///
    /// # Errors
    /// If it is not, or a newer version wrote it.
    pub async fn open(file: PathBuf) -> Result<Self, CandidateError> {
        let foreign = || CandidateError::Foreign(file.clone());
        {
            let mut connection = open::writer(&file, Telling::Nothing).await.map_err(|_| foreign())?;
            let ours =
                "SELECT count(*) FROM sqlite_schema WHERE name IN ('_sqlx_migrations', 'audit', 'identity')";
            let (tables,): (i64,) =
                sqlx::query_as(ours).fetch_one(&mut connection).await.map_err(|_| foreign())?;
            if tables != 3 {
                return Err(foreign());
            }
            for check in ["PRAGMA integrity_check(1)", "PRAGMA foreign_key_check"] {
                let found = sqlx::query(check).fetch_optional(&mut connection).await.map_err(failed)?;
                let found = found.map(|row| row.try_get::<String, _>(0)).transpose().map_err(failed)?;
                if let Some(found) = found.filter(|found| found != "ok") {
                    return Err(CandidateError::Damaged(found));
                }
            }
        }
        let store = SqliteStore::open(&file).await?;
        Ok(Self { file, store })
    }

    /// Its audit chain.
    pub fn audit(&self) -> &dyn AuditReads {
        self.store.audit()
    }

    /// Destroys and ends once more what was destroyed or ended since the backup in the database that it replaces:
    /// withdrawn identities, undone check-ins, passes, cases. `false` if that one did not come from the same past.
    ///
    /// # Errors
    /// If the other one cannot be read.
    pub async fn forget_as(&self, replaced: &Path) -> Result<bool, StoreError> {
        let head = self.store.audit().head().await?;
        let mut writer = SqliteWriter::open(&self.file, Telling::Nothing).await?;
        let db = writer.connection();
        let path = replaced.to_string_lossy().into_owned();
        sqlx::query("ATTACH DATABASE ? AS replaced").bind(path).execute(&mut *db).await.map_err(failed)?;
        let same: Option<(i64,)> = sqlx::query_as("SELECT 1 FROM replaced.audit WHERE n = ? AND hash = ?")
            .bind(head.n)
            .bind(head.hash.as_slice())
            .fetch_optional(&mut *db)
            .await
            .map_err(failed)?;
        if same.is_none() {
            return Ok(false);
        }
        let both = "SELECT name FROM main.sqlite_schema WHERE type = 'table' \
             AND name IN (SELECT name FROM replaced.sqlite_schema)";
        let both: Vec<(String,)> = sqlx::query_as(both).fetch_all(&mut *db).await.map_err(failed)?;
        let both: BTreeSet<String> = both.into_iter().map(|(table,)| table).collect();
        // One from before an update may not have all of them.
        let known = ENDED_SINCE.iter().filter(|(table, _)| both.contains(*table));
        let mut statements: Vec<String> = known.map(|(_, statement)| (*statement).to_owned()).collect();
        for table in both.iter().filter(|table| table.starts_with("check_in_")) {
            statements.push(format!(
                "UPDATE main.{table} SET place = NULL, minute = NULL, direction = NULL, sealed = NULL, stay = NULL \
                 WHERE sealed IS NOT NULL AND (event, idx) IN \
                 (SELECT event, idx FROM replaced.{table} WHERE sealed IS NULL)"
            ));
        }
        writer.begin().await?;
        for statement in statements {
            sqlx::query(AssertSqlSafe(statement)).execute(writer.connection()).await.map_err(failed)?;
        }
        writer.commit().await?;
        Ok(true)
    }

    /// The highest id of a key record that something in it names.
    ///
    /// # Errors
    /// If it cannot be read.
    pub async fn highest_record(&self) -> Result<u32, StoreError> {
        self.store.highest_record().await
    }

    /// Destroys what may not be served any more, notes the restoring in the chain, and folds the log.
    ///
    /// # Errors
    /// If the engine fails.
    pub async fn purge(&self, purge: Purge<'_>) -> Result<Purged, StoreError> {
        let Purge { now, first_day, over, records, keep_identities, subject } = purge;
        let records = records.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let mut writer = SqliteWriter::open(&self.file, Telling::Nothing).await?;
        let mut purged = Purged::default();
        writer.begin().await?;
        for table in tables(writer.connection()).await? {
            let sql = format!("DELETE FROM {table} WHERE slot NOT IN ({records})");
            let done = sqlx::query(AssertSqlSafe(sql)).execute(writer.connection()).await.map_err(failed)?;
            purged.rows += done.rows_affected();
        }
        if !keep_identities {
            let sql = format!("DELETE FROM identity WHERE index_id NOT IN ({records})");
            let done = sqlx::query(AssertSqlSafe(sql)).execute(writer.connection()).await.map_err(failed)?;
            purged.identities = done.rows_affected();
        }
        purged.retired = writer.retire(first_day, 0, now.day()).await?;
        purged.consoles = forget_over(&mut writer, over).await?;
        writer.audit(now, Kind::Restored, subject).await?;
        writer.commit().await?;
        writer.fold(PATIENCE).await?;
        Ok(purged)
    }

    /// Puts it in the place of the database that is served.
    ///
    /// # Errors
    /// If the files cannot be moved.
    pub async fn put(self, to: &Path) -> io::Result<()> {
        let Self { file, store } = self;
        store.readers.close().await;
        // The log of the one that it replaces must not be read into it, nor its own be lost.
        for (of, suffix) in [(to, "-wal"), (to, "-shm"), (&file, "-wal"), (&file, "-shm")] {
            let mut log = of.as_os_str().to_owned();
            log.push(suffix);
            match fs::metadata(&log) {
                Ok(log) if of == file && suffix == "-wal" && log.len() > 0 => {
                    return Err(io::Error::other("its log was not folded"));
                }
                Ok(_) => fs::remove_file(&log)?,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        put(&file, to)
    }
}

/// The tables of check-ins.
pub(super) async fn tables(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'check_in_*'";
    let names: Vec<(String,)> = sqlx::query_as(sql).fetch_all(connection).await.map_err(failed)?;
    Ok(names.into_iter().map(|(name,)| name).collect())
}
