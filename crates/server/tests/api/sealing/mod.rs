//! The tests that SEALING asks for.

mod destroyed;
mod disk;
mod killed;
mod memory;
mod retention;
mod track;
