//! The JSON messages of `/api/v1`, one file a resource. Unknown fields are refused in what the server receives.

pub mod accounts;
pub mod applications;
pub mod check_ins;
pub mod dashboard;
pub mod desk;
pub mod keys;
pub mod live;
pub mod manage;
pub mod persons;
pub mod transfers;
pub mod venues;
