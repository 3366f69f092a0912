//! The authority's rosters, its members' keys, and what waits for the other role.

use async_trait::async_trait;
use venue_protocol::id::AccountId;
use venue_protocol::instant::Instant;
use venue_protocol::seal::PublicKey;
use venue_protocol::seal::roster::{RosterSignature, SignedRoster};
use venue_protocol::wire::authority::{Founder, Person, Proposal, RosterInForce, Wrap, WrapFor};

use super::StoreError;

/// A roster that both roles signed.
#[derive(Debug, Clone)]
pub struct NewRoster {
    /// The roster.
    pub roster: SignedRoster,
    /// The tracers' signature.
    pub tracer: RosterSignature,
    /// The approvers' signature.
    pub approver: RosterSignature,
}

/// Reading.
#[async_trait]
pub trait AuthorityReads: Send + Sync {
    /// All rosters, oldest first; the last one is in force.
    async fn rosters(&self) -> Result<Vec<RosterInForce>, StoreError>;
    /// Who founded which role, while there is no roster.
    async fn founders(&self) -> Result<Vec<Founder>, StoreError>;
    /// The roster that waits.
    async fn proposal(&self) -> Result<Option<Proposal>, StoreError>;
    /// Everybody of both roles, by name.
    async fn people(&self) -> Result<Vec<Person>, StoreError>;
    /// What lies here for a member.
    async fn wraps(&self, account: AccountId) -> Result<Vec<Wrap>, StoreError>;
}

/// Writing, within a transaction of [`super::Writer`].
#[async_trait]
pub trait AuthorityWrites: Send {
    /// Sets a member's own key; [`StoreError::Exists`] if it is somebody else's.
    async fn set_member_key(
        &mut self,
        at: Instant,
        account: AccountId,
        key: &PublicKey,
    ) -> Result<(), StoreError>;
    /// Notes who founds a role, in place of whoever did before, and drops a proposal.
    async fn found(&mut self, founder: &Founder, wrap: &WrapFor) -> Result<(), StoreError>;
    /// Lets a roster wait, in place of the one that waits, with wraps that wait for it.
    async fn propose(&mut self, proposal: &Proposal, wraps: &[WrapFor]) -> Result<(), StoreError>;
    /// Drops the roster that waits and its wraps; whether there was one.
    async fn drop_proposal(&mut self) -> Result<bool, StoreError>;
    /// Gives members the role's private key.
    async fn add_wraps(&mut self, wraps: &[WrapFor]) -> Result<(), StoreError>;
    /// Puts a roster in force: from then on is sealed to its roles' keys, and what waited for it is its members'.
    async fn put_in_force(&mut self, at: Instant, roster: &NewRoster) -> Result<(), StoreError>;
}
