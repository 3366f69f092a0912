//! Receipts (SEALING 9): the device that registered a person learns by `r` whether and why the person was traced, and
//! nobody learns who asks.

use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::case::CaseId;
use super::layout::take;
use super::{SealError, label};
use crate::id::ReceiptSecret;
use crate::instant::Day;
use crate::wire::cases::Window;

const NONCE: usize = 24;
const PLAIN: usize = 64;
const SCHEMA: u8 = 1;

crate::byte_id!(
    /// By which a device finds its receipt: HMAC(r, `'receipt'` | day 2 | k 1)[..8], k counting the receipts of a day.
    ReceiptHint, 8
);
crate::byte_id!(
    /// A sealed receipt, 104 B = nonce 24 | ciphertext 64 | tag 16: XChaCha20-Poly1305 under HMAC(r, `'receipt-key'`).
    ReceiptBody, NONCE + PLAIN + 16
);
crate::byte_secret!(
    /// Shows that who disputes was named in a case: HMAC(r, `'dispute-token'` | case 16)[..16], so that the tracer's
    /// browser can make it again.
    DisputeToken, 16
);
crate::byte_id!(
    /// SHA-256(`'dispute-token'` | token)[..16]: what the server knows of it.
    DisputeTokenHash, 16
);

/// Why somebody was traced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TracedAs {
    /// The person of the case.
    Subject = 1,
    /// Somebody who was at the same place at the same time.
    Contact = 2,
}

/// What a receipt says. Plaintext, 64 B: schema 1 | case 16 | reason 1 | window 4 + 4 | dispute token 16 | zeros.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The case.
    pub case: CaseId,
    /// Why.
    pub traced_as: TracedAs,
    /// The window of the case.
    pub window: Window,
    /// With it the person can say "I was not there".
    pub token: DisputeToken,
}

impl ReceiptSecret {
    /// The hint of the k-th receipt of a day.
    pub fn hint(&self, day: Day, k: u8) -> ReceiptHint {
        let mac =
            keyed(self).chain_update(label!("receipt")).chain_update(day.0.to_be_bytes()).chain_update([k]);
        let [a, b, c, d, e, f, g, h, ..] = output(mac);
        ReceiptHint([a, b, c, d, e, f, g, h])
    }

    /// The token with which the person disputes in a case.
    pub fn dispute_token(&self, case: CaseId) -> DisputeToken {
        let mac = keyed(self).chain_update(label!("dispute-token")).chain_update(case.0);
        DisputeToken(super::live_key::truncated(mac))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        let key = Zeroizing::new(output(keyed(self).chain_update(label!("receipt-key"))));
        XChaCha20Poly1305::new((&*key).into())
    }
}

impl DisputeToken {
    /// What the server knows of it.
    pub fn hash(&self) -> DisputeTokenHash {
        let hash: [u8; 32] =
            Sha256::new_with_prefix(label!("dispute-token")).chain_update(self.0).finalize().into();
        let mut short = DisputeTokenHash([0; 16]);
        short.0.copy_from_slice(&hash[..16]);
        short
    }
}

impl Receipt {
    /// Seals it for the device that has `r`.
    ///
    /// # Errors
    /// Never for a receipt of this layout.
    pub fn seal(&self, secret: &ReceiptSecret, rng: &mut impl CryptoRng) -> Result<ReceiptBody, SealError> {
        let mut body = ReceiptBody([0; ReceiptBody::LEN]);
        let (nonce, rest) = body.0.split_at_mut(NONCE);
        let (content, tag) = rest.split_at_mut(PLAIN);
        rng.fill_bytes(nonce);
        let fields = [SCHEMA]
            .into_iter()
            .chain(self.case.0)
            .chain([self.traced_as as u8])
            .chain(self.window.from.to_be_bytes())
            .chain(self.window.to.to_be_bytes())
            .chain(self.token.0);
        for (to, from) in content.iter_mut().zip(fields) {
            *to = from;
        }
        let nonce: &XNonce = (&*nonce).try_into().map_err(|_| SealError::Layout)?;
        let mac = secret
            .cipher()
            .encrypt_inout_detached(nonce, label!("receipt"), content.into())
            .map_err(|_| SealError::Layout)?;
        tag.copy_from_slice(&mac);
        Ok(body)
    }

    /// Opens it with `r`.
    ///
    /// # Errors
    /// If it is of another person, or altered.
    pub fn open(body: &ReceiptBody, secret: &ReceiptSecret) -> Result<Self, SealError> {
        let mut bytes = body.0.as_slice();
        let rest = &mut bytes;
        let nonce = XNonce::from(take::<NONCE>(rest)?);
        let mut plain = Zeroizing::new(take::<PLAIN>(rest)?);
        let tag = take::<16>(rest)?.into();
        secret
            .cipher()
            .decrypt_inout_detached(&nonce, label!("receipt"), plain.as_mut_slice().into(), &tag)
            .map_err(|_| SealError::Forged)?;
        let mut plain = plain.as_slice();
        let rest = &mut plain;
        let [schema] = take(rest)?;
        let case = CaseId(take(rest)?);
        let traced_as = match take(rest)? {
            [1] => TracedAs::Subject,
            [2] => TracedAs::Contact,
            _ => return Err(SealError::Layout),
        };
        let window = Window { from: u32::from_be_bytes(take(rest)?), to: u32::from_be_bytes(take(rest)?) };
        let token = DisputeToken(take(rest)?);
        if schema == SCHEMA { Ok(Self { case, traced_as, window, token }) } else { Err(SealError::Layout) }
    }
}

fn keyed(secret: &ReceiptSecret) -> Hmac<Sha256> {
    let mut key = Zeroizing::new([0; 32]);
    key[..16].copy_from_slice(secret.as_bytes());
    super::live_key::hmac(&key)
}

fn output(mac: Hmac<Sha256>) -> [u8; 32] {
    mac.finalize().into_bytes().into()
}
