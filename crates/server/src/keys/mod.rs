//! The server's own keys: created on first start, each in a file that only its owner reads, never logged.
//!
//! To add one: a field here and its name in [`ServerKeys::load_or_create`].

mod file;

use std::path::Path;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

pub use file::{KeyFileError, load_or_create, read, write_new};

/// 32 secret bytes, wiped when dropped.
pub type Secret = Zeroizing<[u8; 32]>;

/// All keys that the server itself holds. None of them opens anything that is sealed to the authority.
pub struct ServerKeys {
    /// Signs venue codes (Ed25519 seed). DESIGN 4.
    pub token: Secret,
    /// Signs key records (Ed25519 seed). SEALING 3.
    pub record: Secret,
    /// Seals credentials. SEALING 5.
    pub credential: Secret,
    /// Turns pids of withdrawn credentials into HMACs. SEALING 5.
    pub revocation: Secret,
    /// Chooses the shared words (F41).
    pub word: Secret,
    /// Encrypts second factors and marks known devices.
    pub account: Secret,
    /// Signs checkpoints of the audit chain (Ed25519 seed).
    pub audit: Secret,
}

impl ServerKeys {
    /// Reads the keys in `dir`, drawing those that are not there yet.
    ///
    /// # Errors
    /// If a file is damaged, readable by others, or cannot be read or written.
    pub fn load_or_create(dir: &Path, rng: &mut impl CryptoRng) -> Result<Self, KeyFileError> {
        let mut key = |name: &str| load_or_create(&dir.join(name), rng);
        Ok(Self {
            token: key("token.key")?,
            record: key("record.key")?,
            credential: key("credential.key")?,
            revocation: key("revocation.key")?,
            word: key("word.key")?,
            account: key("account.key")?,
            audit: key("audit.key")?,
        })
    }
}

impl std::fmt::Debug for ServerKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ServerKeys(..)")
    }
}
