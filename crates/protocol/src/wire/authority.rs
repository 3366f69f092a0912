//! The authority's roles and members: `/api/v1/authority`, for tracers and approvers; everybody else gets 404. Private keys
//! never come here, wrapped or not, but for a role's key that is sealed to a member's own key.

use serde::{Deserialize, Serialize};

use crate::bytes::Bytes;
use crate::id::AccountId;
use crate::instant::Instant;
use crate::seal::role::WrappedRoleKey;
use crate::seal::roster::{Role, RoleKeys, RosterSignature};
use crate::seal::{Kid, PublicKey};

/// `GET /authority`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthorityState {
    /// All rosters in force so far, oldest first; none before the roles are founded. The browser verifies them from the
    /// first one on, whose hash it has pinned.
    pub rosters: Vec<RosterInForce>,
    /// Role keys that were proposed while there is no roster.
    pub founders: Vec<Founder>,
    /// The roster that waits for the other role.
    pub proposal: Option<Proposal>,
    /// Everybody of both roles, with or without a key.
    pub people: Vec<Person>,
    /// The role's private keys, old ones too, sealed to the caller's own key.
    pub wraps: Vec<Wrap>,
}

/// A roster and its signatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterInForce {
    /// [`Roster::to_bytes`](crate::seal::roster::Roster::to_bytes).
    pub roster: Bytes,
    /// The tracers' signature.
    pub tracer: RosterSignature,
    /// The approvers' signature.
    pub approver: RosterSignature,
    /// Since when.
    pub since: Instant,
}

/// `POST /authority/founders` (204): who founds the own role, which has no key yet. Once both are founded, either composes
/// the first roster. Again by the same founder: replaces it, until there is a roster. 409 `authority-changed` after that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewFounder {
    /// The role's public keys.
    pub keys: RoleKeys,
    /// Its private key, sealed to the founder's own key, which must have been sent before.
    pub wrap: WrappedRoleKey,
}

/// A founded role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Founder {
    /// Which.
    pub role: Role,
    /// By whom.
    pub account: AccountId,
    /// Its public keys.
    pub keys: RoleKeys,
}

/// `PUT /authority/me` (204): the caller's own public key. It counts once it stands in a roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnKey {
    /// The key.
    pub key: PublicKey,
}

/// `POST /authority/rosters` (204): proposes a roster, signed by the caller's role. It replaces one that waits; 409
/// `authority-changed` if it does not follow the one in force. 422 for a signature that is wrong, and for members that
/// are no accounts of that role with that key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewProposal {
    /// The roster.
    pub roster: Bytes,
    /// The own role's signature.
    pub signature: RosterSignature,
    /// For members who are new or have a new key, and for everybody if the role's key is new: the role's private key.
    pub wraps: Vec<WrapFor>,
}

/// A roster that waits for the other role's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Proposal {
    /// The roster.
    pub roster: Bytes,
    /// Which role signed it.
    pub by: Role,
    /// Who of it.
    pub account: AccountId,
    /// The signature.
    pub signature: RosterSignature,
    /// Since when.
    pub at: Instant,
}

/// `POST /authority/rosters/signature` (204): the other role agrees; the roster is in force, and what waits for members is
/// theirs. `DELETE /authority/rosters/proposal` (204) takes it away, by either role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Agree {
    /// The proposed roster, so that nothing else is agreed to.
    pub roster: Bytes,
    /// The other role's signature.
    pub signature: RosterSignature,
    /// For colleagues of the own role, as in [`NewProposal`].
    pub wraps: Vec<WrapFor>,
}

/// `POST /authority/wraps` (204): gives colleagues of the own role, who stand in the roster in force, the role's private
/// key; after a recovery, oneself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewWraps {
    /// Which.
    pub wraps: Vec<WrapFor>,
}

/// A role's private key for one member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WrapFor {
    /// The member.
    pub account: AccountId,
    /// The member's own key.
    pub member: PublicKey,
    /// The role's public key.
    pub role_key: PublicKey,
    /// The private one, sealed.
    pub wrap: WrappedRoleKey,
}

/// A role's private key, sealed to the caller's own key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Wrap {
    /// The role's public key.
    pub role_key: PublicKey,
    /// To which key of the caller's.
    pub member: PublicKey,
    /// The private one, sealed.
    pub wrap: WrappedRoleKey,
}

/// Somebody who signs in as tracer or approver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// The account.
    pub account: AccountId,
    /// The login.
    pub login: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The own key, once it was sent.
    pub key: Option<PublicKey>,
    /// For which keys of the role a wrap lies here.
    pub holds: Vec<Kid>,
}
