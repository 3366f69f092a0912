//! The audit chain: each entry's hash covers the one before, so that a change or a gap shows.

use sha2::{Digest as _, Sha256};
use venue_protocol::instant::Instant;

/// What an entry is about. Its subject is never a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A key record was stored; subject: SHA-256 of the record.
    KeyRecord,
    /// The authority's keys were set; subject: both public keys.
    RoleKeys,
    /// A place was added; subject: its id.
    PlaceAdded,
    /// A code was issued; subject: place and serial.
    CodeIssued,
    /// A place's codes were revoked; subject: its id.
    CodesRevoked,
    /// An account was added; subject: SHA-256 of its login and role.
    AccountAdded,
    /// A paper pass was made; subject: the venue that gave it out.
    PassIssued,
    /// A paper pass was withdrawn; subject: the venue whose staff did so.
    PassEnded,
    /// The retention ran; subject: how many days, odd rows, identities and key records it destroyed, 8 B each.
    Retired,
}

impl Kind {
    /// The name in the chain.
    pub const fn name(self) -> &'static str {
        match self {
            Self::KeyRecord => "key-record",
            Self::RoleKeys => "role-keys",
            Self::PlaceAdded => "place-added",
            Self::CodeIssued => "code-issued",
            Self::CodesRevoked => "codes-revoked",
            Self::AccountAdded => "account-added",
            Self::PassIssued => "pass-issued",
            Self::PassEnded => "pass-ended",
            Self::Retired => "retired",
        }
    }
}

/// The hash of an entry. `before` is the hash of the entry before it, zeros for the first one.
pub fn entry_hash(before: &[u8; 32], at: Instant, kind: &str, subject: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"venue-code/v1/audit\0");
    hash.update(before);
    hash.update(at.millis().to_be_bytes());
    hash.update((kind.len() as u64).to_be_bytes());
    hash.update(kind);
    hash.update(subject);
    hash.finalize().into()
}
