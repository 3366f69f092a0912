//! What operators and tools ask.

pub mod dashboard;
pub mod health;
pub mod metrics;
pub mod openapi;
