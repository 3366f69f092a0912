//! Sealing (SEALING 1 to 10): who can read what, both sides of it.
//!
//! The server seals: identities and halves of keys to the authority's two roles, rows with keys of the hour that
//! it then forgets. The browsers of tracer and approver open, and only together. Everything is big-endian.
//! Random bytes are passed in as `&mut impl CryptoRng`.
//!
//! **What SEALING leaves open** is settled here: a place has 6 B, so a row's AAD has 33; name and phone are counted by a
//! byte each; a record's signature covers `'key-record'` | all before it; a withdrawn pid is kept under `'revoked'`; a
//! wrapped role key has no AAD, and is compared with the role's public key instead.
//!
//! **Memory** (SEALING 12). What is secret is wiped when dropped and hidden in `Debug`; keys of the hour lie
//! behind a `Box`, so that moving them leaves no copy. HMAC midstates and AEAD keys are wiped by their own crates,
//! for which the workspace switches on the feature `zeroize` of hmac, sha2 (both by way of digest and
//! block-buffer), chacha20poly1305 and the dalek crates; hpke wipes its contexts always. What none of them can wipe
//! is what the compiler spills: the server overwrites the stack of the one thread that seals.
//!
//! To add a layout: give it a file, a label of its own, and a byte-exact fixture in `tests/seal`. To add a suite:
//! a value of [`suite::Suite`] and its arms; whoever meets a suite that it does not know counts the thing as sealed.

pub mod applicant_number;
pub mod case;
pub mod chain;
pub mod credential;
pub mod dispute;
pub mod event;
pub mod identity;
#[cfg(feature = "passphrase")]
pub mod key_file;
pub mod key_record;
pub mod live_key;
pub mod notice;
pub mod pass;
pub mod pid;
pub mod receipt;
pub mod report;
pub mod role;
pub mod roster;
pub mod row;
pub mod succession;
pub mod suite;

mod layout;
mod xchacha;

pub use chain::Chain;
pub use credential::{Assurance, CredentialKey, Holder, RevocationKey};
pub use event::BodyDigest;
pub use identity::{Identity, SealedIdentity};
pub use key_record::{KeyKind, KeyRecord};
pub use live_key::{IndexKey, SlotKeys};
pub use pass::{PassName, SealedPass};
pub use pid::Pid;
pub use report::{SealedDetails, SealedPicture};
pub use role::{Authority, Kid};
pub use row::{RowContext, RowFlags, SealedRow, Visit};
pub use suite::{PrivateKey, PublicKey};

/// `'x'` of SEALING: the ASCII bytes `venue-code/v1/x` and a zero byte.
macro_rules! label {
    ($name:literal) => {
        concat!("venue-code/v1/", $name, "\0").as_bytes()
    };
}
pub(crate) use label;

/// Why something cannot be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Made with a suite that this program does not know: it stays sealed, and is counted and shown as such.
    #[error("unknown suite {0}")]
    UnknownSuite(u8),
    /// Bytes that are no layout of this suite: a wrong length, kind, version or text.
    #[error("not of the expected layout")]
    Layout,
    /// Not sealed to this key.
    #[error("not sealed to this key")]
    WrongKey,
    /// A public key that nothing can be sealed to (a point of small order).
    #[error("not a usable public key")]
    UnusableKey,
    /// The two roles have the same key, which would let one person open everything.
    #[error("tracer and approver have the same key")]
    SameKeyForBothRoles,
    /// The authentication fails: it was altered, moved, or belongs to something else.
    #[error("altered, moved, or not what it is taken for")]
    Forged,
    /// The halves are not those of this record: the commitment does not fit.
    #[error("the halves do not fit the record")]
    WrongHalves,
    /// A person's chain in one slot or day is at its end (65,536 links).
    #[error("too many in one slot or day")]
    ChainFull,
}
