//! What client, server and consoles agree on: ids, wire messages, the venue-code token, document numbers,
//! sealing and problem types.
//!
//! No I/O, no clock, no randomness of its own: times and random bytes are passed in, so that everything here
//! can be tested natively and runs in the browser as well as on the server.
//!
//! To add a wire message: put it into [`wire`] beside its resource, derive `Serialize`, `Deserialize` and
//! (under the feature `openapi`) `ToSchema`, refuse unknown fields, and add a fixture to `tests/wire.rs`.

#[cfg(feature = "console")]
pub mod application;
mod base32;
pub mod bytes;
#[cfg(feature = "console")]
pub mod category;
pub mod desk_numbers;
pub mod document;
pub mod id;
pub mod instant;
pub mod mask;
pub mod pass_code;
pub mod person;
pub mod problem;
pub mod report;
#[cfg(feature = "seal")]
pub mod seal;
pub mod shared_word;
pub mod spreadsheet;
pub mod token;
pub mod typed_code;
pub mod wire;
