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
    let mut sealed = Zeroizing::new([0; SEALED]);
    seal_in_place(to, info, aad, sealed.as_mut_slice(), plaintext, rng)?;
    Ok(*sealed)
}

/// As [`seal`], for a plaintext whose length is not fixed. Pad it: the length of the result tells that of the plaintext.
pub(crate) fn seal_vec(
    to: &PublicKey,
    info: &[u8],
    aad: &[u8],
    plaintext: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, SealError> {
    // Whole from the start: what grows leaves copies behind.
    let mut sealed = Zeroizing::new(vec![0; plaintext.len() + OVERHEAD]);
    seal_in_place(to, info, aad, &mut sealed, |middle| middle.copy_from_slice(plaintext), rng)?;
    Ok(std::mem::take(&mut *sealed))
}

fn seal_in_place(
    to: &PublicKey,
    info: &[u8],
    aad: &[u8],
    sealed: &mut [u8],
    plaintext: impl FnOnce(&mut [u8]),
    rng: &mut impl CryptoRng,
) -> Result<(), SealError> {
    let to = Deserializable::from_bytes(&to.0).map_err(|_| SealError::UnusableKey)?;
    let length = sealed.len().checked_sub(OVERHEAD).ok_or(SealError::Layout)?;
    let (encapsulated, rest) = sealed.split_at_mut(ENCAPSULATED);
    let (middle, tag) = rest.split_at_mut(length);
    plaintext(middle);
    let (key, mac) = hpke::single_shot_seal_inout_detached_with_rng::<
        ChaCha20Poly1305,
        HkdfSha256,
        X25519HkdfSha256,
    >(&OpModeS::Base, &to, info, InOutBuf::from(middle), aad, rng)
    .map_err(|_| SealError::UnusableKey)?;
    key.write_exact(encapsulated);
    mac.write_exact(tag);
    Ok(())
}

/// Opens what [`seal`] made; `PLAIN` is its length less [`OVERHEAD`].
pub(crate) fn open<const PLAIN: usize>(
    with: &PrivateKey,
    info: &[u8],
    aad: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<[u8; PLAIN]>, SealError> {
    let parts = Parts::of(sealed)?;
    let mut plain = Zeroizing::new(parts.ciphertext.try_into().map_err(|_| SealError::Layout)?);
    parts.open_into(with, info, aad, <[u8; PLAIN]>::as_mut_slice(&mut plain))?;
    Ok(plain)
}

/// Opens what [`seal_vec`] made.
pub(crate) fn open_vec(
    with: &PrivateKey,
    info: &[u8],
    aad: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let parts = Parts::of(sealed)?;
    let mut plain = Zeroizing::new(parts.ciphertext.to_vec());
    parts.open_into(with, info, aad, &mut plain)?;
    Ok(plain)
}

/// What sealed bytes consist of.
struct Parts<'a> {
    encapsulated: &'a [u8],
    ciphertext: &'a [u8],
    tag: &'a [u8],
}

impl<'a> Parts<'a> {
    fn of(sealed: &'a [u8]) -> Result<Self, SealError> {
        let length = sealed.len().checked_sub(OVERHEAD).ok_or(SealError::Layout)?;
        let (encapsulated, rest) = sealed.split_at(ENCAPSULATED);
        let (ciphertext, tag) = rest.split_at(length);
        Ok(Self { encapsulated, ciphertext, tag })
    }

    /// Decrypts a copy of the ciphertext in place.
    fn open_into(
        &self,
        with: &PrivateKey,
        info: &[u8],
        aad: &[u8],
        plain: &mut [u8],
    ) -> Result<(), SealError> {
        let layout = |_: HpkeError| SealError::Layout;
        hpke::single_shot_open_inout_detached::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &with.hpke(),
            &Deserializable::from_bytes(self.encapsulated).map_err(layout)?,
            info,
            InOutBuf::from(plain),
            aad,
            &Deserializable::from_bytes(self.tag).map_err(layout)?,
        )
        .map_err(|_| SealError::Forged)
    }
}
