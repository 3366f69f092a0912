//! Opening a file as it must be opened: durable commits, freed bytes overwritten, schema up to date.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, ConnectOptions as _};

use super::{StoreError, failed};

/// The main database's schema.
pub(super) static MAIN: Migrator = sqlx::migrate!("migrations/main");
/// The shelf's schema.
pub(super) static SHELF: Migrator = sqlx::migrate!("migrations/shelf");

/// So long a command waits for the server's transaction, and the server for a command's.
const BUSY: Duration = Duration::from_secs(10);
const READERS: u32 = 4;

/// What the log is told of what a database is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    /// Nothing.
    Nothing,
    /// The texts of statements, without their values.
    Statements,
}

fn options(file: &Path, telling: Telling) -> SqliteConnectOptions {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY)
        .foreign_keys(true)
        .pragma("secure_delete", "ON")
        .pragma("temp_store", "MEMORY");
    match telling {
        Telling::Nothing => options.disable_statement_logging(),
        Telling::Statements => options,
    }
}

/// Opens a file that is there and that nobody writes, to read.
pub(super) async fn unchanging(file: &Path) -> Result<SqliteConnection, StoreError> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true).immutable(true);
    options.disable_statement_logging().connect().await.map_err(failed)
}

/// Opens a file that is there, to read: it stays as it is.
pub(super) async fn read_only(file: &Path) -> Result<SqlitePool, StoreError> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true).busy_timeout(BUSY);
    let options = options.disable_statement_logging();
    SqlitePoolOptions::new().max_connections(1).connect_with(options).await.map_err(failed)
}

pub(super) async fn migrate(file: &Path, schema: &Migrator) -> Result<(), StoreError> {
    if let Some(dir) = file.parent() {
        private_dir(dir).map_err(failed)?;
    }
    // Made here, so that only its owner reads it; SQLite gives its log the same mode.
    OpenOptions::new().create(true).append(true).mode(0o600).open(file).map_err(failed)?;
    let mut connection = options(file, Telling::Nothing).connect().await.map_err(failed)?;
    // No steps of this program may be missing in the file's past: a step that is not known was taken by a newer one.
    schema.run_direct(None, &mut connection, false).await.map_err(|error| match error {
        MigrateError::VersionMissing(step) | MigrateError::VersionTooNew(step, _) => {
            StoreError::Newer { database: file.display().to_string(), step }
        }
        other => failed(other),
    })
}

/// Makes a folder that only its owner may enter.
fn private_dir(dir: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)
}

pub(super) async fn readers(file: &Path, telling: Telling) -> Result<SqlitePool, StoreError> {
    let options = options(file, telling).pragma("query_only", "ON");
    SqlitePoolOptions::new().max_connections(READERS).connect_with(options).await.map_err(failed)
}

/// Folds the log into the file and empties it; `false` if a reader or another writer did not finish in time.
pub(super) async fn fold(connection: &mut SqliteConnection, patience: Duration) -> Result<bool, StoreError> {
    let busy = |time: Duration| AssertSqlSafe(format!("PRAGMA busy_timeout = {}", time.as_millis()));
    sqlx::query(busy(patience)).execute(&mut *connection).await.map_err(failed)?;
    let folded = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection).await;
    sqlx::query(busy(BUSY)).execute(connection).await.map_err(failed)?;
    let (hindered, _, _): (i64, i64, i64) = folded.map_err(failed)?;
    Ok(hindered == 0)
}

pub(super) async fn writer(file: &Path, telling: Telling) -> Result<SqliteConnection, StoreError> {
    options(file, telling)
        // Pages that many commits touch go to the file once, not with each 4 MB of log.
        .pragma("wal_autocheckpoint", "8000")
        .pragma("cache_size", "-65536")
        .statement_cache_capacity(256)
        .connect()
        .await
        .map_err(failed)
}
