//! A role's key before, under the one that took its place (beyond SEALING 2).
//!
//! It stands in the roster that brings the new key, and does two things. Whoever has the newest key, from its paper sheet
//! for instance, opens all before it. And nobody who lacks the new key can make it: so the new key vouches for the one
//! before, whose holders signed that roster, and so on back to the first. Without it a server could let a chain of its own
//! end in the real key.

use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use hkdf::Hkdf;
use rand_core::CryptoRng;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::layout::join;
use super::roster::Role;
use super::suite::PrivateKey;
use super::{SealError, label, xchacha};

const LABEL: &[u8] = label!("role-before");

crate::byte_id!(
    /// The private key before, 72 B = nonce 24 | key 32 | tag 16: XChaCha20-Poly1305 under HKDF(salt `'role-before'`, the
    /// new private key, info = `'role-before/key'`), AAD = `'role-before'` | hash of the roster before 32 | role 1.
    KeyBefore, 32 + xchacha::OVERHEAD
);

impl KeyBefore {
    /// Seals the key of the roster whose hash this is.
    pub(super) fn seal(
        old: &PrivateKey,
        new: &PrivateKey,
        role: Role,
        roster_before: &[u8; 32],
        rng: &mut impl CryptoRng,
    ) -> Result<Self, SealError> {
        let mut sealed = Self([0; Self::LEN]);
        let write = |content: &mut [u8]| content.copy_from_slice(old.as_bytes());
        xchacha::seal(&*cipher(new)?, &aad(role, roster_before), &mut sealed.0, write, rng)?;
        Ok(sealed)
    }

    /// Opens it with the key that took its place.
    pub(super) fn open(
        &self,
        new: &PrivateKey,
        role: Role,
        roster_before: &[u8; 32],
    ) -> Result<PrivateKey, SealError> {
        Ok(PrivateKey(*xchacha::open(&*cipher(new)?, &aad(role, roster_before), &self.0)?))
    }
}

fn cipher(new: &PrivateKey) -> Result<Box<XChaCha20Poly1305>, SealError> {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(LABEL), new.as_bytes())
        .expand(label!("role-before/key"), key.as_mut_slice())
        .map_err(|_| SealError::Layout)?;
    Ok(Box::new(XChaCha20Poly1305::new((&*key).into())))
}

fn aad(role: Role, roster_before: &[u8; 32]) -> [u8; LABEL.len() + 32 + 1] {
    join(&[LABEL, roster_before, &[role as u8]])
}
