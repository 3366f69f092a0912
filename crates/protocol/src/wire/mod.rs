//! The JSON messages of `/api/v1`, one file a resource. Unknown fields are refused in what the server receives.

pub mod accounts;
pub mod applications;
#[cfg(feature = "seal")]
pub mod authority;
#[cfg(feature = "seal")]
pub mod cases;
pub mod check_ins;
pub mod dashboard;
pub mod desk;
pub mod keys;
pub mod live;
pub mod manage;
#[cfg(feature = "seal")]
pub mod notices;
pub mod persons;
pub mod reports;
pub mod transfers;
pub mod venues;
