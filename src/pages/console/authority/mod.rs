//! The authority's pages: keys and members, cases, results.
//!
//! The page asks the server and feeds the worker ([`crate::authority`]); `work` is both with their waiting and failures,
//! `knowledge` what is known of roles and members.

mod keys;
mod knowledge;
mod members;
mod own_key;
mod proposal;
mod sheet;
mod work;

pub use keys::Keys;
