//! The tests that SEALING asks for.

mod destroyed;
mod disk;
mod memory;
mod retention;
mod track;
