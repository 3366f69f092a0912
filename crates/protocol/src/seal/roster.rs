//! The roster (SEALING 2): the public keys of both roles and of their members, signed by both roles.
//!
//! A role signs with an Ed25519 key that is derived from its private key, so that a recovery sheet recovers both. Each
//! roster names the hash of the one before and is signed by the roles of that one; the first is signed by its own roles
//! and pinned by whoever meets it. So nobody who runs the server can put a key of their own among the members. Whoever has
//! a role's key need not trust the first one met, either: the key vouches for its own signatures, and for the key before it
//! ([`KeyBefore`]).

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use hkdf::Hkdf;
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::layout::take;
use super::role::Authority;
use super::succession::KeyBefore;
use super::suite::{PrivateKey, PublicKey};
use super::{SealError, label};
use crate::id::AccountId;
use crate::wire::keys::PublicKey as VerifyKey;

/// At most so many members.
pub const MAX_MEMBERS: usize = 200;

crate::byte_id!(
    /// A role's Ed25519 signature of a roster.
    RosterSignature, 64
);
crate::byte_id!(
    /// SHA-256 of a roster's bytes: what a browser pins.
    RosterHash, 32
);

/// One of the two roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Traces cases.
    Tracer = 1,
    /// Approves them.
    Approver = 2,
}

impl Role {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Tracer, Self::Approver];

    const fn from_byte(byte: u8) -> Result<Self, SealError> {
        match byte {
            1 => Ok(Self::Tracer),
            2 => Ok(Self::Approver),
            _ => Err(SealError::Layout),
        }
    }
}

/// A role's public halves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RoleKeys {
    /// To which is sealed.
    pub seal: PublicKey,
    /// By which rosters are verified.
    pub verify: VerifyKey,
}

impl RoleKeys {
    /// Those of a role's private key.
    pub fn of(role: &PrivateKey) -> Self {
        Self { seal: role.public(), verify: VerifyKey(signing_key(role).verifying_key().to_bytes()) }
    }
}

/// Ed25519 with the seed HKDF(salt `'role-sign'`, the role's private key, info = `'role-sign/seed'`).
fn signing_key(role: &PrivateKey) -> SigningKey {
    let mut seed = Zeroizing::new([0; 32]);
    // Does not fail: 32 bytes are within what HKDF-SHA256 can give.
    let _ = Hkdf::<Sha256>::new(Some(label!("role-sign")), role.as_bytes())
        .expand(label!("role-sign/seed"), seed.as_mut_slice());
    SigningKey::from_bytes(&seed)
}

/// Somebody of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RosterMember {
    /// Of which.
    pub role: Role,
    /// The account.
    pub account: AccountId,
    /// The member's own key, to which the role's private key is wrapped.
    pub key: PublicKey,
}

/// Who is who. Bytes: version 4 | hash of the roster before 32 (zeros for none) | tracers' seal key 32 | their verify key
/// 32 | approvers' seal key 32 | their verify key 32 | members 2 | for each: role 1 | account 8 | key 32; sorted | if a
/// role's key is new: role 1 | the key before 72.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// Counts from 1.
    pub version: u32,
    /// SHA-256 of the bytes of the roster before.
    pub before: [u8; 32],
    /// The tracers' keys.
    pub tracer: RoleKeys,
    /// The approvers' keys.
    pub approver: RoleKeys,
    /// The members, sorted.
    members: Vec<RosterMember>,
    /// The role whose key is new, and the one before under it.
    succession: Option<(Role, KeyBefore)>,
}

impl Roster {
    /// The first one.
    ///
    /// # Errors
    /// As [`Roster::after`].
    pub fn first(
        tracer: RoleKeys,
        approver: RoleKeys,
        members: Vec<RosterMember>,
    ) -> Result<Self, SealError> {
        Self { version: 1, before: [0; 32], tracer, approver, members: Vec::new(), succession: None }
            .with_members(members)
    }

