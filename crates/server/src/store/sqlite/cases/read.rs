//! Reading cases; what they are about is read beside it.

use async_trait::async_trait;
use sqlx::{AssertSqlSafe, Row as _};
use venue_protocol::id::AccountId;
use venue_protocol::instant::Instant;
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{Case, IndexEntry, Row, SlotTag, VaultRow, WirePid};

use super::super::{SqliteStore, StoreError, bytes, failed, number};
use super::{CASE, WHAT};
use crate::store::cases::{CaseReads, Content, RowMark, RowPage, Stretch};

#[async_trait]
impl CaseReads for SqliteStore {
    async fn cases(&self, tracer: Option<AccountId>, most: u32) -> Result<Vec<Case>, StoreError> {
        let sql =
            format!("{CASE} WHERE ?1 IS NULL OR tracer = ?1 ORDER BY filed_at DESC, trace_case.id LIMIT ?2");
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(tracer.map(|tracer| tracer.0.to_vec()))
            .bind(i64::from(most))
            .fetch_all(&self.readers)
            .await
            .map_err(failed)?;
        rows.iter().map(super::case).collect()
    }

    async fn case(&self, id: CaseId) -> Result<Option<Case>, StoreError> {
        let row = sqlx::query(AssertSqlSafe(format!("{CASE} WHERE trace_case.id = ?")))
            .bind(id.0.as_slice())
            .fetch_optional(&self.readers)
            .await
            .map_err(failed)?;
        row.as_ref().map(super::case).transpose()
    }

    async fn filed_since(&self, tracer: AccountId, since: Instant) -> Result<u32, StoreError> {
        let (count,): (i64,) =
            sqlx::query_as("SELECT COUNT(*) FROM trace_case WHERE tracer = ? AND filed_at >= ?")
                .bind(tracer.0.as_slice())
                .bind(since.millis())
                .fetch_one(&self.readers)
                .await
                .map_err(failed)?;
        number(count, WHAT)
    }

    async fn content(&self, id: CaseId) -> Result<Option<Content>, StoreError> {
        let row = sqlx::query("SELECT content FROM trace_case WHERE id = ?")
            .bind(id.0.as_slice())
            .fetch_optional(&self.readers)
            .await
            .map_err(failed)?;
        row.map(|row| bytes(row.try_get(0).map_err(failed)?, WHAT).map(Content)).transpose()
    }

    async fn registrations(&self, asked: &[IndexEntry]) -> Result<Vec<Option<WirePid>>, StoreError> {
        self.pids_of(asked).await
    }

    async fn identities(&self, pids: &[WirePid]) -> Result<Vec<Option<VaultRow>>, StoreError> {
        self.vault_rows(pids).await
    }

    async fn has_rows(&self, tags: &[SlotTag]) -> Result<Vec<bool>, StoreError> {
        let found = self.tags_found(tags).await?;
        Ok(tags.iter().map(|tag| found.contains(tag)).collect())
    }

    async fn rows_of(&self, tags: &[SlotTag]) -> Result<Vec<Row>, StoreError> {
        self.tagged_rows(tags).await
    }

    async fn rows_around(
        &self,
        stretches: &[Stretch],
        after: Option<RowMark>,
        most: usize,
    ) -> Result<RowPage, StoreError> {
        self.stretch_rows(stretches, after, most).await
    }
}
