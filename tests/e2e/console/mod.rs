//! The console, as managers, their staff and reviewers use it.

mod people;
mod table;
mod way;
