//! The authority's rosters, its members' keys, and what waits for the other role.

use std::collections::HashMap;

use async_trait::async_trait;
use sqlx::Row as _;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use venue_protocol::bytes::Bytes;
use venue_protocol::id::AccountId;
use venue_protocol::instant::Instant;
use venue_protocol::seal::role::WrappedRoleKey;
use venue_protocol::seal::roster::{Role, RoleKeys, Roster, RosterSignature};
use venue_protocol::seal::{Kid, PublicKey};
use venue_protocol::wire::authority::{Founder, Person, Proposal, RosterInForce, Wrap, WrapFor};
use venue_protocol::wire::keys::PublicKey as VerifyKey;

use super::directory::{changed, unless_exists};
use super::writer::SqliteWriter;
use super::{SqliteStore, bytes, failed};
use crate::store::StoreError;
use crate::store::authority::{AuthorityReads, AuthorityWrites, NewRoster};

const ROSTER: &str = "roster";
const WRAP: &str = "wrap of a role's key";

const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Tracer => "tracer",
        Role::Approver => "approver",
    }
}

fn blob<const N: usize>(row: &SqliteRow, column: usize, what: &'static str) -> Result<[u8; N], StoreError> {
    bytes(row.try_get(column).map_err(failed)?, what)
}

fn role(row: &SqliteRow, column: usize) -> Result<Role, StoreError> {
    let name: &str = row.try_get(column).map_err(failed)?;
    Role::ALL.into_iter().find(|role| role_name(*role) == name).ok_or(StoreError::Damaged("role"))
}

fn account(row: &SqliteRow, column: usize) -> Result<AccountId, StoreError> {
    blob(row, column, "account").map(AccountId)
}

/// The roster in force of a blob.
pub(super) fn roster(row: &SqliteRow) -> Result<Roster, StoreError> {
    let bytes: &[u8] = row.try_get(0).map_err(failed)?;
    Roster::from_bytes(bytes).map_err(|_| StoreError::Damaged(ROSTER))
}

#[async_trait]
impl AuthorityReads for SqliteStore {
    async fn rosters(&self) -> Result<Vec<RosterInForce>, StoreError> {
        let rows = sqlx::query("SELECT roster, tracer, approver, since FROM roster ORDER BY version")
            .fetch_all(&self.readers)
            .await
            .map_err(failed)?;
        rows.iter()
            .map(|row| {
                Ok(RosterInForce {
                    roster: Bytes(row.try_get(0).map_err(failed)?),
                    tracer: RosterSignature(blob(row, 1, ROSTER)?),
                    approver: RosterSignature(blob(row, 2, ROSTER)?),
                    since: Instant::from_millis(row.try_get(3).map_err(failed)?),
                })
            })
            .collect()
    }

    async fn founders(&self) -> Result<Vec<Founder>, StoreError> {
        let rows = sqlx::query("SELECT role, account, seal_key, verify_key FROM founder ORDER BY role DESC")
            .fetch_all(&self.readers)
            .await
            .map_err(failed)?;
        rows.iter()
            .map(|row| {
                let keys = RoleKeys {
                    seal: PublicKey(blob(row, 2, "founder")?),
                    verify: VerifyKey(blob(row, 3, "founder")?),
                };
                Ok(Founder { role: role(row, 0)?, account: account(row, 1)?, keys })
            })
            .collect()
    }

    async fn proposal(&self) -> Result<Option<Proposal>, StoreError> {
        let row = sqlx::query("SELECT roster, role, account, signature, at FROM roster_proposal")
            .fetch_optional(&self.readers)
            .await
            .map_err(failed)?;
        row.map(|row| {
            Ok(Proposal {
                roster: Bytes(row.try_get(0).map_err(failed)?),
                by: role(&row, 1)?,
                account: account(&row, 2)?,
                signature: RosterSignature(blob(&row, 3, ROSTER)?),
                at: Instant::from_millis(row.try_get(4).map_err(failed)?),
            })
        })
        .transpose()
    }

    async fn people(&self) -> Result<Vec<Person>, StoreError> {
        let held = sqlx::query(
            "SELECT role_wrap.account, role_key FROM role_wrap JOIN member_key \
             ON member_key.account = role_wrap.account AND public_key = member WHERE waits = 0",
        )
        .fetch_all(&self.readers)
        .await
        .map_err(failed)?;
        let mut holds: HashMap<AccountId, Vec<Kid>> = HashMap::new();
        for row in &held {
            holds.entry(account(row, 0)?).or_default().push(PublicKey(blob(row, 1, WRAP)?).kid());
        }
        let rows = sqlx::query(
            "SELECT id, login, name, role, public_key FROM account LEFT JOIN member_key ON account = id \
             WHERE role IN ('tracer', 'approver') ORDER BY name, login",
        )
        .fetch_all(&self.readers)
        .await
        .map_err(failed)?;
        rows.iter()
            .map(|row| {
                let account = account(row, 0)?;
                let key: Option<&[u8]> = row.try_get(4).map_err(failed)?;
                Ok(Person {
                    account,
                    login: row.try_get(1).map_err(failed)?,
                    name: row.try_get(2).map_err(failed)?,
                    role: role(row, 3)?,
                    key: key.map(|key| bytes(key, "member's key").map(PublicKey)).transpose()?,
                    holds: holds.remove(&account).unwrap_or_default(),
                })
            })
            .collect()
    }

