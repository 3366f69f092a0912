//! Exposure notices, receipts, and disputes.

use async_trait::async_trait;
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use venue_protocol::bytes::Bytes;
use venue_protocol::instant::{Day, Instant};
use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::dispute::Disputed;
use venue_protocol::seal::notice::NoticeSignature;
use venue_protocol::seal::receipt::{DisputeTokenHash, ReceiptBody, ReceiptHint};
use venue_protocol::wire::notices::{Decision, Dispute, SealedReceipt, SignedNotices};

use super::writer::SqliteWriter;
use super::{SqliteStore, StoreError, bytes, failed, number};
use crate::store::notices::{Added, NoticeReads, NoticeWrites};

const FILE: &str = "file of notices";
const RECEIPT: &str = "receipt";
const DISPUTE: &str = "dispute";

#[async_trait]
impl NoticeReads for SqliteStore {
    async fn files(&self, since: Day) -> Result<Vec<SignedNotices>, StoreError> {
        let rows = sqlx::query("SELECT day, hints, signature FROM notice_file WHERE day >= ? ORDER BY day")
            .bind(i64::from(since.0))
            .fetch_all(&self.readers)
            .await
            .map_err(failed)?;
        rows.iter().map(file).collect()
    }

    async fn hints(&self, since: Day) -> Result<Vec<(Day, ReceiptHint)>, StoreError> {
        let rows = sqlx::query("SELECT day, hint FROM receipt WHERE day >= ? ORDER BY day, hint")
            .bind(i64::from(since.0))
            .fetch_all(&self.readers)
            .await
            .map_err(failed)?;
        rows.iter()
            .map(|row| {
                let day = Day(number(row.try_get(0).map_err(failed)?, RECEIPT)?);
                Ok((day, ReceiptHint(bytes(row.try_get(1).map_err(failed)?, RECEIPT)?)))
            })
            .collect()
    }

    async fn receipts(&self, day: Day, first: u8) -> Result<Vec<SealedReceipt>, StoreError> {
        let rows = sqlx::query(
            "SELECT hint, body FROM receipt WHERE day = ? AND hint BETWEEN ? AND ? ORDER BY hint",
        )
        .bind(i64::from(day.0))
        .bind([first, 0, 0, 0, 0, 0, 0, 0].as_slice())
        .bind([first, 255, 255, 255, 255, 255, 255, 255].as_slice())
        .fetch_all(&self.readers)
        .await
        .map_err(failed)?;
        rows.iter()
            .map(|row| {
                Ok(SealedReceipt {
                    hint: ReceiptHint(bytes(row.try_get(0).map_err(failed)?, RECEIPT)?),
                    body: ReceiptBody(bytes(row.try_get(1).map_err(failed)?, RECEIPT)?),
                })
            })
            .collect()
    }

    async fn case_of(&self, token: DisputeTokenHash) -> Result<Option<CaseId>, StoreError> {
        let row = sqlx::query("SELECT case_id FROM dispute_token WHERE hash = ?")
            .bind(token.0.as_slice())
            .fetch_optional(&self.readers)
            .await
            .map_err(failed)?;
        row.map(|row| bytes(row.try_get(0).map_err(failed)?, DISPUTE).map(CaseId)).transpose()
    }

    async fn dispute(&self, about: Disputed) -> Result<Option<Dispute>, StoreError> {
        let row = sqlx::query(
            "SELECT about, case_id, statement, at, accepted, reason FROM dispute WHERE about = ?",
        )
        .bind(about.0.as_slice())
        .fetch_optional(&self.readers)
        .await
        .map_err(failed)?;
        row.as_ref().map(dispute).transpose()
    }

    async fn disputes(&self, case: CaseId) -> Result<Vec<Dispute>, StoreError> {
        let rows = sqlx::query(
            "SELECT about, case_id, statement, at, accepted, reason FROM dispute \
             WHERE case_id IS NULL OR case_id = ? ORDER BY at, about",
        )
        .bind(case.0.as_slice())
        .fetch_all(&self.readers)
        .await
        .map_err(failed)?;
        rows.iter().map(dispute).collect()
    }
}

#[async_trait]
impl NoticeWrites for SqliteWriter {
    async fn file(&mut self, day: Day) -> Result<Option<SignedNotices>, StoreError> {
        let row = sqlx::query("SELECT day, hints, signature FROM notice_file WHERE day = ?")
            .bind(i64::from(day.0))
            .fetch_optional(&mut self.connection)
            .await
            .map_err(failed)?;
        row.as_ref().map(file).transpose()
    }

