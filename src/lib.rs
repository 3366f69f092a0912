//! The visitor's app.
//!
//! `state` is what the app knows, as pure values; `i18n` every text; `components` the views; `pages` what is composed
//! of them; `platform` the only place that touches the browser.

pub mod api;
pub mod app;
#[cfg(feature = "console")]
pub mod authority;
pub mod components;
#[cfg(feature = "console")]
pub mod console;
pub mod i18n;
pub mod json;
pub mod pages;
pub mod platform;
pub mod route;
pub mod scan;
pub mod services;
pub mod state;
