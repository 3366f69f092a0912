//! The managers' console: an app of its own at `/console`, in a bundle of its own (`src/bin/console.rs`), for managers,
//! their staff and reviewers.
//!
//! `route` has its addresses, `context` what its pages are given, `kit` the views that they are made of; the pages stand
//! in [`pages::console`](crate::pages::console), their texts in [`i18n::text::console`](crate::i18n::text::console). Its
//! pages are ordinary components: it is opened from a desk, and its size is nobody's first load at a door.

mod app;
pub mod application;
pub mod context;
pub mod key_store;
pub mod kit;
pub mod report_seal;
pub mod route;
pub mod seal;
pub mod state;

pub use app::run;
