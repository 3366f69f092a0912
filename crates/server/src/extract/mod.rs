//! What handlers take from requests, parsed at the edge; what cannot be parsed is a problem, not a panic.

mod client;
mod cookie;
mod json;
mod keepsake;
mod raw;
mod uri;

pub use client::Client;
pub use cookie::cookie;
pub use json::{Json, RawJson, shape_error};
pub use keepsake::{KeepsakeCookie, forget_keepsake, set_keepsake};
pub use raw::Raw;
pub use uri::{InPath, Query};
