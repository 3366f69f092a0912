//! `/api/v1/transfers`

pub mod open;
pub mod take;
