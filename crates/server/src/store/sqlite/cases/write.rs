//! Writing cases.

use async_trait::async_trait;
use sqlx::sqlite::SqliteConnection;
use venue_protocol::instant::{Day, Instant};
use venue_protocol::wire::cases::{Case, Subject};

use super::super::directory::unless_exists;
use super::super::writer::SqliteWriter;
use super::super::{StoreError, failed};
use super::state_name;
use crate::store::cases::{CaseWrites, Content};

#[async_trait]
impl CaseWrites for SqliteWriter {
    async fn add_case(&mut self, case: &Case, content: Content) -> Result<(), StoreError> {
        let venue = match case.subject {
            Subject::Place { venue } => Some(venue.0.to_vec()),
            Subject::Person | Subject::Contacts { .. } => None,
        };
        let subject = serde_json::to_string(&case.subject).map_err(failed)?;
        sqlx::query(
            "INSERT INTO trace_case (id, number, reason, subject, venue, from_minute, to_minute, until_minute, state, \
             tracer, tracer_key, filed_at, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(case.id.0.as_slice())
        .bind(&case.number)
        .bind(&case.reason)
        .bind(subject)
        .bind(venue)
        .bind(i64::from(case.window.from))
        .bind(i64::from(case.window.to))
        .bind(i64::from(case.window.around().to))
        .bind(state_name(case.state))
        .bind(case.tracer.0.as_slice())
        .bind(case.tracer_key.0.as_slice())
        .bind(case.filed_at.millis())
        .bind(content.0.as_slice())
        .execute(&mut self.connection)
        .await
        .map_err(unless_exists("this case"))?;
        Ok(())
    }

    async fn update_case(&mut self, case: &Case) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE trace_case SET state = ?, approver = ?, decided_at = ?, note = ?, tags = ? WHERE id = ?",
        )
        .bind(state_name(case.state))
        .bind(case.approver.map(|approver| approver.0.to_vec()))
        .bind(case.decided_at.map(Instant::millis))
        .bind(case.note.as_deref())
        .bind(i64::from(case.tags))
        .bind(case.id.0.as_slice())
        .execute(&mut self.connection)
        .await
        .map_err(failed)?;
        Ok(())
    }
}

/// Ends cases whose rows were all before a day. Their papers went with the shelf's records.
pub(in super::super) async fn expire(
    connection: &mut SqliteConnection,
    first_day: Day,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE trace_case SET state = 'expired' WHERE state IN ('filed', 'taken', 'approved') AND until_minute < ?",
    )
    .bind(i64::from(first_day.start().minute()))
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}
