//! Reading accounts.

use async_trait::async_trait;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row as _};
use venue_protocol::id::{AccountId, InvitationId, PlaceId};
use venue_protocol::instant::Instant;
use venue_protocol::wire::accounts::{Member, Membership, OpenInvitation};

use super::super::{SqliteStore, StoreError, bytes, failed};
use super::{ACCOUNT, INVITATION, SESSION, account_id, instant, offer, right};
use crate::store::accounts::{Account, AccountReads, Invitation, OpenSession, SecretHash, Standing};

#[async_trait]
impl AccountReads for SqliteStore {
    async fn by_login(&self, login: &str) -> Result<Option<Account>, StoreError> {
        let row = sqlx::query(AssertSqlSafe(format!("{ACCOUNT} WHERE login = ?")))
            .bind(login)
            .fetch_optional(&self.readers)
            .await
            .map_err(failed)?;
        row.as_ref().map(super::account).transpose()
    }

    async fn account(&self, id: AccountId) -> Result<Option<Account>, StoreError> {
        let row = sqlx::query(AssertSqlSafe(format!("{ACCOUNT} WHERE id = ?")))
            .bind(id.0.as_slice())
            .fetch_optional(&self.readers)
            .await
            .map_err(failed)?;
        row.as_ref().map(super::account).transpose()
    }

    async fn session(&self, hash: SecretHash) -> Result<Option<OpenSession>, StoreError> {
        let row = sqlx::query(AssertSqlSafe(format!("{SESSION} WHERE hash = ?")))
            .bind(hash.0.as_slice())
            .fetch_optional(&self.readers)
            .await
            .map_err(failed)?;
        row.as_ref().map(super::session).transpose()
    }

    async fn sessions(&self, account: AccountId) -> Result<Vec<OpenSession>, StoreError> {
        let sql = format!("{SESSION} WHERE account = ? ORDER BY begun_at DESC, session.id");
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(account.0.as_slice())
            .fetch_all(&self.readers)
            .await
            .map_err(failed)?;
        rows.iter().map(super::session).collect()
    }

    async fn standing(&self, account: AccountId, venue: PlaceId) -> Result<Standing, StoreError> {
        let row = sqlx::query(
            "SELECT EXISTS (SELECT 1 FROM membership WHERE venue = ?1 AND account = ?2), \
             (SELECT may FROM membership WHERE venue = ?1 AND account = ?2), \
             EXISTS (SELECT 1 FROM venue WHERE id = ?1) OR EXISTS (SELECT 1 FROM membership WHERE venue = ?1)",
        )
        .bind(venue.0.as_slice())
        .bind(account.0.as_slice())
        .fetch_one(&self.readers)
        .await
        .map_err(failed)?;
        let is_member: bool = row.try_get(0).map_err(failed)?;
        Ok(Standing {
            right: if is_member { Some(right(&row, 1)?) } else { None },
            exists: row.try_get(2).map_err(failed)?,
        })
    }

    async fn memberships(&self, account: AccountId) -> Result<Vec<Membership>, StoreError> {
        let rows = sqlx::query(
            "SELECT venue.id, name, may, closed_at IS NOT NULL FROM membership JOIN venue ON venue.id = venue \
             WHERE account = ? ORDER BY closed_at IS NOT NULL, name, venue.id",
        )
        .bind(account.0.as_slice())
        .fetch_all(&self.readers)
        .await
        .map_err(failed)?;
        rows.iter().map(membership).collect()
    }

    async fn members(&self, venue: PlaceId) -> Result<Vec<Member>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, login, name, may, since FROM membership JOIN account ON account.id = account WHERE venue = ? \
             ORDER BY may, name, login",
        )
        .bind(venue.0.as_slice())
        .fetch_all(&self.readers)
        .await
        .map_err(failed)?;
        rows.iter()
            .map(|row| {
                Ok(Member {
                    account: account_id(row, 0)?,
                    login: row.try_get(1).map_err(failed)?,
                    name: row.try_get(2).map_err(failed)?,
                    right: right(row, 3)?,
                    since: instant(row, 4)?,
                })
            })
            .collect()
    }

    async fn invitations(&self, venue: PlaceId, now: Instant) -> Result<Vec<OpenInvitation>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, offer, expires_at FROM invitation WHERE venue = ? AND expires_at > ? ORDER BY expires_at, id",
        )
        .bind(venue.0.as_slice())
        .bind(now.millis())
        .fetch_all(&self.readers)
        .await
        .map_err(failed)?;
        rows.iter()
            .map(|row| {
                Ok(OpenInvitation {
                    id: InvitationId(bytes(row.try_get(0).map_err(failed)?, "invitation")?),
                    offer: offer(row, 1)?,
                    expires_at: instant(row, 2)?,
                })
            })
            .collect()
    }

    async fn reset(&self, hash: SecretHash, now: Instant) -> Result<Option<Account>, StoreError> {
        let sql =
            format!("{ACCOUNT} WHERE id = (SELECT account FROM reset WHERE hash = ? AND expires_at > ?)");
        let row = sqlx::query(AssertSqlSafe(sql))
            .bind(hash.0.as_slice())
            .bind(now.millis())
            .fetch_optional(&self.readers)
            .await
            .map_err(failed)?;
        row.as_ref().map(super::account).transpose()
    }

    async fn invitation(&self, hash: SecretHash, now: Instant) -> Result<Option<Invitation>, StoreError> {
        let row = sqlx::query(AssertSqlSafe(format!("{INVITATION} WHERE hash = ? AND expires_at > ?")))
            .bind(hash.0.as_slice())
            .bind(now.millis())
            .fetch_optional(&self.readers)
            .await
            .map_err(failed)?;
        row.as_ref().map(super::invitation).transpose()
    }
}

fn membership(row: &SqliteRow) -> Result<Membership, StoreError> {
    Ok(Membership {
        venue: PlaceId(bytes(row.try_get(0).map_err(failed)?, "membership")?),
        name: row.try_get(1).map_err(failed)?,
        right: right(row, 2)?,
        closed: row.try_get(3).map_err(failed)?,
    })
}
