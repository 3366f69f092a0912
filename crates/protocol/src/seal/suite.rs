//! The suite (SEALING 1): HPKE (RFC 9180) base mode, single-shot, X25519, HKDF-SHA256, ChaCha20-Poly1305.
//!
//! Sealed bytes are the encapsulated key 32 | ciphertext | tag 16. No sender context is kept.

use hpke::aead::ChaCha20Poly1305;
use hpke::inout::InOutBuf;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, HpkeError, Kem, OpModeR, OpModeS, Serializable};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::SealError;

/// Which cryptography made something; its first byte says so. 2 is reserved for X-Wing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Suite {
    /// X25519, HKDF-SHA256, ChaCha20-Poly1305.
    X25519 = 1,
}

impl Suite {
    /// What new things are sealed with.
    pub const CURRENT: Self = Self::X25519;

    /// The byte on the wire.
    pub const fn byte(self) -> u8 {
        self as u8
    }

    /// Back from [`Suite::byte`].
    pub const fn from_byte(byte: u8) -> Result<Self, SealError> {
        match byte {
            1 => Ok(Self::X25519),
            other => Err(SealError::UnknownSuite(other)),
        }
    }
}

crate::byte_id!(
    /// An X25519 public key: something can be sealed to it.
    PublicKey, 32
);
crate::byte_secret!(
    /// An X25519 private key: opens what was sealed to its public key.
    PrivateKey, 32
);

impl PrivateKey {
    /// Draws a key.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let (private, _) = X25519HkdfSha256::gen_keypair_with_rng(rng);
        let mut bytes = Self([0; 32]);
        private.write_exact(&mut bytes.0);
        bytes
    }

    /// The public key that belongs to it.
    pub fn public(&self) -> PublicKey {
        let mut bytes = [0; 32];
        X25519HkdfSha256::sk_to_pk(&self.hpke()).write_exact(&mut bytes);
        PublicKey(bytes)
    }

    #[expect(clippy::expect_used, reason = "any 32 bytes are an X25519 private key (RFC 7748, 5)")]
    fn hpke(&self) -> <X25519HkdfSha256 as Kem>::PrivateKey {
        Deserializable::from_bytes(&self.0).expect("32 bytes are a private key")
    }
}

const ENCAPSULATED: usize = 32;
const TAG: usize = 16;
/// By so much sealed bytes are longer than the plaintext.
pub(crate) const OVERHEAD: usize = ENCAPSULATED + TAG;

/// Seals in place, so that no copy of the plaintext stays behind: `plaintext` writes into the middle of the result.
pub(crate) fn seal<const SEALED: usize>(
    to: &PublicKey,
    info: &[u8],
    aad: &[u8],
    plaintext: impl FnOnce(&mut [u8]),
    rng: &mut impl CryptoRng,
) -> Result<[u8; SEALED], SealError> {
    const { assert!(SEALED > OVERHEAD) };
    let to = Deserializable::from_bytes(&to.0).map_err(|_| SealError::UnusableKey)?;
    let mut sealed = Zeroizing::new([0; SEALED]);
    let (encapsulated, rest) = sealed.split_at_mut(ENCAPSULATED);
    let (middle, tag) = rest.split_at_mut(SEALED - OVERHEAD);
    plaintext(middle);
    let (key, mac) = hpke::single_shot_seal_inout_detached_with_rng::<
        ChaCha20Poly1305,
        HkdfSha256,
        X25519HkdfSha256,
    >(&OpModeS::Base, &to, info, InOutBuf::from(middle), aad, rng)
    .map_err(|_| SealError::UnusableKey)?;
    key.write_exact(encapsulated);
    mac.write_exact(tag);
    Ok(*sealed)
}

/// Opens what [`seal`] made; `PLAIN` is its length less [`OVERHEAD`].
pub(crate) fn open<const PLAIN: usize>(
    with: &PrivateKey,
    info: &[u8],
    aad: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<[u8; PLAIN]>, SealError> {
    if sealed.len() != PLAIN + OVERHEAD {
        return Err(SealError::Layout);
    }
    let (encapsulated, rest) = sealed.split_at(ENCAPSULATED);
    let (ciphertext, tag) = rest.split_at(PLAIN);
    let mut plain = Zeroizing::new([0; PLAIN]);
    plain.copy_from_slice(ciphertext);
    let layout = |_: HpkeError| SealError::Layout;
    hpke::single_shot_open_inout_detached::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &with.hpke(),
        &Deserializable::from_bytes(encapsulated).map_err(layout)?,
        info,
        InOutBuf::from(plain.as_mut_slice()),
        aad,
        &Deserializable::from_bytes(tag).map_err(layout)?,
    )
    .map_err(|_| SealError::Forged)?;
    Ok(plain)
}

/// As [`seal`], for a plaintext whose length is not fixed. Pad it: the length of the result tells that of the plaintext.
pub(crate) fn seal_vec(
    to: &PublicKey,
    info: &[u8],
    aad: &[u8],
    plaintext: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, SealError> {
    let to = Deserializable::from_bytes(&to.0).map_err(|_| SealError::UnusableKey)?;
    // Whole from the start: what grows leaves copies behind.
    let mut sealed = Zeroizing::new(vec![0; plaintext.len() + OVERHEAD]);
    let (encapsulated, rest) = sealed.split_at_mut(ENCAPSULATED);
    let (middle, tag) = rest.split_at_mut(plaintext.len());
    middle.copy_from_slice(plaintext);
    let (key, mac) = hpke::single_shot_seal_inout_detached_with_rng::<
        ChaCha20Poly1305,
        HkdfSha256,
        X25519HkdfSha256,
    >(&OpModeS::Base, &to, info, InOutBuf::from(middle), aad, rng)
    .map_err(|_| SealError::UnusableKey)?;
    key.write_exact(encapsulated);
    mac.write_exact(tag);
    Ok(std::mem::take(&mut *sealed))
}

/// Opens what [`seal_vec`] made.
pub(crate) fn open_vec(
    with: &PrivateKey,
    info: &[u8],
    aad: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let (encapsulated, rest) = sealed.split_at_checked(ENCAPSULATED).ok_or(SealError::Layout)?;
    let length = rest.len().checked_sub(TAG).ok_or(SealError::Layout)?;
    let (ciphertext, tag) = rest.split_at(length);
    let mut plain = Zeroizing::new(ciphertext.to_vec());
    let layout = |_: HpkeError| SealError::Layout;
    hpke::single_shot_open_inout_detached::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &with.hpke(),
        &Deserializable::from_bytes(encapsulated).map_err(layout)?,
        info,
        InOutBuf::from(plain.as_mut_slice()),
        aad,
        &Deserializable::from_bytes(tag).map_err(layout)?,
    )
    .map_err(|_| SealError::Forged)?;
    Ok(plain)
}
