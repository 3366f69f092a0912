//! Making and checking a token's signature: Ed25519 over `'token'` | the token's first 16 bytes (SEALING 13).

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use super::{CodeRefusal, SIGNED_LEN, Validity, VenueToken};
use crate::id::{PlaceId, Serial};
use crate::wire::keys::TokenKey;

const LABEL: &[u8; 20] = b"venue-code/v1/token\0";

/// A token that this service signed. Whether it is good now is another question: [`VenueToken::judge_at`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GenuineToken(VenueToken);

impl GenuineToken {
    /// Makes the token of a place's code.
    pub fn sign(key_id: u8, key: &SigningKey, place: PlaceId, serial: Serial, validity: Validity) -> Self {
        let mut token = VenueToken { key_id, place, serial, validity, signature: [0; 64] };
        token.signature = key.sign(&token.message()).to_bytes();
        Self(token)
    }

    /// The token itself.
    pub const fn token(&self) -> &VenueToken {
        &self.0
    }
}

impl From<GenuineToken> for VenueToken {
    fn from(genuine: GenuineToken) -> Self {
        genuine.0
    }
}

impl VenueToken {
    /// Checks the signature against the keys of this service, strictly (no weak keys, no malleable signatures).
    pub fn verify(&self, keys: &[TokenKey]) -> Result<GenuineToken, CodeRefusal> {
        let mut named = keys.iter().filter(|key| key.id == self.key_id).peekable();
        if named.peek().is_none() {
            return Err(CodeRefusal::UnknownKey { key_id: self.key_id });
        }
        let (message, signature) = (self.message(), Signature::from_bytes(&self.signature));
        let fits = named.any(|key| {
            VerifyingKey::from_bytes(key.public_key.as_bytes())
                .is_ok_and(|key| key.verify_strict(&message, &signature).is_ok())
        });
        if fits { Ok(GenuineToken(*self)) } else { Err(CodeRefusal::Forged) }
    }

    fn message(&self) -> [u8; LABEL.len() + SIGNED_LEN] {
        let mut message = [0; LABEL.len() + SIGNED_LEN];
        message[..LABEL.len()].copy_from_slice(LABEL);
        message[LABEL.len()..].copy_from_slice(&self.signed_bytes());
        message
    }
}
