//! The reviewers' side: the queue, one application, resets, codes.

mod accounts;
mod codes;
mod decide;
mod id_number;
mod one;
mod queue;

pub use accounts::ReviewAccounts;
pub use codes::ReviewVenues;
pub use one::ReviewOne;
pub use queue::Review;
