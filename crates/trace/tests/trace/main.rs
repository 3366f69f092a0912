//! Tracing from end to end: the real sealing, a server in memory that serves what `wire/cases.rs` says, both browsers, and an
//! oracle that works on the plain events.
#![expect(clippy::unwrap_used, reason = "a test's helper fails the test by panicking")]

mod afterwards;
mod days;
mod refused;
mod second_degree;
mod support;
