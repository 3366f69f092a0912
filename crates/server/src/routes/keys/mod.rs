//! `/api/v1/keys`

pub mod show;
