//! Accounts of the consoles, their sessions, links and memberships.

use async_trait::async_trait;
use venue_protocol::id::{AccountId, InvitationId, PlaceId, SessionId};
use venue_protocol::instant::Instant;
use venue_protocol::wire::accounts::{AccountRole, Member, Membership, Offer, OpenInvitation, Right};

use super::StoreError;

/// SHA-256 of a secret that a cookie or a link holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecretHash(pub [u8; 32]);

/// A second factor's secret, encrypted: nonce, ciphertext, authenticator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedFactor(pub [u8; 48]);

/// Somebody who may sign in at a console.
#[derive(Debug, Clone)]
pub struct Account {
    /// Names it.
    pub id: AccountId,
    /// The name to sign in with, as [`crate::accounts::Login`] writes it.
    pub login: String,
    /// The person's name as colleagues see it.
    pub name: String,
    /// What the account may do.
    pub role: AccountRole,
    /// The password's Argon2id hash in PHC form.
    pub password: String,
    /// The second factor in force.
    pub factor: Option<SealedFactor>,
    /// The one that is not confirmed yet.
    pub next_factor: Option<SealedFactor>,
}

/// A session that begins.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Names it.
    pub id: SessionId,
    /// By which it is found.
    pub hash: SecretHash,
    /// Whose.
    pub account: AccountId,
    /// When.
    pub begun_at: Instant,
    /// What kind of browser.
    pub device: String,
}

/// A session with what is needed to judge it.
#[derive(Debug, Clone)]
pub struct OpenSession {
    /// Names it.
    pub id: SessionId,
    /// Whose.
    pub account: AccountId,
    /// The account's role.
    pub role: AccountRole,
    /// Whether the account has a second factor.
    pub has_factor: bool,
    /// When it began.
    pub begun_at: Instant,
    /// When it was last seen, roughly.
    pub seen_at: Instant,
    /// What kind of browser.
    pub device: String,
}

/// What an account is to a venue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// What it may do there.
    pub right: Option<Right>,
    /// Whether there is such a venue, approved or applied for.
    pub exists: bool,
}

/// An invitation.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Names it.
    pub id: InvitationId,
    /// Where to.
    pub venue: PlaceId,
    /// The venue's name.
    pub venue_name: String,
    /// What it offers.
    pub offer: Offer,
    /// Who invited.
    pub inviter: AccountId,
    /// Until when it works.
    pub expires_at: Instant,
}

/// Reading.
#[async_trait]
pub trait AccountReads: Send + Sync {
    /// The account of a login.
    async fn by_login(&self, login: &str) -> Result<Option<Account>, StoreError>;
    /// An account.
    async fn account(&self, id: AccountId) -> Result<Option<Account>, StoreError>;
    /// A session by its secret, also one whose time is over.
    async fn session(&self, hash: SecretHash) -> Result<Option<OpenSession>, StoreError>;
    /// The sessions of an account, newest first, also those whose time is over.
    async fn sessions(&self, account: AccountId) -> Result<Vec<OpenSession>, StoreError>;
    /// What an account is to a venue.
    async fn standing(&self, account: AccountId, venue: PlaceId) -> Result<Standing, StoreError>;
    /// The approved venues of an account, by name; closed ones last.
    async fn memberships(&self, account: AccountId) -> Result<Vec<Membership>, StoreError>;
    /// Who belongs to a venue, managers first.
    async fn members(&self, venue: PlaceId) -> Result<Vec<Member>, StoreError>;
    /// The invitations to a venue that work at this time.
    async fn invitations(&self, venue: PlaceId, now: Instant) -> Result<Vec<OpenInvitation>, StoreError>;
    /// An invitation by its secret, if it works at this time.
    async fn invitation(&self, hash: SecretHash, now: Instant) -> Result<Option<Invitation>, StoreError>;
    /// The account that a reset is for, by its secret, if it works at this time.
    async fn reset(&self, hash: SecretHash, now: Instant) -> Result<Option<Account>, StoreError>;
}

/// Writing, within a transaction of [`super::Writer`].
#[async_trait]
pub trait AccountWrites: Send {
    /// Adds an account; [`StoreError::Exists`] if somebody has the login.
    async fn add_account(&mut self, at: Instant, account: &Account) -> Result<(), StoreError>;
    /// Whether an account's password still has this hash.
    async fn has_password(&mut self, account: AccountId, hash: &str) -> Result<bool, StoreError>;
    /// Sets the password's hash.
    async fn set_password(&mut self, account: AccountId, hash: &str) -> Result<(), StoreError>;
    /// Keeps a second factor that is to be confirmed.
    async fn propose_factor(&mut self, account: AccountId, factor: &SealedFactor) -> Result<(), StoreError>;
    /// Puts the proposed factor in force, if it still is this one; the step of the code that confirmed it is used.
    async fn confirm_factor(
        &mut self,
        account: AccountId,
        factor: &SealedFactor,
        step: u32,
    ) -> Result<bool, StoreError>;
    /// Takes the second factor away.
    async fn remove_factor(&mut self, account: AccountId) -> Result<(), StoreError>;
    /// Uses a time step's code; `false` if that one or a later one was used before.
    async fn use_step(&mut self, account: AccountId, step: u32) -> Result<bool, StoreError>;

    /// Begins a session, if the password's hash still is this one. Of many sessions the oldest end.
    async fn begin_session(&mut self, session: &NewSession, password: &str) -> Result<bool, StoreError>;
    /// Notes that a session was used.
    async fn session_seen(&mut self, session: SessionId, at: Instant) -> Result<(), StoreError>;
    /// Ends a session of an account; whether there was one.
    async fn end_session(&mut self, account: AccountId, session: SessionId) -> Result<bool, StoreError>;
    /// Ends all sessions of an account but one.
    async fn end_sessions(&mut self, account: AccountId, but: Option<SessionId>) -> Result<(), StoreError>;

    /// Makes an account a member of a venue; it keeps the greater right.
    async fn add_member(
        &mut self,
        at: Instant,
        venue: PlaceId,
        account: AccountId,
        right: Right,
    ) -> Result<Right, StoreError>;
    /// Takes a member, and the member's invitations, from a venue; what it was.
    async fn remove_member(
        &mut self,
        venue: PlaceId,
        account: AccountId,
    ) -> Result<Option<Right>, StoreError>;
    /// How many managers a venue has.
    async fn managers(&mut self, venue: PlaceId) -> Result<u64, StoreError>;

    /// Adds an invitation.
    async fn add_invitation(&mut self, hash: SecretHash, invitation: &Invitation) -> Result<(), StoreError>;
    /// Uses an invitation up, if it works at this time.
    async fn take_invitation(
        &mut self,
        hash: SecretHash,
        now: Instant,
    ) -> Result<Option<Invitation>, StoreError>;
    /// Withdraws an invitation; whether there was one.
    async fn withdraw_invitation(&mut self, venue: PlaceId, id: InvitationId) -> Result<bool, StoreError>;

    /// Adds a reset; one that the account had before is void.
    async fn add_reset(
        &mut self,
        hash: SecretHash,
        account: AccountId,
        expires_at: Instant,
    ) -> Result<(), StoreError>;
    /// Uses a reset up; whether it was there.
    async fn take_reset(&mut self, hash: SecretHash) -> Result<bool, StoreError>;

    /// Forgets links whose time is over, and sessions that began or were last seen before a time; how many.
    async fn forget_ended(
        &mut self,
        now: Instant,
        begun_before: Instant,
        seen_before: Instant,
    ) -> Result<u64, StoreError>;
}