    /// One that follows this one, with other members.
    ///
    /// # Errors
    /// If both roles have the same key, a key stands in both roles or twice, or there are too many members.
    pub fn after(before: &Self, members: Vec<RosterMember>) -> Result<Self, SealError> {
        let version = before.version.checked_add(1).ok_or(SealError::Layout)?;
        let after = Self { version, before: before.hash(), succession: None, ..before.clone() };
        after.with_members(members)
    }

    /// One that follows this one, with a new key of a role.
    ///
    /// # Errors
    /// If `old` is not that role's key, or `new` the other's.
    pub fn rotated(
        before: &Self,
        role: Role,
        old: &PrivateKey,
        new: &PrivateKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, SealError> {
        if *before.role(role) != RoleKeys::of(old) {
            return Err(SealError::WrongKey);
        }
        let mut after = Self::after(before, before.members.clone())?;
        match role {
            Role::Tracer => after.tracer = RoleKeys::of(new),
            Role::Approver => after.approver = RoleKeys::of(new),
        }
        Authority::new(after.tracer.seal, after.approver.seal)?;
        after.succession = Some((role, KeyBefore::seal(old, new, role, &after.before, rng)?));
        Ok(after)
    }

    /// The role whose key is new, if one is.
    pub fn rotates(&self) -> Option<Role> {
        self.succession.map(|(role, _)| role)
    }

    /// The private key that a role had before, if its key is new here.
    ///
    /// # Errors
    /// If `new` is not the role's key here, or the roster was not made by somebody who had it.
    pub fn key_before(&self, role: Role, new: &PrivateKey) -> Result<Option<PrivateKey>, SealError> {
        match &self.succession {
            Some((of, sealed)) if *of == role => sealed.open(new, role, &self.before).map(Some),
            _ => Ok(None),
        }
    }

    fn with_members(mut self, mut members: Vec<RosterMember>) -> Result<Self, SealError> {
        Authority::new(self.tracer.seal, self.approver.seal)?;
        members.sort();
        let mut keys: Vec<PublicKey> = members.iter().map(|member| member.key).collect();
        keys.sort();
        let twice = keys.windows(2).any(|pair| pair[0] == pair[1]);
        // Nobody holds both roles.
        let mut accounts: Vec<AccountId> = members.iter().map(|member| member.account).collect();
        accounts.sort();
        let in_both = accounts.windows(2).any(|pair| pair[0] == pair[1]);
        if twice || in_both || members.len() > MAX_MEMBERS {
            return Err(SealError::Layout);
        }
        self.members = members;
        Ok(self)
    }

    /// The members, sorted.
    pub fn members(&self) -> &[RosterMember] {
        &self.members
    }

    /// The keys of a role.
    pub const fn role(&self, role: Role) -> &RoleKeys {
        match role {
            Role::Tracer => &self.tracer,
            Role::Approver => &self.approver,
        }
    }

    /// Whether this is a member's key.
    pub fn has(&self, role: Role, key: &PublicKey) -> bool {
        self.members.iter().any(|member| member.role == role && member.key == *key)
    }

    /// What the server seals to.
    ///
    /// # Errors
    /// Never for a roster that was made here.
    pub fn authority(&self) -> Result<Authority, SealError> {
        Authority::new(self.tracer.seal, self.approver.seal)
    }

    /// The bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(166 + self.members.len() * 41 + 1 + KeyBefore::LEN);
        bytes.extend(self.version.to_be_bytes());
        bytes.extend(self.before);
        for keys in [&self.tracer, &self.approver] {
            bytes.extend(keys.seal.0);
            bytes.extend(keys.verify.0);
        }
        bytes.extend((self.members.len() as u16).to_be_bytes());
        for member in &self.members {
            bytes.push(member.role as u8);
            bytes.extend(member.account.0);
            bytes.extend(member.key.0);
        }
        if let Some((role, before)) = &self.succession {
            bytes.push(*role as u8);
            bytes.extend(before.0);
        }
        bytes
    }

