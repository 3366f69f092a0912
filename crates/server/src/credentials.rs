//! The keys of credentials: the newest one seals, and any that is there opens.

use venue_protocol::id::Credential;
use venue_protocol::seal::{CredentialKey, Holder, SealError};

use crate::keys::{Ring, Secret};

/// All of them.
#[derive(Debug)]
pub struct CredentialKeys {
    /// The one that seals.
    pub newest: CredentialKey,
    older: Vec<CredentialKey>,
}

impl CredentialKeys {
    /// Those of a ring, under the same numbers.
    pub fn new(ring: &Ring) -> Self {
        let key = |(id, key): &(u8, Secret)| CredentialKey::new(*id, key);
        Self { newest: key(ring.newest()), older: ring.older().iter().map(key).collect() }
    }

    /// Opens a credential with whichever key it names.
    ///
    /// # Errors
    /// If none of them made it.
    pub fn open(&self, credential: &Credential) -> Result<Holder, SealError> {
        match CredentialKey::open(std::slice::from_ref(&self.newest), credential) {
            Err(SealError::WrongKey) => CredentialKey::open(&self.older, credential),
            opened => opened,
        }
    }
}
