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
    let done = sqlx::query("UPDATE identity SET expires_day = ? WHERE pid = ?")
        .bind(i64::from(day.0))
        .bind(pid.as_bytes().as_slice())
        .execute(connection)
        .await
        .map_err(failed)?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn forget(connection: &mut SqliteConnection, pid: &Pid) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM identity WHERE pid = ?")
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

pub(super) async fn indexes(connection: &mut SqliteConnection) -> Result<Vec<u32>, StoreError> {
    let ids: Vec<(i64,)> = sqlx::query_as("SELECT DISTINCT index_id FROM identity")
        .fetch_all(connection)
        .await
        .map_err(failed)?;
    ids.into_iter().map(|(id,)| number(id, "index id")).collect()
}
