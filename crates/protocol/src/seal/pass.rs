//! Paper passes (F27): the credential of who has no phone stays on the server, sealed under what only the pass shows.

use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::layout::{join, take};
use super::{SealError, label};
use crate::id::{Credential, PassSecret};
use crate::instant::Day;

const LABEL: &[u8] = label!("pass");
const NONCE: usize = 24;
const TAG: usize = 16;

crate::byte_id!(
    /// Under which a pass is filed: SHA-256(`'pass'` | p)[..16], p the pass's secret.
    PassName, 16
);
crate::byte_id!(
    /// A pass's credential, 102 B = nonce 24 | ciphertext 62 | tag 16: XChaCha20-Poly1305 under
    /// HKDF(salt `'pass'`, p, info = `'pass/key'`), AAD = `'pass'` | name 16 | last day 2.
    SealedPass, NONCE + Credential::LEN + TAG
);

impl PassName {
    /// The name of the pass with this secret.
    pub fn of(secret: &PassSecret) -> Self {
        let hash = Sha256::new_with_prefix(LABEL).chain_update(secret.as_bytes()).finalize();
        let mut name = Self([0; Self::LEN]);
        name.0.copy_from_slice(&hash[..Self::LEN]);
        name
    }
}

impl SealedPass {
    /// Seals a pass's credential.
    pub fn seal(
        secret: &PassSecret,
        credential: &Credential,
        expires_on: Day,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, SealError> {
        let mut sealed = Self([0; Self::LEN]);
        let (nonce, rest) = sealed.0.split_at_mut(NONCE);
        let (content, tag) = rest.split_at_mut(Credential::LEN);
        rng.fill_bytes(nonce);
        content.copy_from_slice(credential.as_bytes());
        let nonce: &XNonce = (&*nonce).try_into().map_err(|_| SealError::Layout)?;
        let mac = cipher(secret)?
            .encrypt_inout_detached(nonce, &aad(secret, expires_on), content.into())
            .map_err(|_| SealError::Layout)?;
        tag.copy_from_slice(&mac);
        Ok(sealed)
    }

    /// Opens it for who shows the pass.
    pub fn open(&self, secret: &PassSecret, expires_on: Day) -> Result<Credential, SealError> {
        let mut bytes = self.0.as_slice();
        let rest = &mut bytes;
        let nonce = XNonce::from(take::<NONCE>(rest)?);
        let mut credential = Credential(take(rest)?);
        let tag = take::<TAG>(rest)?.into();
        cipher(secret)?
            .decrypt_inout_detached(
                &nonce,
                &aad(secret, expires_on),
                credential.0.as_mut_slice().into(),
                &tag,
            )
            .map_err(|_| SealError::Forged)?;
        Ok(credential)
    }
}

fn cipher(secret: &PassSecret) -> Result<Box<XChaCha20Poly1305>, SealError> {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(LABEL), secret.as_bytes())
        .expand(label!("pass/key"), key.as_mut_slice())
        .map_err(|_| SealError::Layout)?;
    Ok(Box::new(XChaCha20Poly1305::new((&*key).into())))
}

fn aad(secret: &PassSecret, expires_on: Day) -> [u8; LABEL.len() + PassName::LEN + 2] {
    join(&[LABEL, &PassName::of(secret).0, &expires_on.0.to_be_bytes()])
}
