//! Tracing from end to end: the real sealing, a server in memory that serves what `wire/cases.rs` says, both browsers, and an
//! oracle that works on the plain events.

mod days;
mod support;
