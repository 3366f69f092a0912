//! What stays sealed, and why.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};
use venue_protocol::seal::{Kid, PrivateKey, SealError};

/// How many things could not be opened. Shown beside every result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SealedCounts {
    /// Made with a suite that this program does not know.
    pub unknown_suite: u32,
    /// Sealed to a key that is not here: a role's key that is gone, or a record that was destroyed.
    pub key_gone: u32,
    /// Altered, moved, forged, or no layout at all.
    pub damaged: u32,
}

impl SealedCounts {
    /// All of them.
    pub const fn total(self) -> u32 {
        self.unknown_suite + self.key_gone + self.damaged
    }

    /// The value, or `None` and the error counted.
    pub(crate) fn note<T>(&mut self, opened: Result<T, SealError>) -> Option<T> {
        opened
            .map_err(|error| match error {
                SealError::UnknownSuite(_) => self.unknown_suite += 1,
                SealError::WrongKey => self.key_gone += 1,
                _ => self.damaged += 1,
            })
            .ok()
    }
}

impl AddAssign for SealedCounts {
    fn add_assign(&mut self, other: Self) {
        self.unknown_suite += other.unknown_suite;
        self.key_gone += other.key_gone;
        self.damaged += other.damaged;
    }
}

/// A role's private keys, old ones too, found by their short names.
pub(crate) struct Keyring(Vec<(Kid, PrivateKey)>);

impl Keyring {
    pub(crate) fn new(keys: &[PrivateKey]) -> Self {
        Self(keys.iter().map(|key| (key.public().kid(), key.clone())).collect())
    }

    pub(crate) fn get(&self, kid: Kid) -> Result<&PrivateKey, SealError> {
        self.0.iter().find(|(named, _)| *named == kid).map(|(_, key)| key).ok_or(SealError::WrongKey)
    }
}
