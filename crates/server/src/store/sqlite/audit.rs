//! The audit chain, read in order.

use async_trait::async_trait;
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use venue_protocol::instant::Instant;

use super::{SqliteStore, bytes, failed};
use crate::store::StoreError;
use crate::store::audit::{AuditReads, Entry, Head};

#[async_trait]
impl AuditReads for SqliteStore {
    async fn head(&self) -> Result<Head, StoreError> {
        let last = sqlx::query("SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1")
            .fetch_optional(&self.readers)
            .await
            .map_err(failed)?;
        let Some(row) = last else { return Ok(Head::default()) };
        let hash = bytes(row.try_get(1).map_err(failed)?, "audit entry")?;
        Ok(Head { n: row.try_get(0).map_err(failed)?, hash })
    }

    async fn from(&self, n: i64, most: u32) -> Result<Vec<Entry>, StoreError> {
        let rows =
            sqlx::query("SELECT n, at, kind, subject, hash FROM audit WHERE n >= ? ORDER BY n LIMIT ?")
                .bind(n)
                .bind(most)
                .fetch_all(&self.readers)
                .await
                .map_err(failed)?;
        rows.iter().map(entry).collect()
    }
}

fn entry(row: &SqliteRow) -> Result<Entry, StoreError> {
    Ok(Entry {
        n: row.try_get(0).map_err(failed)?,
        at: Instant::from_millis(row.try_get(1).map_err(failed)?),
        kind: row.try_get(2).map_err(failed)?,
        subject: row.try_get(3).map_err(failed)?,
        hash: row.try_get(4).map_err(failed)?,
    })
}
