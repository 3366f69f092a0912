//! Pictures of venue codes as a phone sees them: a poster on paper ([`poster`]), looked at by a camera that is
//! held at an angle, out of focus and in bad light ([`camera`]), and written as Chromium's fake camera reads it
//! ([`write`]). [`scene`] draws the hard views that a scanner is measured by, one hardship after another, and
//! [`hostile`] frames that only cost it time. [`sheet`] puts many screenshots on one picture, to look at them at
//! once. Behind features of their own, the running parts that need these pictures: `server`, a real venue-server,
//! `database`, what it stored, and `browser`, a real browser.
//!
//! Everything is drawn from a seed, so that a picture that a scanner could not read can be drawn again.
//! To add a hardship (rain, a torn corner), give [`scene::Scene`] a field, apply it in [`scene::Scene::draw`], and add
//! a [`scene::Kind`] of it. To give the server another setting, extend [`server::Setup`].

#[cfg(feature = "browser")]
pub mod browser;
pub mod camera;
#[cfg(feature = "database")]
pub mod database;
mod digits;
pub mod hostile;
pub mod noise;
#[cfg(feature = "server")]
pub mod one_time_code;
mod pose;
pub mod poster;
pub mod scene;
pub mod seeded;
#[cfg(feature = "server")]
pub mod server;
pub mod sheet;
pub mod write;

pub use image;
