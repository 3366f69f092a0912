//! `/api/v1/check-ins`

pub mod send;
pub mod undo;
pub mod word;
