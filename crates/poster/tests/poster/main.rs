//! Posters, drawn with the real font.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking; helpers are part of tests"
)]

mod fit;
mod pdf;
mod scan;
mod support;
mod svg;
