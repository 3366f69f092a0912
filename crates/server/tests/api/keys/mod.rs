//! Keys: what devices are told of them, and how they are changed.

mod rotate;
mod show;
