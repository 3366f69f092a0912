//! The server's own keys: created on first start, each in a file that only its owner reads, never logged.
//!
//! To add one: a field here and its name in [`ServerKeys::load_or_create`]; one that can be changed is a value of
//! [`Rotating`], too. Of the others, `revocation` and `account` are what things in the database were made with, which
//! cannot be made again, and `word` is what devices compare within a minute.

mod file;
mod ring;

use std::path::Path;

use ed25519_dalek::{SigningKey, VerifyingKey};
use rand_core::CryptoRng;
use venue_protocol::wire::keys::PublicKey as VerifyKey;
use zeroize::Zeroizing;

pub use file::{KeyFileError, load_or_create, read, write_new};
pub use ring::{Ring, RotateError, Rotating, add, next_id};

/// 32 secret bytes, wiped when dropped.
pub type Secret = Zeroizing<[u8; 32]>;

/// All keys that the server itself holds. None of them opens anything that is sealed to the authority.
pub struct ServerKeys {
    /// Signs venue codes (Ed25519 seed). DESIGN 4.
    pub token: Ring,
    /// Signs key records (Ed25519 seed). SEALING 3.
    pub record: Ring,
    /// Seals credentials. SEALING 5.
    pub credential: Ring,
    /// Turns pids of withdrawn credentials into HMACs. SEALING 5.
    pub revocation: Secret,
    /// Chooses the shared words (F41).
    pub word: Secret,
    /// Encrypts second factors and marks known devices.
    pub account: Secret,
    /// Signs checkpoints of the audit chain (Ed25519 seed).
    pub audit: Ring,
}

impl ServerKeys {
    /// Signs key records.
    pub fn record_key(&self) -> SigningKey {
        SigningKey::from_bytes(&self.record.newest().1)
    }

    /// By which key records are verified, older ones too.
    pub fn record_public_keys(&self) -> Vec<VerifyKey> {
        let public = |(_, key): &(u8, Secret)| SigningKey::from_bytes(key).verifying_key().to_bytes();
        self.record.all().map(|key| VerifyKey(public(key))).collect()
    }

    /// Signs checkpoints.
    pub fn audit_key(&self) -> SigningKey {
        SigningKey::from_bytes(&self.audit.newest().1)
    }

    /// Whose checkpoints are believed.
    pub fn audit_public_keys(&self) -> Vec<VerifyingKey> {
        self.audit.verifying_keys()
    }

    /// Reads the keys in `dir`, drawing those that are not there yet.
    ///
    /// # Errors
    /// If a file is damaged, readable by others, or cannot be read or written.
    pub fn load_or_create(dir: &Path, rng: &mut impl CryptoRng) -> Result<Self, KeyFileError> {
        let mut ring = |kind| Ring::load_or_create(dir, kind, rng);
        let (token, record) = (ring(Rotating::Token)?, ring(Rotating::Record)?);
        let (credential, audit) = (ring(Rotating::Credential)?, ring(Rotating::Audit)?);
        let mut key = |name: &str| load_or_create(&dir.join(name), rng);
        Ok(Self {
            token,
            record,
            credential,
            audit,
            revocation: key("revocation.key")?,
            word: key("word.key")?,
            account: key("account.key")?,
        })
    }
}

impl std::fmt::Debug for ServerKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ServerKeys(..)")
    }
}
