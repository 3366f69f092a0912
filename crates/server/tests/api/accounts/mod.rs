//! Accounts, sessions, rights.

mod sign_in;
mod sign_up;
