//! Sealing and opening: exact bytes, and what each side can and cannot do (SEALING 1 to 7 and its tests).
//!
//! The fixtures were computed apart from this crate, from SEALING and the RFCs (9180, 5869, 2104, 8439, 8032) alone.
#![cfg(feature = "passphrase")]
#![expect(clippy::unwrap_used, reason = "a test's helper fails the test by panicking")]

mod applicant_number;
mod case;
mod chain;
mod credential;
mod event;
mod identity;
mod key_file;
mod key_record;
mod notice;
mod pass;
mod promises;
mod receipt;
mod report;
mod role;
mod roster;
mod row;
mod support;