    async fn wraps(&self, account: AccountId) -> Result<Vec<Wrap>, StoreError> {
        let rows = sqlx::query(
            "SELECT role_key, member, wrap FROM role_wrap WHERE account = ? AND waits = 0 ORDER BY role_key",
        )
        .bind(account.0.as_slice())
        .fetch_all(&self.readers)
        .await
        .map_err(failed)?;
        rows.iter()
            .map(|row| {
                Ok(Wrap {
                    role_key: PublicKey(blob(row, 0, WRAP)?),
                    member: PublicKey(blob(row, 1, WRAP)?),
                    wrap: WrappedRoleKey(blob(row, 2, WRAP)?),
                })
            })
            .collect()
    }
}

#[async_trait]
impl AuthorityWrites for SqliteWriter {
    async fn set_member_key(
        &mut self,
        at: Instant,
        account: AccountId,
        key: &PublicKey,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO member_key (account, public_key, sent_at) VALUES (?, ?, ?) \
             ON CONFLICT (account) DO UPDATE SET public_key = excluded.public_key, sent_at = excluded.sent_at",
        )
        .bind(account.0.as_slice())
        .bind(key.0.as_slice())
        .bind(at.millis())
        .execute(&mut self.connection)
        .await
        .map_err(unless_exists("this member's key"))?;
        Ok(())
    }

    async fn found(&mut self, founder: &Founder, wrap: &WrapFor) -> Result<(), StoreError> {
        // A key that is founded no more opens nothing.
        sqlx::query("DELETE FROM role_wrap WHERE role_key = (SELECT seal_key FROM founder WHERE role = ?)")
            .bind(role_name(founder.role))
            .execute(&mut self.connection)
            .await
            .map_err(failed)?;
        sqlx::query(
            "INSERT OR REPLACE INTO founder (role, account, seal_key, verify_key) VALUES (?, ?, ?, ?)",
        )
        .bind(role_name(founder.role))
        .bind(founder.account.0.as_slice())
        .bind(founder.keys.seal.0.as_slice())
        .bind(founder.keys.verify.0.as_slice())
        .execute(&mut self.connection)
        .await
        .map_err(failed)?;
        self.drop_proposal().await?;
        add_wrap(&mut self.connection, wrap, false).await
    }

    async fn propose(&mut self, proposal: &Proposal, wraps: &[WrapFor]) -> Result<(), StoreError> {
        self.drop_proposal().await?;
        sqlx::query(
            "INSERT INTO roster_proposal (only_row, roster, role, account, signature, at) VALUES (1, ?, ?, ?, ?, ?)",
        )
        .bind(proposal.roster.0.as_slice())
        .bind(role_name(proposal.by))
        .bind(proposal.account.0.as_slice())
        .bind(proposal.signature.0.as_slice())
        .bind(proposal.at.millis())
        .execute(&mut self.connection)
        .await
        .map_err(failed)?;
        for wrap in wraps {
            add_wrap(&mut self.connection, wrap, true).await?;
        }
        Ok(())
    }

    async fn drop_proposal(&mut self) -> Result<bool, StoreError> {
        self.execute("DELETE FROM role_wrap WHERE waits = 1".to_owned()).await?;
        Ok(self.execute("DELETE FROM roster_proposal".to_owned()).await? == 1)
    }

    async fn add_wraps(&mut self, wraps: &[WrapFor]) -> Result<(), StoreError> {
        for wrap in wraps {
            add_wrap(&mut self.connection, wrap, false).await?;
        }
        Ok(())
    }

    async fn put_in_force(&mut self, at: Instant, new: &NewRoster) -> Result<(), StoreError> {
        let roster = new.roster.roster();
        sqlx::query("INSERT INTO roster (version, roster, tracer, approver, since) VALUES (?, ?, ?, ?, ?)")
            .bind(i64::from(roster.version))
            .bind(roster.to_bytes())
            .bind(new.tracer.0.as_slice())
            .bind(new.approver.0.as_slice())
            .bind(at.millis())
            .execute(&mut self.connection)
            .await
            .map_err(unless_exists("this roster"))?;
        for role in Role::ALL {
            sqlx::query(
                "INSERT INTO role_key (role, public_key, created_at) VALUES (?1, ?2, ?3) ON CONFLICT (role) \
                 DO UPDATE SET public_key = ?2, created_at = ?3 WHERE public_key <> ?2",
            )
            .bind(role_name(role))
            .bind(roster.role(role).seal.0.as_slice())
            .bind(at.millis())
            .execute(&mut self.connection)
            .await
            .map_err(failed)?;
        }
        for sql in [
            "INSERT OR REPLACE INTO role_wrap (account, member, role_key, waits, wrap) \
             SELECT account, member, role_key, 0, wrap FROM role_wrap WHERE waits = 1",
            "DELETE FROM founder",
        ] {
            self.execute(sql.to_owned()).await?;
        }
        self.drop_proposal().await?;
        changed(&mut self.connection).await
    }
}

async fn add_wrap(connection: &mut SqliteConnection, wrap: &WrapFor, waits: bool) -> Result<(), StoreError> {
    const SQL: &str =
        "INSERT OR REPLACE INTO role_wrap (account, member, role_key, waits, wrap) VALUES (?, ?, ?, ?, ?)";
    sqlx::query(SQL)
        .bind(wrap.account.0.as_slice())
        .bind(wrap.member.0.as_slice())
        .bind(wrap.role_key.0.as_slice())
        .bind(waits)
        .bind(wrap.wrap.0.as_slice())
        .execute(connection)
        .await
        .map_err(failed)?;
    Ok(())
}
