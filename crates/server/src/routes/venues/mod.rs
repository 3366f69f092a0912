//! `/api/v1/venues`

pub mod look_up;
