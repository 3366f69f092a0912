//! What the state must hold, file by file.

mod direction;
mod export;
mod history;
mod pass;
mod profile;
mod queue;
mod reports;
pub(crate) mod samples;
mod settings;
mod stored;
