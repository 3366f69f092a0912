//! Sealing and opening: exact bytes, and what each side can and cannot do (SEALING 1 to 7 and its tests).
//!
//! The fixtures were computed apart from this crate, from SEALING and the RFCs (9180, 5869, 2104, 8439, 8032) alone.
#![cfg(feature = "seal")]
#![expect(clippy::unwrap_used, reason = "a test's helper fails the test by panicking")]

mod applicant_number;
mod chain;
mod credential;
mod event;
mod identity;
mod key_record;
mod pass;
mod promises;
mod report;
mod role;
mod row;
mod support;
