//! The console, as managers, their staff and reviewers use it.

mod afterwards;
mod audited;
mod authority;
mod check;
mod dashboard;
mod desk;
mod display;
mod door;
mod exports;
mod invitation;
mod live;
mod paper;
mod passes;
pub mod people;
mod printing;
mod review;
mod screens;
mod session;
mod slips;
mod table;
mod way;
