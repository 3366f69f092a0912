//! XChaCha20-Poly1305 with a random nonce, for what lies at rest: nonce 24 | ciphertext | tag 16.

use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::SealError;
use super::layout::take;

const NONCE: usize = 24;
const TAG: usize = 16;
/// By so much sealed bytes are longer than the plaintext.
pub(super) const OVERHEAD: usize = NONCE + TAG;

/// Seals in place, so that no copy of the plaintext stays behind: `plaintext` writes into the middle of `sealed`.
pub(super) fn seal(
    cipher: &XChaCha20Poly1305,
    aad: &[u8],
    sealed: &mut [u8],
    plaintext: impl FnOnce(&mut [u8]),
    rng: &mut impl CryptoRng,
) -> Result<(), SealError> {
    let length = sealed.len().checked_sub(OVERHEAD).ok_or(SealError::Layout)?;
    let (nonce, rest) = sealed.split_at_mut(NONCE);
    let (content, tag) = rest.split_at_mut(length);
    rng.fill_bytes(nonce);
    plaintext(content);
    let nonce: &XNonce = (&*nonce).try_into().map_err(|_| SealError::Layout)?;
    let mac = cipher.encrypt_inout_detached(nonce, aad, content.into()).map_err(|_| SealError::Layout)?;
    tag.copy_from_slice(&mac);
    Ok(())
}

/// Opens what [`seal`] made; `PLAIN` is its length less [`OVERHEAD`].
pub(super) fn open<const PLAIN: usize>(
    cipher: &XChaCha20Poly1305,
    aad: &[u8],
    mut sealed: &[u8],
) -> Result<Zeroizing<[u8; PLAIN]>, SealError> {
    let rest = &mut sealed;
    let nonce = XNonce::from(take::<NONCE>(rest)?);
    let mut plain = Zeroizing::new(take::<PLAIN>(rest)?);
    let tag = take::<TAG>(rest)?.into();
    if !rest.is_empty() {
        return Err(SealError::Layout);
    }
    cipher
        .decrypt_inout_detached(&nonce, aad, plain.as_mut_slice().into(), &tag)
        .map_err(|_| SealError::Forged)?;
    Ok(plain)
}
