//! `/api/v1/persons`

pub mod keepsake;
pub mod register;
pub mod renew;
pub mod withdraw;
