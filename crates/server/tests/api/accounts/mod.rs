//! Accounts, sessions, members of venues.

mod audit;
mod invitations;
mod members;
mod password;
mod resets;
mod retention;
mod second_factor;
mod sessions;
mod sign_in;
mod sign_up;