    /// Reads bytes. Who signed them is told by [`SignedRoster`].
    ///
    /// # Errors
    /// If they are not of this layout, in this order.
    pub fn from_bytes(mut bytes: &[u8]) -> Result<Self, SealError> {
        let all = bytes;
        let rest = &mut bytes;
        let (version, before) = (u32::from_be_bytes(take(rest)?), take(rest)?);
        let tracer = RoleKeys { seal: PublicKey(take(rest)?), verify: VerifyKey(take(rest)?) };
        let approver = RoleKeys { seal: PublicKey(take(rest)?), verify: VerifyKey(take(rest)?) };
        let count = u16::from_be_bytes(take(rest)?);
        let mut members = Vec::new();
        for _ in 0..count {
            let [role] = take(rest)?;
            members.push(RosterMember {
                role: Role::from_byte(role)?,
                account: AccountId(take(rest)?),
                key: PublicKey(take(rest)?),
            });
        }
        let succession = match rest.split_first() {
            None => None,
            Some((role, sealed)) => {
                *rest = sealed;
                Some((Role::from_byte(*role)?, KeyBefore(take(rest)?)))
            }
        };
        let roster = Self { version, before, tracer, approver, members: Vec::new(), succession };
        let roster = roster.with_members(members)?;
        if rest.is_empty() && roster.to_bytes() == all { Ok(roster) } else { Err(SealError::Layout) }
    }

    /// SHA-256 of its bytes.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.to_bytes()).into()
    }

    /// Signs it for a role: Ed25519 over `'roster'` | bytes.
    pub fn sign(&self, role: &PrivateKey) -> RosterSignature {
        RosterSignature(signing_key(role).sign(&self.message()).to_bytes())
    }

    /// Checks one role's signature: by `by`, which are the keys of the roster before (or the own ones of the first).
    ///
    /// # Errors
    /// If that role did not sign it.
    pub fn verify(&self, by: &RoleKeys, signature: &RosterSignature) -> Result<(), SealError> {
        VerifyingKey::from_bytes(&by.verify.0)
            .and_then(|key| key.verify_strict(&self.message(), &Signature::from_bytes(&signature.0)))
            .map_err(|_| SealError::Forged)
    }

    /// Whether no role's key is another than before but that of which this says so.
    ///
    /// # Errors
    /// If one is.
    pub fn keeps_keys_of(&self, before: &Self) -> Result<(), SealError> {
        let changed = |role: &Role| self.role(*role) != before.role(*role);
        if Role::ALL.into_iter().filter(changed).eq(self.rotates()) { Ok(()) } else { Err(SealError::Layout) }
    }

    fn message(&self) -> Vec<u8> {
        [label!("roster"), &self.to_bytes()].concat()
    }
}

/// A roster with the signatures of both roles, verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedRoster(Roster);

impl SignedRoster {
    /// The first roster of all: signed by its own roles. Whoever meets it first pins its hash.
    ///
    /// # Errors
    /// If it is none, or a signature is wrong.
    pub fn first(
        roster: Roster,
        tracer: &RosterSignature,
        approver: &RosterSignature,
    ) -> Result<Self, SealError> {
        if roster.version != 1 || roster.before != [0; 32] || roster.succession.is_some() {
            return Err(SealError::Layout);
        }
        roster.verify(&roster.tracer, tracer)?;
        roster.verify(&roster.approver, approver)?;
        Ok(Self(roster))
    }

    /// The roster after this one.
    ///
    /// # Errors
    /// If it does not follow this one, is not signed by both roles of this one, or changes a role's key without the one
    /// before.
    pub fn followed_by(
        &self,
        roster: Roster,
        tracer: &RosterSignature,
        approver: &RosterSignature,
    ) -> Result<Self, SealError> {
        if Some(roster.version) != self.0.version.checked_add(1) || roster.before != self.0.hash() {
            return Err(SealError::Layout);
        }
        roster.verify(&self.0.tracer, tracer)?;
        roster.verify(&self.0.approver, approver)?;
        roster.keeps_keys_of(&self.0)?;
        Ok(Self(roster))
    }

    /// The roster.
    pub const fn roster(&self) -> &Roster {
        &self.0
    }
}
