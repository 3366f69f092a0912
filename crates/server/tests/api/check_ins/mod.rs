//! `/api/v1/check-ins`

mod notice;
mod send;
mod undo;
mod word;
