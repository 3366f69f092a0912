//! The authority's roles and members (SEALING 2): what the server keeps of them, and what it checks before it seals to them.

pub mod agree;
pub mod discard;
pub mod found;
pub mod own_key;
pub mod propose;
pub mod show;
pub mod wraps;

use std::collections::HashSet;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{delete, get, post, put};
use utoipa::OpenApi;
use venue_protocol::id::AccountId;
use venue_protocol::instant::Instant;
use venue_protocol::problem::ProblemType;
use venue_protocol::seal::PublicKey;
use venue_protocol::seal::roster::{Role, Roster, RosterMember, SignedRoster};
use venue_protocol::wire::authority::{Person, RosterInForce, WrapFor};

use crate::app::App;
use crate::problem::ApiProblem;
use crate::store::audit::Kind;
use crate::store::{StoreError, Writer};

/// A roster of 200 members, and for each of them a wrap of every key that the role ever had.
const ROSTER_BODY: usize = 512 * 1024;

/// The part of the API's description.
#[derive(OpenApi)]
#[openapi(paths(
    show::show,
    found::found,
    own_key::own_key,
    propose::propose,
    agree::agree,
    discard::discard,
    wraps::wraps,
))]
pub struct Description;

/// The routes below `/api/v1`.
pub fn router() -> Router<Arc<App>> {
    let large = DefaultBodyLimit::max(ROSTER_BODY);
    Router::new()
        .route("/authority", get(show::show))
        .route("/authority/founders", post(found::found))
        .route("/authority/me", put(own_key::own_key))
        .route("/authority/rosters", post(propose::propose).layer(large))
        .route("/authority/rosters/proposal", delete(discard::discard))
        .route("/authority/rosters/signature", post(agree::agree).layer(large))
        .route("/authority/wraps", post(wraps::wraps).layer(large))
}

/// Why a roster, a signature of it or a wrap is not taken.
#[derive(Debug, thiserror::Error)]
pub enum RosterError {
    /// It is none, does not follow the one in force, or another one waits.
    #[error("the roster was changed in the meantime")]
    Changed,
    /// The bytes are no roster.
    #[error("the roster is not one")]
    NotOne,
    /// The role did not sign it.
    #[error("the signature is wrong")]
    Forged,
    /// It names somebody who is no account of that role with that key.
    #[error("member {0} is no account of that role with that key")]
    Member(AccountId),
    /// A wrap is for nobody of the own role, or of a key that the role never had.
    #[error("the wrap for {0} is not for a member of the own role, or not of a key of that role")]
    Wrap(AccountId),
    /// The caller has not sent an own key.
    #[error("send your own key first")]
    NoOwnKey,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<RosterError> for ApiProblem {
    fn from(error: RosterError) -> Self {
        match error {
            RosterError::Changed => ProblemType::AuthorityChanged.into(),
            RosterError::Store(error) => error.into(),
            other => Self::new(ProblemType::Invalid).with_detail(other.to_string()),
        }
    }
}

/// Every roster so far, verified from the first one on.
#[derive(Debug)]
struct Chain(Vec<SignedRoster>);

impl Chain {
    fn read(rosters: &[RosterInForce]) -> Result<Self, StoreError> {
        let damaged = |_| StoreError::Damaged("roster");
        let mut chain: Vec<SignedRoster> = Vec::with_capacity(rosters.len());
        for RosterInForce { roster, tracer, approver, .. } in rosters {
            let roster = Roster::from_bytes(&roster.0).map_err(damaged)?;
            let signed = match chain.last() {
                None => SignedRoster::first(roster, tracer, approver),
                Some(before) => before.followed_by(roster, tracer, approver),
            };
            chain.push(signed.map_err(damaged)?);
        }
        Ok(Self(chain))
    }

    fn in_force(&self) -> Option<&SignedRoster> {
        self.0.last()
    }

    /// The keys that a role has, had, or is to have.
    fn keys_of(&self, role: Role, proposed: &Roster) -> HashSet<PublicKey> {
        let so_far = self.0.iter().map(SignedRoster::roster);
        so_far.chain([proposed]).map(|roster| roster.role(role).seal).collect()
    }
}

/// Whether everybody in a roster is an account of that role with that key. Who stands in the one in force may stay, with
/// the key there, whatever key was sent since.
fn check_members(roster: &Roster, in_force: Option<&Roster>, people: &[Person]) -> Result<(), RosterError> {
    for member in roster.members() {
        let stays = in_force.is_some_and(|roster| roster.members().contains(member));
        let fits = |person: &Person| {
            let RosterMember { role, account, key } = *member;
            (person.account, person.role) == (account, role) && (stays || person.key == Some(key))
        };
        if !people.iter().any(fits) {
            return Err(RosterError::Member(member.account));
        }
    }
    Ok(())
}

/// Whether wraps are of the role's keys and for its members.
fn check_wraps(
    wraps: &[WrapFor],
    role: Role,
    roster: &Roster,
    keys: &HashSet<PublicKey>,
) -> Result<(), RosterError> {
    for wrap in wraps {
        let member = RosterMember { role, account: wrap.account, key: wrap.member };
        if !roster.members().contains(&member) || !keys.contains(&wrap.role_key) {
            return Err(RosterError::Wrap(wrap.account));
        }
    }
    Ok(())
}

/// Notes in the audit chain who is given which key.
async fn audit_wraps(
    writer: &mut dyn Writer,
    now: Instant,
    by: AccountId,
    wraps: &[WrapFor],
) -> Result<(), StoreError> {
    for wrap in wraps {
        let subject = [&by.0[..], &wrap.account.0, &wrap.role_key.0].concat();
        writer.audit(now, Kind::RoleKeyGiven, &subject).await?;
    }
    Ok(())
}
