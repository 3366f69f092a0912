//! Sealed identities, and credentials that were withdrawn.

use sqlx::sqlite::SqliteConnection;
use venue_protocol::instant::Day;
use venue_protocol::seal::Pid;
use venue_protocol::seal::credential::Revocation;

use super::{StoreError, failed, number};
use crate::store::NewIdentity;

pub(super) async fn add(connection: &mut SqliteConnection, identity: &NewIdentity) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO identity (pid, index_id, idx, kid_t, sealed, expires_day) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(identity.pid.as_bytes().as_slice())
    .bind(i64::from(identity.index_id))
    .bind(identity.idx.as_bytes().as_slice())
    .bind(identity.kid_t.as_bytes().as_slice())
    .bind(identity.sealed.as_bytes().as_slice())
    .bind(i64::from(identity.expires.0))
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}

pub(super) async fn keep_until(
    connection: &mut SqliteConnection,
    pid: &Pid,
    day: Day,
) -> Result<bool, StoreError> {
    let done = sqlx::query("UPDATE identity SET expires_day = ? WHERE pid = ? AND sealed IS NOT NULL")
        .bind(i64::from(day.0))
        .bind(pid.as_bytes().as_slice())
        .execute(connection)
        .await
        .map_err(failed)?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn forget(connection: &mut SqliteConnection, pid: &Pid) -> Result<(), StoreError> {
    sqlx::query("UPDATE identity SET sealed = NULL WHERE pid = ?")
        .bind(pid.as_bytes().as_slice())
        .execute(connection)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(super) async fn revoke(
    connection: &mut SqliteConnection,
    revocation: Revocation,
    until: Day,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO revoked (mac, until_day) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .bind(revocation.0.as_slice())
        .bind(i64::from(until.0))
        .execute(connection)
        .await
        .map_err(failed)?;
    Ok(())
}

/// Destroys identities whose last day is before `today`, and what is left of indexes without any.
pub(super) async fn retire(connection: &mut SqliteConnection, today: Day) -> Result<u64, StoreError> {
    let done = sqlx::query("UPDATE identity SET sealed = NULL WHERE expires_day < ? AND sealed IS NOT NULL")
        .bind(i64::from(today.0))
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    sqlx::query(
        "DELETE FROM identity WHERE sealed IS NULL \
         AND index_id NOT IN (SELECT index_id FROM identity WHERE sealed IS NOT NULL)",
    )
    .execute(&mut *connection)
    .await
    .map_err(failed)?;
    sqlx::query("DELETE FROM revoked WHERE until_day < ?")
        .bind(i64::from(today.0))
        .execute(connection)
        .await
        .map_err(failed)?;
    Ok(done.rows_affected())
}

pub(super) async fn indexes(connection: &mut SqliteConnection) -> Result<Vec<u32>, StoreError> {
    let ids: Vec<(i64,)> = sqlx::query_as("SELECT DISTINCT index_id FROM identity")
        .fetch_all(connection)
        .await
        .map_err(failed)?;
    ids.into_iter().map(|(id,)| number(id, "index id")).collect()
}
