//! The authority's two roles, tracer (t) and approver (a), and their members (SEALING 2).
//!
//! Each role is a key pair; nobody holds both. A role's private key is wrapped to each member's key, so a new
//! colleague is one more wrap, and the role's key never changes hands in the clear. The paper sheet that recovers
//! a role shows [`PrivateKey`] as text.

use rand_core::CryptoRng;
use sha2::{Digest, Sha256};

use super::suite::{self, OVERHEAD, PrivateKey, PublicKey};
use super::{SealError, label};

crate::byte_id!(
    /// Names a public key: the first 8 bytes of its SHA-256.
    Kid, 8
);

impl PublicKey {
    /// Its short name.
    pub fn kid(&self) -> Kid {
        let [a, b, c, d, e, f, g, h, ..] = self.hash();
        Kid([a, b, c, d, e, f, g, h])
    }

    /// Its SHA-256, by which people compare it.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

/// The public keys of both roles: what the server seals to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Authority {
    tracer: PublicKey,
    approver: PublicKey,
}

impl Authority {
    /// From both keys, which must differ.
    pub fn new(tracer: PublicKey, approver: PublicKey) -> Result<Self, SealError> {
        if tracer == approver {
            return Err(SealError::SameKeyForBothRoles);
        }
        Ok(Self { tracer, approver })
    }

    /// The tracers' key.
    pub const fn tracer(&self) -> &PublicKey {
        &self.tracer
    }

    /// The approvers' key.
    pub const fn approver(&self) -> &PublicKey {
        &self.approver
    }
}

crate::byte_id!(
    /// A role's private key, sealed to one member: 80 B, info `'role-key'`, no AAD.
    WrappedRoleKey, 32 + OVERHEAD
);

impl WrappedRoleKey {
    /// Seals a role's private key to a member.
    pub fn wrap(role: &PrivateKey, member: &PublicKey, rng: &mut impl CryptoRng) -> Result<Self, SealError> {
        let write = |plaintext: &mut [u8]| plaintext.copy_from_slice(&role.0);
        suite::seal(member, label!("role-key"), &[], write, rng).map(Self)
    }

    /// Opens it with the member's key. Refused unless it is the private key of `role`.
    pub fn unwrap(&self, member: &PrivateKey, role: &PublicKey) -> Result<PrivateKey, SealError> {
        let key = PrivateKey(*suite::open(member, label!("role-key"), &[], &self.0)?);
        if key.public() == *role { Ok(key) } else { Err(SealError::WrongKey) }
    }
}
