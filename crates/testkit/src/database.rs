//! What a server stored, read from its files and not from its answers.

use std::fs;
use std::io;
use std::path::PathBuf;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, FromRow};

use crate::server::Setup;

/// One person's row of a check-in (SEALING 7).
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Row {
    /// The event's id.
    pub event: Vec<u8>,
    /// Which person of the event.
    pub idx: i64,
    /// The slot that its tag was made in.
    pub slot: i64,
    /// The tag.
    pub tag: Vec<u8>,
    /// The place; `None` if the check-in was undone.
    pub place: Option<Vec<u8>>,
    /// 1 for an entry, 2 for an exit; `None` if undone.
    pub direction: Option<i64>,
}

/// Opens the main database, for reading only; a server may be running on it.
async fn open(setup: &Setup) -> Result<SqliteConnection, sqlx::Error> {
    SqliteConnectOptions::new().filename(setup.data_dir().join("venue.db")).read_only(true).connect().await
}

/// Runs statements on the main database, as somebody who can write its file.
///
/// # Errors
/// If the database cannot be opened or refuses.
pub async fn edit(setup: &Setup, sql: &'static str) -> Result<(), sqlx::Error> {
    let file = setup.data_dir().join("venue.db");
    let mut database = SqliteConnectOptions::new().filename(file).connect().await?;
    sqlx::raw_sql(sql).execute(&mut database).await?;
    database.close().await
}

/// The tables of check-ins: one a day, and the one for odd days.
async fn tables(database: &mut SqliteConnection) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'check_in_*' ORDER BY name",
    )
    .fetch_all(database)
    .await
}

/// All rows of check-ins.
///
/// # Errors
/// If the database cannot be read.
pub async fn rows(setup: &Setup) -> Result<Vec<Row>, sqlx::Error> {
    let mut database = open(setup).await?;
    let mut rows = Vec::new();
    for table in tables(&mut database).await? {
        let sql = format!("SELECT event, idx, slot, tag, place, direction FROM {table} ORDER BY event, idx");
        let of_table: Vec<Row> = sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut database).await?;
        rows.extend(of_table);
    }
    database.close().await?;
    Ok(rows)
}

/// How many rows of check-ins there are.
///
/// # Errors
/// If the database cannot be read.
pub async fn count_rows(setup: &Setup) -> Result<u64, sqlx::Error> {
    let mut database = open(setup).await?;
    let mut rows = 0;
    for table in tables(&mut database).await? {
        let sql = format!("SELECT count(*) FROM {table}");
        let of_table: i64 = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut database).await?;
        rows += of_table.unsigned_abs();
    }
    database.close().await?;
    Ok(rows)
}

/// How many sealed identities there are.
///
/// # Errors
/// If the database cannot be read.
pub async fn count_identities(setup: &Setup) -> Result<u64, sqlx::Error> {
    let mut database = open(setup).await?;
    let identities: i64 =
        sqlx::query_scalar("SELECT count(*) FROM identity").fetch_one(&mut database).await?;
    database.close().await?;
    Ok(identities.unsigned_abs())
}

/// The files of the server's folder (rows, shelf, mirror, keys, log) that contain this text anywhere.
///
/// # Errors
/// If a file cannot be read.
pub fn files_with(setup: &Setup, text: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![setup.folder.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            match fs::read(&path) {
                Ok(bytes) if bytes.windows(text.len()).any(|part| part == text.as_bytes()) => {
                    found.push(path)
                }
                // SQLite removes its side files while we look.
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
    }
    Ok(found)
}

/// Opens the main database to write what another part of the service would have; a server may be running on it.
async fn open_to_write(setup: &Setup) -> Result<SqliteConnection, sqlx::Error> {
    SqliteConnectOptions::new().filename(setup.data_dir().join("venue.db")).connect().await
}

/// Publishes a day file of exposure notices, as a tracer does: hints of 8 B each, and the signature of them.
///
/// # Errors
/// If the database cannot be written.
pub async fn publish_notices(
    setup: &Setup,
    day: u16,
    hints: &[u8],
    signature: &[u8],
) -> Result<(), sqlx::Error> {
    let mut database = open_to_write(setup).await?;
    sqlx::query("INSERT OR REPLACE INTO notice_file (day, hints, signature) VALUES (?, ?, ?)")
        .bind(i64::from(day))
        .bind(hints)
        .bind(signature)
        .execute(&mut database)
        .await?;
    database.close().await
}

/// Leaves a receipt of a case that is closed by now, with the hash of its dispute token.
///
/// # Errors
/// If the database cannot be written.
pub async fn leave_receipt(
    setup: &Setup,
    day: u16,
    (hint, body): (&[u8], &[u8]),
    (token, case): (&[u8], &[u8]),
) -> Result<(), sqlx::Error> {
    let mut database = open_to_write(setup).await?;
    let tracer = [1_u8; 8];
    sqlx::query(
        "INSERT INTO account (id, login, name, role, password, created_at) VALUES (?, 'gone', 'gone', 'tracer', '', 0)",
    )
    .bind(tracer.as_slice())
    .execute(&mut database)
    .await?;
    sqlx::query(
        "INSERT INTO trace_case (id, number, reason, subject, from_minute, to_minute, until_minute, state, tracer, \
         tracer_key, filed_at, content) VALUES (?, '1', 'closed', '{\"kind\":\"person\"}', 0, 0, ?, 'closed', ?, zeroblob(32), 0, zeroblob(32))",
    )
    .bind(case)
    .bind(i64::from(u32::MAX))
    .bind(tracer.as_slice())
    .execute(&mut database)
    .await?;
    sqlx::query("INSERT INTO receipt (day, hint, body) VALUES (?, ?, ?)")
        .bind(i64::from(day))
        .bind(hint)
        .bind(body)
        .execute(&mut database)
        .await?;
    sqlx::query("INSERT INTO dispute_token (hash, case_id, day) VALUES (?, ?, ?)")
        .bind(token)
        .bind(case)
        .bind(i64::from(day))
        .execute(&mut database)
        .await?;
    database.close().await
}

/// Decides everything that was disputed.
///
/// # Errors
/// If the database cannot be written.
pub async fn decide_disputes(setup: &Setup, accepted: bool, reason: &str) -> Result<u64, sqlx::Error> {
    let mut database = open_to_write(setup).await?;
    let done = sqlx::query("UPDATE dispute SET accepted = ?, reason = ?")
        .bind(accepted)
        .bind(reason)
        .execute(&mut database)
        .await?;
    database.close().await?;
    Ok(done.rows_affected())
}
