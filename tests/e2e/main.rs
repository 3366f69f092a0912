//! The whole way, for real: the server's binary with the site in it, Chromium with a camera that sees a poster, and
//! what lies in the database afterwards. `cargo xtask test --only browser` builds what this needs and runs it.
//!
//! To add a test: a function in the file of its subject, that plays on a [`stage::Stage`]. Wait for conditions
//! (`browser.find`, `wait_for`), never for time.

mod album;
mod console;
mod failures;
mod help;
mod moving;
mod notices;
mod offline;
mod parts;
mod persons;
mod photos;
mod register;
mod reports;
mod scan_help;
mod scan_screens;
mod scanning;
mod screens;
mod simd;
mod stage;
mod storage;
mod visitor;
