//! Accounts of the consoles, their sessions, links and memberships.

mod read;
mod write;

use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use venue_protocol::id::{AccountId, InvitationId, PlaceId, SessionId};
use venue_protocol::instant::Instant;
use venue_protocol::wire::accounts::{AccountRole, Offer, Right};

use super::{StoreError, bytes, failed};
use crate::store::accounts::{Account, Invitation, OpenSession, SealedFactor};

const ACCOUNT: &str = "SELECT id, login, name, role, password, factor, next_factor FROM account";
const SESSION: &str = "SELECT session.id, account, role, factor IS NOT NULL, begun_at, seen_at, device FROM session \
    JOIN account ON account.id = session.account";
const INVITATION: &str = "SELECT invitation.id, venue, venue.name, offer, inviter, expires_at FROM invitation \
    JOIN venue ON venue.id = venue";

fn account(row: &SqliteRow) -> Result<Account, StoreError> {
    Ok(Account {
        id: account_id(row, 0)?,
        login: row.try_get(1).map_err(failed)?,
        name: row.try_get(2).map_err(failed)?,
        role: role(row, 3)?,
        password: row.try_get(4).map_err(failed)?,
        factor: factor(row, 5)?,
        next_factor: factor(row, 6)?,
    })
}

fn session(row: &SqliteRow) -> Result<OpenSession, StoreError> {
    Ok(OpenSession {
        id: SessionId(bytes(row.try_get(0).map_err(failed)?, "session")?),
        account: account_id(row, 1)?,
        role: role(row, 2)?,
        has_factor: row.try_get(3).map_err(failed)?,
        begun_at: instant(row, 4)?,
        seen_at: instant(row, 5)?,
        device: row.try_get(6).map_err(failed)?,
    })
}

fn invitation(row: &SqliteRow) -> Result<Invitation, StoreError> {
    Ok(Invitation {
        id: InvitationId(bytes(row.try_get(0).map_err(failed)?, "invitation")?),
        venue: PlaceId(bytes(row.try_get(1).map_err(failed)?, "invitation")?),
        venue_name: row.try_get(2).map_err(failed)?,
        offer: offer(row, 3)?,
        inviter: account_id(row, 4)?,
        expires_at: instant(row, 5)?,
    })
}

fn account_id(row: &SqliteRow, column: usize) -> Result<AccountId, StoreError> {
    Ok(AccountId(bytes(row.try_get(column).map_err(failed)?, "account")?))
}

fn instant(row: &SqliteRow, column: usize) -> Result<Instant, StoreError> {
    row.try_get(column).map(Instant::from_millis).map_err(failed)
}

fn factor(row: &SqliteRow, column: usize) -> Result<Option<SealedFactor>, StoreError> {
    let blob: Option<&[u8]> = row.try_get(column).map_err(failed)?;
    blob.map(|blob| bytes(blob, "second factor").map(SealedFactor)).transpose()
}

fn role(row: &SqliteRow, column: usize) -> Result<AccountRole, StoreError> {
    let name: &str = row.try_get(column).map_err(failed)?;
    AccountRole::ALL.into_iter().find(|role| role.name() == name).ok_or(StoreError::Damaged("role"))
}

fn right(row: &SqliteRow, column: usize) -> Result<Right, StoreError> {
    match row.try_get(column).map_err(failed)? {
        "staff" => Ok(Right::Staff),
        "manager" => Ok(Right::Manager),
        _ => Err(StoreError::Damaged("membership")),
    }
}

const fn right_name(right: Right) -> &'static str {
    match right {
        Right::Staff => "staff",
        Right::Manager => "manager",
    }
}

fn offer(row: &SqliteRow, column: usize) -> Result<Offer, StoreError> {
    match row.try_get(column).map_err(failed)? {
        "staff" => Ok(Offer::Staff),
        "manager" => Ok(Offer::Manager),
        "hand_over" => Ok(Offer::HandOver),
        _ => Err(StoreError::Damaged("invitation")),
    }
}

const fn offer_name(offer: Offer) -> &'static str {
    match offer {
        Offer::Staff => "staff",
        Offer::Manager => "manager",
        Offer::HandOver => "hand_over",
    }
}
