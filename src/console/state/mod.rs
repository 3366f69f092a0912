//! What the console knows, as pure values: who is signed in, the desk's form, the shift, slips, the live view, charts,
//! the rotating code, what a photo of a poster tells.

pub mod attempt;
pub mod authority;
pub mod case_form;
pub mod chart;
pub mod check;
pub mod desk;
pub mod exposures;
pub mod filing;
pub mod live;
pub mod pass_code;
pub mod places;
pub mod results;
pub mod rotation;
pub mod session;
pub mod shift;
pub mod slips;
pub mod studio;
#[cfg(test)]
mod tests;
