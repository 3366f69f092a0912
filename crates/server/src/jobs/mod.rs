//! What runs beside the requests.

pub mod checkpoints;
pub mod notices;
pub mod refresh;
pub mod retention;
