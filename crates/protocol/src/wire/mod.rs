//! The JSON messages of `/api/v1`, one file a resource. Unknown fields are refused in what the server receives.

pub mod check_ins;
pub mod keys;
pub mod persons;
pub mod transfers;
pub mod venues;
