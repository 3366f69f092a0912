//! What the authority's browsers keep: the own key's file, which only its passphrase opens, and the newest roster seen.

use std::rc::Rc;

use base64ct::{Base64UrlUnpadded, Encoding};
use venue_protocol::bytes::Bytes;
use venue_protocol::id::AccountId;
use venue_protocol::seal::PublicKey;
use venue_protocol::seal::key_file::KeyFile;
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

    /// Files that others took the place of, newest first: what is sealed to their keys needs them still.
    pub fn earlier_files(&self, account: AccountId) -> Vec<Bytes> {
        let text = self.0.get(&earlier_of(account)).ok().flatten().unwrap_or_default();
        let files = Base64UrlUnpadded::decode_vec(&text).unwrap_or_default();
        files.chunks_exact(KeyFile::LEN).map(|file| Bytes(file.to_vec())).collect()
    }

    /// Keeps it; one of another key that was kept before becomes an earlier one, and none is lost.
    ///
    /// # Errors
    /// If the browser keeps nothing.
    pub fn keep_file(&self, account: AccountId, file: &Bytes) -> Result<(), StoreError> {
        let earlier = self.file(account).into_iter().chain(self.earlier_files(account));
        let others: Vec<u8> =
            earlier.filter(|kept| public_of(kept) != public_of(file)).flat_map(|kept| kept.0).collect();
        // First, so that a browser that is full keeps what it has.
        if !others.is_empty() {
            self.0.set(&earlier_of(account), &Base64UrlUnpadded::encode_string(&others))?;
        }
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

fn public_of(file: &Bytes) -> Option<PublicKey> {
    KeyFile::from_bytes(&file.0).ok().map(|file| *file.public())
}

fn earlier_of(account: AccountId) -> String {
    format!("{PREFIX}authority/earlier-keys/{account}")
}

fn key_of(account: AccountId) -> String {
    format!("{PREFIX}authority/key/{account}")
}

#[cfg(test)]
mod tests {
    use venue_protocol::seal::PrivateKey;
    use venue_protocol::seal::key_file::{Cost, KeyFileKind};

    use super::*;
    use crate::console::seal::Source;
    use crate::platform::local::MemoryStore;
    use crate::platform::random::{NoRandom, Random};

    /// Bytes that count up.
    #[derive(Default)]
    struct Counting(std::cell::Cell<u8>);

    impl Random for Counting {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandom> {
            for byte in bytes {
                self.0.set(self.0.get().wrapping_add(1));
                *byte = self.0.get();
            }
            Ok(())
        }
    }

    #[test]
    fn each_account_has_a_file_of_its_own() {
        let store = KeyStore::new(Rc::new(MemoryStore::default()));
        let (one, other) = (AccountId([1; 8]), AccountId([2; 8]));
        store.keep_file(one, &Bytes(vec![1, 2, 3])).unwrap();
        assert_eq!(store.file(one), Some(Bytes(vec![1, 2, 3])));
        assert_eq!(store.file(other), None);
    }

    #[test]
    fn a_file_of_another_key_takes_no_files_place_for_good() {
        let random = Counting::default();
        let mut rng = Source::of(&random);
        let cost = Cost { memory_kib: 8, passes: 1 };
        let mut file = |key: u8| {
            let key = PrivateKey([key; 32]);
            let file = KeyFile::wrap(KeyFileKind::Member, &key, "a passphrase", cost, &mut rng).unwrap();
            Bytes(file.to_bytes().to_vec())
        };
        let (one, one_again, two, three) = (file(1), file(1), file(2), file(3));
        let store = KeyStore::new(Rc::new(MemoryStore::default()));
        let account = AccountId([1; 8]);
        let after = |kept: &Bytes| {
            store.keep_file(account, kept).unwrap();
            (store.file(account).unwrap(), store.earlier_files(account))
        };
        assert_eq!(after(&one), (one.clone(), vec![]));
        // The same key under another passphrase.
        assert_eq!(after(&one_again), (one_again.clone(), vec![]));
        assert_eq!(after(&two), (two.clone(), vec![one_again.clone()]));
        assert_eq!(after(&three), (three.clone(), vec![two.clone(), one_again.clone()]));
        assert_eq!(after(&one), (one, vec![three, two]));
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
