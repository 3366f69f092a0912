//! `/api/v1/check-ins`

mod send;
mod undo;
mod word;
