//! `/api/v1/persons`

mod keepsake;
mod register;
mod renew;
mod withdraw;
