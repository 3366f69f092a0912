//! The console, as managers, their staff and reviewers use it.

mod people;
mod screens;
mod table;
mod way;
