//! The server from outside: real HTTP, a real database, a clock that the tests set.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking; helpers are part of tests"
)]

mod accounts;
mod applications;
mod audit;
mod authority;
mod backup;
mod cases;
mod check_ins;
mod commands;
mod config;
mod dashboard;
mod desk;
mod edge;
mod keys;
mod live;
mod manage;
mod notices;
mod operations;
mod persons;
mod posters;
mod reports;
mod restore;
mod retention;
mod sealing;
mod site;
mod support;
mod tls;
mod transfers;
mod venues;
mod walk;
