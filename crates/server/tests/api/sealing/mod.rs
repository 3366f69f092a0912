//! The tests that SEALING asks for.

mod disk;
mod memory;
mod retention;
mod track;
