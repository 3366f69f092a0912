//! What the authority's browsers keep: the own key's file, which only its passphrase opens, and the newest roster seen.

use std::rc::Rc;

use base64ct::{Base64UrlUnpadded, Encoding};
use venue_protocol::bytes::Bytes;
use venue_protocol::id::AccountId;
use venue_protocol::seal::roster::RosterHash;

use crate::platform::local::{LocalStore, StoreError};
use crate::state::stored::PREFIX;

/// The key under which the newest roster is kept: one for all accounts, since there is one authority.
const ROSTER: &str = "authority/roster";

/// The browser's store, as far as keys go.
#[derive(Clone)]
pub struct KeyStore(Rc<dyn LocalStore>);

impl KeyStore {
    /// In this store.
    pub fn new(local: Rc<dyn LocalStore>) -> Self {
        Self(local)
    }

    /// The account's key file; none if there is none that can be read.
    pub fn file(&self, account: AccountId) -> Option<Bytes> {
        let text = self.0.get(&key_of(account)).ok().flatten()?;
        Base64UrlUnpadded::decode_vec(&text).ok().map(Bytes)
    }

    /// Keeps it.
    ///
    /// # Errors
    /// If the browser keeps nothing.
    pub fn keep_file(&self, account: AccountId, file: &Bytes) -> Result<(), StoreError> {
        self.0.set(&key_of(account), &Base64UrlUnpadded::encode_string(&file.0))
    }

    /// The newest roster that was seen. What is kept and cannot be read is no roster of any chain.
    pub fn pinned(&self) -> Option<RosterHash> {
        let text = self.0.get(&format!("{PREFIX}{ROSTER}")).ok().flatten()?;
        Some(text.parse().unwrap_or(RosterHash([0; 32])))
    }

    /// Pins it. Where the browser keeps nothing, each visit is the first one.
    pub fn pin(&self, roster: RosterHash) {
        // The page says so where the key's file cannot be kept; a roster alone is no reason to stop.
        let _ = self.0.set(&format!("{PREFIX}{ROSTER}"), &roster.to_string());
    }
}

fn key_of(account: AccountId) -> String {
    format!("{PREFIX}authority/key/{account}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::local::MemoryStore;

    #[test]
    fn each_account_has_a_file_of_its_own() {
        let store = KeyStore::new(Rc::new(MemoryStore::default()));
        let (one, other) = (AccountId([1; 8]), AccountId([2; 8]));
        store.keep_file(one, &Bytes(vec![1, 2, 3])).unwrap();
        assert_eq!(store.file(one), Some(Bytes(vec![1, 2, 3])));
        assert_eq!(store.file(other), None);
    }

    #[test]
    fn a_pin_that_was_damaged_fits_no_roster() {
        let local = Rc::new(MemoryStore::default());
        let store = KeyStore::new(local.clone());
        assert_eq!(store.pinned(), None);
        store.pin(RosterHash([5; 32]));
        assert_eq!(store.pinned(), Some(RosterHash([5; 32])));
        local.set(&format!("{PREFIX}{ROSTER}"), "x").unwrap();
        assert_eq!(store.pinned(), Some(RosterHash([0; 32])));
    }
}
