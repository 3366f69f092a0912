//! The data folder of the benchmark: the server's own schema, filled in bulk, and kept for the next run.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex};

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};
use venue_protocol::seal::SealError;
use venue_server::store::sqlite::SqliteStore;
use venue_server::store::{NewIdentity, NewRow, Partition, Store as _};

use super::world::{DAYS, Keys, Passages, Size, identity, index, seal};
use crate::error::BenchError;

/// Is written last.
const READY: &str = "ready-1";
/// Rows or identities in one statement.
const AT_ONCE: usize = 256;

/// Opens the store of this size, filling it first if it is not there yet.
pub async fn store(root: &Path, size: Size, keys: &Arc<Keys>) -> Result<SqliteStore, BenchError> {
    let folder = root.join(size.rows.to_string());
    let file = folder.join("venue.db");
    if !folder.join(READY).exists() {
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(BenchError::Load)?;
        }
        println!("filling {} with {} rows; the next run finds them there", folder.display(), size.rows);
        fill(&file, size, keys).await?;
        std::fs::write(folder.join(READY), "").map_err(BenchError::Load)?;
    }
    Ok(SqliteStore::open(&file).await?)
}

async fn fill(file: &Path, size: Size, keys: &Arc<Keys>) -> Result<(), BenchError> {
    // The first hour goes in as the server writes it, a row a day, so that the tables are the server's own.
    let (made, first) = first_rows(size, keys)?;
    let store = SqliteStore::open(file).await?;
    let mut writer = store.writer().await?;
    writer.begin().await?;
    writer.add_rows(&first).await?;
    writer.commit().await?;
    drop((writer, store));
    let mut db = SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Off)
        .synchronous(SqliteSynchronous::Off)
        .pragma("cache_size", "-500000")
        .pragma("temp_store", "MEMORY")
        .disable_statement_logging()
        .connect()
        .await?;
    let indexes = take_indexes(&mut db).await?;
    identities(&mut db, size, keys).await?;
    rows(&mut db, size, keys, &made).await?;
    println!("building the indexes");
    for sql in indexes {
        sqlx::query(AssertSqlSafe(sql)).execute(&mut db).await?;
    }
    db.close().await?;
    Ok(())
}

/// One row of each day, which are in it already when the rest comes.
fn first_rows(size: Size, keys: &Keys) -> Result<(Vec<[u8; 16]>, Vec<NewRow>), SealError> {
    let mut first = Vec::new();
    for (hour, passages) in Passages::new(size).filter(|(hour, _)| hour % 24 == 12) {
        first.extend(seal(keys, hour, &passages)?.into_iter().take(1));
    }
    Ok((first.iter().map(|row| row.event.0).collect(), first))
}

/// Drops the indexes that can be built again at the end, which is ten times faster.
async fn take_indexes(db: &mut SqliteConnection) -> Result<Vec<String>, BenchError> {
    let indexes: Vec<(String, String)> = sqlx::query_as(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL \
         AND (tbl_name GLOB 'check_in_[0-9]*' OR tbl_name = 'identity')",
    )
    .fetch_all(&mut *db)
    .await?;
    let mut statements = Vec::new();
    for (name, sql) in indexes {
        sqlx::query(AssertSqlSafe(format!("DROP INDEX {name}"))).execute(&mut *db).await?;
        statements.push(sql);
    }
    Ok(statements)
}

/// Work that two threads do, in any order.
fn spread<T: Send + 'static, W: Send + 'static>(
    work: impl Iterator<Item = W> + Send + 'static,
    run: impl Fn(W) -> Result<Vec<T>, SealError> + Send + Sync + 'static,
) -> Receiver<Result<Vec<T>, SealError>> {
    let (sender, receiver) = sync_channel(4);
    let (work, run) = (Arc::new(Mutex::new(work)), Arc::new(run));
    for _ in 0..2 {
        let (sender, work, run) = (sender.clone(), work.clone(), run.clone());
        std::thread::spawn(move || {
            loop {
                let next = work.lock().map_or(None, |mut work| work.next());
                let Some(next) = next else { break };
                if sender.send(run(next)).is_err() {
                    break;
                }
            }
        });
    }
    receiver
}

async fn identities(db: &mut SqliteConnection, size: Size, keys: &Arc<Keys>) -> Result<(), BenchError> {
    println!("sealing {} identities", size.persons());
    let indexes = (0..DAYS).map(|day| index(keys, day)).collect::<Result<Vec<_>, _>>()?;
    let keys = keys.clone();
    let pieces = (0..size.persons().div_ceil(10_000)).map(|n| n * 10_000);
    let sealed = spread(pieces, move |first| {
        let persons = first..(first + 10_000).min(size.persons());
        persons.map(|person| identity(&keys, &indexes, person)).collect()
    });
    let mut all: Vec<NewIdentity> = Vec::new();
    for piece in sealed {
        all.extend(piece?);
    }
    // In the order of the table.
    all.sort_unstable_by(|one, other| one.pid.cmp(&other.pid));
    let mut transaction = db.begin().await?;
    for piece in all.chunks(AT_ONCE) {
        let marks = vec!["(?,?,?,?,?,?)"; piece.len()].join(",");
        let sql =
            format!("INSERT INTO identity (pid, index_id, idx, kid_t, sealed, expires_day) VALUES {marks}");
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for identity in piece {
            query = query
                .bind(identity.pid.0.to_vec())
                .bind(i64::from(identity.index_id))
                .bind(identity.idx.0.to_vec())
                .bind(identity.kid_t.0.to_vec())
                .bind(identity.sealed.0.to_vec())
                .bind(i64::from(identity.expires.0));
        }
        query.execute(&mut *transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}

async fn rows(
    db: &mut SqliteConnection,
    size: Size,
    keys: &Arc<Keys>,
    made: &[[u8; 16]],
) -> Result<(), BenchError> {
    println!("sealing the rows");
    let keys = keys.clone();
    let sealed = spread(Passages::new(size), move |(hour, passages)| seal(&keys, hour, &passages));
    for hour in sealed {
        let hour: Vec<NewRow> = hour?.into_iter().filter(|row| !made.contains(&row.event.0)).collect();
        let Some(NewRow { partition: Partition::Day(day), .. }) = hour.first() else { continue };
        let table = format!("check_in_{}", day.0);
        let mut transaction = db.begin().await?;
        for piece in hour.chunks(AT_ONCE) {
            let marks = vec!["(?,?,?,?,?,?,?,?,?,?)"; piece.len()].join(",");
            let sql = format!(
                "INSERT INTO {table} (event, idx, slot, tag, place, minute, direction, sealed, digest, stay) \
                 VALUES {marks}"
            );
            let mut query = sqlx::query(AssertSqlSafe(sql));
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
            query.execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
    }
    Ok(())
}

/// Where data folders lie by default.
pub fn root(parts: &Path) -> PathBuf {
    parts.join("data")
}
