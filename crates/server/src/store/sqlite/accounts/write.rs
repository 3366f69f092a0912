//! Writing accounts.

use async_trait::async_trait;
use sqlx::AssertSqlSafe;
use venue_protocol::id::{AccountId, InvitationId, PlaceId, SessionId};
use venue_protocol::instant::Instant;
use venue_protocol::wire::accounts::Right;

use super::super::directory::unless_exists;
use super::super::writer::SqliteWriter;
use super::super::{StoreError, failed, number};
use super::{INVITATION, offer_name, right, right_name};
use crate::store::accounts::{Account, AccountWrites, Invitation, NewSession, SealedFactor, SecretHash};

/// So many sessions an account may have.
const MOST_SESSIONS: i64 = 30;

/// Executes a statement; how many rows it touched.
macro_rules! execute {
    ($writer:ident, $sql:expr $(, $value:expr)* $(,)?) => {
        sqlx::query($sql)$(.bind($value))*
            .execute(&mut $writer.connection)
            .await
            .map_err(failed)?
            .rows_affected()
    };
}

#[async_trait]
impl AccountWrites for SqliteWriter {
    async fn add_account(&mut self, at: Instant, account: &Account) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO account (id, login, name, role, password, created_at, factor) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(account.id.0.as_slice())
        .bind(&account.login)
        .bind(&account.name)
        .bind(account.role.name())
        .bind(&account.password)
        .bind(at.millis())
        .bind(account.factor.as_ref().map(|factor| factor.0.as_slice()))
        .execute(&mut self.connection)
        .await
        .map_err(unless_exists("this account"))?;
        Ok(())
    }

    async fn has_password(&mut self, account: AccountId, hash: &str) -> Result<bool, StoreError> {
        let row = sqlx::query("SELECT 1 FROM account WHERE id = ? AND password = ?")
            .bind(account.0.as_slice())
            .bind(hash)
            .fetch_optional(&mut self.connection)
            .await
            .map_err(failed)?;
        Ok(row.is_some())
    }

    async fn set_password(&mut self, account: AccountId, hash: &str) -> Result<(), StoreError> {
        execute!(self, "UPDATE account SET password = ? WHERE id = ?", hash, account.0.as_slice());
        Ok(())
    }

    async fn propose_factor(&mut self, account: AccountId, factor: &SealedFactor) -> Result<(), StoreError> {
        let sql = "UPDATE account SET next_factor = ? WHERE id = ?";
        execute!(self, sql, factor.0.as_slice(), account.0.as_slice());
        Ok(())
    }

    async fn confirm_factor(
        &mut self,
        account: AccountId,
        factor: &SealedFactor,
        step: u32,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE account SET factor = next_factor, next_factor = NULL, used_step = ?3 \
            WHERE id = ?1 AND next_factor = ?2";
        Ok(execute!(self, sql, account.0.as_slice(), factor.0.as_slice(), i64::from(step)) == 1)
    }

    async fn remove_factor(&mut self, account: AccountId) -> Result<(), StoreError> {
        let sql = "UPDATE account SET factor = NULL, next_factor = NULL, used_step = NULL WHERE id = ?";
        execute!(self, sql, account.0.as_slice());
        Ok(())
    }

    async fn use_step(&mut self, account: AccountId, step: u32) -> Result<bool, StoreError> {
        let sql = "UPDATE account SET used_step = ?2 WHERE id = ?1 AND coalesce(used_step, -1) < ?2";
        Ok(execute!(self, sql, account.0.as_slice(), i64::from(step)) == 1)
    }

    async fn begin_session(&mut self, session: &NewSession, password: &str) -> Result<bool, StoreError> {
        let sql = "INSERT INTO session (hash, id, account, begun_at, seen_at, device) \
            SELECT ?1, ?2, id, ?4, ?4, ?5 FROM account WHERE id = ?3 AND password = ?6";
        let begun = execute!(
            self,
            sql,
            session.hash.0.as_slice(),
            session.id.0.as_slice(),
            session.account.0.as_slice(),
            session.begun_at.millis(),
            &session.device,
            password,
        );
        let sql = "DELETE FROM session WHERE account = ?1 AND id NOT IN \
            (SELECT id FROM session WHERE account = ?1 ORDER BY begun_at DESC, id = ?2 DESC LIMIT ?3)";
        execute!(self, sql, session.account.0.as_slice(), session.id.0.as_slice(), MOST_SESSIONS);
        Ok(begun == 1)
    }

    async fn session_seen(&mut self, session: SessionId, at: Instant) -> Result<(), StoreError> {
        let sql = "UPDATE session SET seen_at = max(seen_at, ?) WHERE id = ?";
        execute!(self, sql, at.millis(), session.0.as_slice());
        Ok(())
    }

    async fn end_session(&mut self, account: AccountId, session: SessionId) -> Result<bool, StoreError> {
        let sql = "DELETE FROM session WHERE account = ? AND id = ?";
        Ok(execute!(self, sql, account.0.as_slice(), session.0.as_slice()) == 1)
    }

    async fn end_sessions(&mut self, account: AccountId, but: Option<SessionId>) -> Result<(), StoreError> {
        let sql = "DELETE FROM session WHERE account = ?1 AND (?2 IS NULL OR id <> ?2)";
        execute!(self, sql, account.0.as_slice(), but.as_ref().map(|but| but.0.as_slice()));
        Ok(())
    }

    async fn add_member(
        &mut self,
        at: Instant,
        venue: PlaceId,
        account: AccountId,
        right: Right,
    ) -> Result<Right, StoreError> {
        // Of the two names the lesser in the alphabet is the greater right.
        let row = sqlx::query(
            "INSERT INTO membership (venue, account, may, since) VALUES (?, ?, ?, ?) \
             ON CONFLICT DO UPDATE SET may = min(may, excluded.may) RETURNING may",
        )
        .bind(venue.0.as_slice())
        .bind(account.0.as_slice())
        .bind(right_name(right))
        .bind(at.millis())
        .fetch_one(&mut self.connection)
        .await
        .map_err(failed)?;
        super::right(&row, 0)
    }

    async fn remove_member(
        &mut self,
        venue: PlaceId,
        account: AccountId,
    ) -> Result<Option<Right>, StoreError> {
        let row = sqlx::query("DELETE FROM membership WHERE venue = ? AND account = ? RETURNING may")
            .bind(venue.0.as_slice())
            .bind(account.0.as_slice())
            .fetch_optional(&mut self.connection)
            .await
            .map_err(failed)?;
        let sql = "DELETE FROM invitation WHERE venue = ? AND inviter = ?";
        execute!(self, sql, venue.0.as_slice(), account.0.as_slice());
        row.as_ref().map(|row| right(row, 0)).transpose()
    }

    async fn managers(&mut self, venue: PlaceId) -> Result<u64, StoreError> {
        let (count,): (i64,) =
            sqlx::query_as("SELECT count(*) FROM membership WHERE venue = ? AND may = 'manager'")
                .bind(venue.0.as_slice())
                .fetch_one(&mut self.connection)
                .await
                .map_err(failed)?;
        number(count, "count of managers")
    }

    async fn add_invitation(&mut self, hash: SecretHash, invitation: &Invitation) -> Result<(), StoreError> {
        execute!(
            self,
            "INSERT INTO invitation (hash, id, venue, offer, inviter, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
            hash.0.as_slice(),
            invitation.id.0.as_slice(),
            invitation.venue.0.as_slice(),
            offer_name(invitation.offer),
            invitation.inviter.0.as_slice(),
            invitation.expires_at.millis(),
        );
        Ok(())
    }

    async fn take_invitation(
        &mut self,
        hash: SecretHash,
        now: Instant,
    ) -> Result<Option<Invitation>, StoreError> {
        let row = sqlx::query(AssertSqlSafe(format!("{INVITATION} WHERE hash = ? AND expires_at > ?")))
            .bind(hash.0.as_slice())
            .bind(now.millis())
            .fetch_optional(&mut self.connection)
            .await
            .map_err(failed)?;
        execute!(self, "DELETE FROM invitation WHERE hash = ?", hash.0.as_slice());
        row.as_ref().map(super::invitation).transpose()
    }

    async fn withdraw_invitation(&mut self, venue: PlaceId, id: InvitationId) -> Result<bool, StoreError> {
        let sql = "DELETE FROM invitation WHERE venue = ? AND id = ?";
        Ok(execute!(self, sql, venue.0.as_slice(), id.0.as_slice()) == 1)
    }

    async fn add_reset(
        &mut self,
        hash: SecretHash,
        account: AccountId,
        expires_at: Instant,
    ) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO reset (hash, account, expires_at) VALUES (?, ?, ?)";
        execute!(self, sql, hash.0.as_slice(), account.0.as_slice(), expires_at.millis());
        Ok(())
    }

    async fn take_reset(&mut self, hash: SecretHash) -> Result<bool, StoreError> {
        Ok(execute!(self, "DELETE FROM reset WHERE hash = ?", hash.0.as_slice()) == 1)
    }

    async fn forget_ended(
        &mut self,
        now: Instant,
        begun_before: Instant,
        seen_before: Instant,
    ) -> Result<u64, StoreError> {
        let sessions = "DELETE FROM session WHERE begun_at < ? OR seen_at < ?";
        let mut gone = execute!(self, sessions, begun_before.millis(), seen_before.millis());
        gone += execute!(self, "DELETE FROM invitation WHERE expires_at <= ?", now.millis());
        gone += execute!(self, "DELETE FROM reset WHERE expires_at <= ?", now.millis());
        Ok(gone)
    }
}