    async fn put_file(&mut self, file: &SignedNotices) -> Result<(), StoreError> {
        sqlx::query("INSERT OR REPLACE INTO notice_file (day, hints, signature) VALUES (?, ?, ?)")
            .bind(i64::from(file.day.0))
            .bind(file.hints.0.as_slice())
            .bind(file.signature.0.as_slice())
            .execute(&mut self.connection)
            .await
            .map_err(failed)?;
        Ok(())
    }

    async fn add_receipts(
        &mut self,
        case: CaseId,
        day: Day,
        receipts: &[SealedReceipt],
        tokens: &[DisputeTokenHash],
    ) -> Result<Added, StoreError> {
        let first = sqlx::query("UPDATE trace_case SET receipts_sent = 1 WHERE id = ? AND receipts_sent = 0")
            .bind(case.0.as_slice())
            .execute(&mut self.connection)
            .await
            .map_err(failed)?;
        if first.rows_affected() == 0 {
            return Ok(Added::Before);
        }
        for SealedReceipt { hint, body } in receipts {
            let added =
                sqlx::query("INSERT INTO receipt (day, hint, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                    .bind(i64::from(day.0))
                    .bind(hint.0.as_slice())
                    .bind(body.0.as_slice())
                    .execute(&mut self.connection)
                    .await
                    .map_err(failed)?;
            if added.rows_affected() == 0 {
                return Ok(Added::HintTaken);
            }
        }
        for token in tokens {
            sqlx::query(
                "INSERT INTO dispute_token (hash, case_id, day) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            )
            .bind(token.0.as_slice())
            .bind(case.0.as_slice())
            .bind(i64::from(day.0))
            .execute(&mut self.connection)
            .await
            .map_err(failed)?;
        }
        Ok(Added::All)
    }

    async fn say(&mut self, dispute: &Dispute) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "INSERT INTO dispute (about, case_id, statement, at) VALUES (?, ?, ?, ?) \
             ON CONFLICT (about) DO UPDATE SET statement = excluded.statement, at = excluded.at WHERE accepted IS NULL",
        )
        .bind(dispute.about.0.as_slice())
        .bind(dispute.by_receipt.map(|case| case.0.to_vec()))
        .bind(dispute.statement.0.as_slice())
        .bind(dispute.at.millis())
        .execute(&mut self.connection)
        .await
        .map_err(failed)?;
        Ok(done.rows_affected() == 1)
    }

    async fn decide(
        &mut self,
        about: Disputed,
        said_at: Instant,
        decision: &Decision,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE dispute SET accepted = ?, reason = ? WHERE about = ? AND at = ? AND accepted IS NULL",
        )
        .bind(decision.accepted)
        .bind(&decision.reason)
        .bind(about.0.as_slice())
        .bind(said_at.millis())
        .execute(&mut self.connection)
        .await
        .map_err(failed)?;
        Ok(done.rows_affected() == 1)
    }

    async fn forget_before(&mut self, day: Day, said: Instant) -> Result<(), StoreError> {
        for sql in [
            "DELETE FROM notice_file WHERE day < ?",
            "DELETE FROM receipt WHERE day < ?",
            "DELETE FROM dispute_token WHERE day < ?",
        ] {
            sqlx::query(sql).bind(i64::from(day.0)).execute(&mut self.connection).await.map_err(failed)?;
        }
        sqlx::query("DELETE FROM dispute WHERE at < ?")
            .bind(said.millis())
            .execute(&mut self.connection)
            .await
            .map_err(failed)?;
        Ok(())
    }
}

fn file(row: &SqliteRow) -> Result<SignedNotices, StoreError> {
    Ok(SignedNotices {
        day: Day(number(row.try_get(0).map_err(failed)?, FILE)?),
        hints: Bytes(row.try_get(1).map_err(failed)?),
        signature: NoticeSignature(bytes(row.try_get(2).map_err(failed)?, FILE)?),
    })
}

fn dispute(row: &SqliteRow) -> Result<Dispute, StoreError> {
    let case: Option<&[u8]> = row.try_get(1).map_err(failed)?;
    let accepted: Option<bool> = row.try_get(4).map_err(failed)?;
    let reason: Option<String> = row.try_get(5).map_err(failed)?;
    Ok(Dispute {
        about: Disputed(bytes(row.try_get(0).map_err(failed)?, DISPUTE)?),
        by_receipt: case.map(|case| bytes(case, DISPUTE).map(CaseId)).transpose()?,
        statement: Bytes(row.try_get(2).map_err(failed)?),
        at: Instant::from_millis(row.try_get(3).map_err(failed)?),
        decision: accepted.map(|accepted| Decision { accepted, reason: reason.unwrap_or_default() }),
    })
}
