//! Keys that live in memory for an hour or a day, and what makes them again from both halves (SEALING 3).

use std::fmt;

use chacha20poly1305::{ChaCha20Poly1305, KeyInit, XChaCha20Poly1305};
use ed25519_dalek::SigningKey;
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::{ZeroizeOnDrop, Zeroizing};

use super::identity::Idx;
use super::key_record::Halves;
use super::pid::Pid;
use super::row::Tag;
use super::{SealError, label};

/// Holds as long as the workspace switches on the feature `zeroize` of the crates that hold live keys.
/// (An HMAC consists of what a SHA-256 does, twice.)
const _: () = {
    const fn is_wiped_when_dropped<T: ZeroizeOnDrop>() {}
    is_wiped_when_dropped::<Sha256>();
    is_wiped_when_dropped::<ChaCha20Poly1305>();
    is_wiped_when_dropped::<XChaCha20Poly1305>();
    is_wiped_when_dropped::<SigningKey>();
};

/// T and K of one slot: they tag and seal its rows. Wiped when dropped.
pub struct SlotKeys(Box<(Hmac<Sha256>, ChaCha20Poly1305)>);

/// I of one day: it gives the index by which an approver finds a person's registrations. Wiped when dropped.
pub struct IndexKey(Box<Hmac<Sha256>>);

impl SlotKeys {
    /// tag = HMAC(T, pid | j 2)[..16]; j = the pid's earlier rows in this slot (SEALING 7).
    pub fn tag(&self, pid: &Pid, j: u16) -> Tag {
        Tag(chained(&self.0.0, pid.as_bytes(), j))
    }

    pub(super) fn reference_cipher(&self) -> &ChaCha20Poly1305 {
        &self.0.1
    }
}

impl IndexKey {
    /// idx = HMAC(I, D | j 2)[..16]; j = D's earlier registrations of the day (SEALING 4).
    pub fn idx(&self, document: &[u8], j: u16) -> Idx {
        Idx(chained(&self.0, document, j))
    }
}

impl fmt::Debug for SlotKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SlotKeys(..)")
    }
}

impl fmt::Debug for IndexKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IndexKey(..)")
    }
}

/// HKDF(salt `'slot'`, St | Sa), from which everything of one record comes: info = label | head[..26].
pub(super) struct Derivation {
    hkdf: Hkdf<Sha256>,
    head: [u8; 26],
}

impl Derivation {
    pub(super) fn new(halves: &Halves<'_>, head: [u8; 26]) -> Self {
        let mut joined = Zeroizing::new([0; 64]);
        let (tracer, approver) = joined.split_at_mut(32);
        tracer.copy_from_slice(halves.tracer.as_bytes());
        approver.copy_from_slice(halves.approver.as_bytes());
        Self { hkdf: Hkdf::new(Some(label!("slot")), joined.as_slice()), head }
    }

    pub(super) fn slot_keys(&self) -> Result<SlotKeys, SealError> {
        let tag = hmac(&*self.expand::<32>(label!("slot/tag"))?);
        let reference = ChaCha20Poly1305::new((&*self.expand::<32>(label!("slot/ref"))?).into());
        Ok(SlotKeys(Box::new((tag, reference))))
    }

    pub(super) fn index_key(&self) -> Result<IndexKey, SealError> {
        Ok(IndexKey(Box::new(hmac(&*self.expand::<32>(label!("index/tag"))?))))
    }

    pub(super) fn commitment(&self) -> Result<[u8; 16], SealError> {
        self.expand(label!("slot/commit")).map(|commitment| *commitment)
    }

    pub(super) fn check(&self, commitment: &[u8; 16]) -> Result<(), SealError> {
        let fits = self.commitment()?.ct_eq(commitment);
        if bool::from(fits) { Ok(()) } else { Err(SealError::WrongHalves) }
    }

    fn expand<const N: usize>(&self, label: &[u8]) -> Result<Zeroizing<[u8; N]>, SealError> {
        let mut output = Zeroizing::new([0; N]);
        self.hkdf
            .expand_multi_info(&[label, &self.head], output.as_mut_slice())
            .map_err(|_| SealError::Layout)?;
        Ok(output)
    }
}

/// HMAC-SHA256 with a 32-byte key.
pub(super) fn hmac(key: &[u8; 32]) -> Hmac<Sha256> {
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(key);
    // A key of a whole block is padded with nothing; shorter ones are padded with zeros, as above (RFC 2104).
    Hmac::new((&*block).into())
}

/// HMAC(key, content | j 2)[..16]
fn chained(key: &Hmac<Sha256>, content: &[u8], j: u16) -> [u8; 16] {
    truncated(key.clone().chain_update(content).chain_update(j.to_be_bytes()))
}

/// The first 16 bytes of an HMAC.
pub(super) fn truncated(mac: Hmac<Sha256>) -> [u8; 16] {
    let output: [u8; 32] = mac.finalize().into_bytes().into();
    let mut first = [0; 16];
    first.copy_from_slice(&output[..16]);
    first
}
