//! Judging codes: who made them, whether they are in force. Signatures that were checked once are remembered.

use std::collections::HashSet;
use std::sync::{PoisonError, RwLock};

use ed25519_dalek::SigningKey;
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::seal::notice::{NoticeFile, NoticeSignature};
use venue_protocol::token::{CodeRefusal, GenuineToken, Validity, VenueToken};
use venue_protocol::wire::keys::{PublicKey, TokenKey};

use crate::keys::Ring;

/// At most so many checked tokens are remembered (80 B each); then the memory begins anew.
const MOST: usize = 65_536;

/// Signs and checks tokens.
pub struct Codes {
    id: u8,
    key: SigningKey,
    public: Vec<TokenKey>,
    genuine: RwLock<HashSet<VenueToken>>,
}

impl Codes {
    /// With these seeds: the newest one signs, and codes of all are genuine.
    pub fn new(seeds: &Ring) -> Self {
        let (id, seed) = seeds.newest();
        let public = seeds.all().map(|(id, seed)| {
            let public = SigningKey::from_bytes(seed).verifying_key();
            TokenKey { id: *id, public_key: PublicKey(public.to_bytes()) }
        });
        let public = public.collect();
        Self { id: *id, key: SigningKey::from_bytes(seed), public, genuine: RwLock::default() }
    }

    /// The keys that devices check codes with, newest first.
    pub fn public_keys(&self) -> &[TokenKey] {
        &self.public
    }

    /// Signs a place's code.
    pub fn sign(&self, place: PlaceId, serial: Serial, validity: Validity) -> VenueToken {
        GenuineToken::sign(self.id, &self.key, place, serial, validity).into()
    }

    /// Signs a day file of exposure notices, so that devices know whose it is.
    pub fn sign_notices(&self, file: &NoticeFile) -> NoticeSignature {
        file.sign(&self.key)
    }

    /// Reads a token's text and checks its signature. Whether it is in force is asked elsewhere.
    ///
    /// # Errors
    /// If it is damaged or forged.
    pub fn genuine(&self, text: &str) -> Result<VenueToken, CodeRefusal> {
        let token: VenueToken = text.parse()?;
        if self.genuine.read().unwrap_or_else(PoisonError::into_inner).contains(&token) {
            return Ok(token);
        }
        token.verify(&self.public)?;
        let mut genuine = self.genuine.write().unwrap_or_else(PoisonError::into_inner);
        if genuine.len() >= MOST {
            genuine.clear();
        }
        genuine.insert(token);
        Ok(token)
    }
}

impl std::fmt::Debug for Codes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Codes(..)")
    }
}
