//! Views that know no services: what they show and what they call is given to them.
//!
//! Views without a state of their own are plain structs with a `view`, or functions: each component costs every first
//! load some kilobytes. To add one: a file here named by it, its class in `assets/style/app.css`, and values from `assets/style/tokens.css` only.

pub mod button;
pub mod camera_view;
pub mod choice;
pub mod field;
pub mod icon;
pub mod nav;
pub mod notice;
pub mod now;
pub mod page;
pub mod pictogram;
pub mod qr;
pub mod question;
#[cfg(test)]
mod tests;
pub mod trouble;
pub mod word_card;
