//! `/api/v1/venues/{venue}` in the hands of managers and reviewers, and `/api/v1/service`

mod ending;
mod reissue;
mod removed;
mod rotating;
mod service;
mod settings;
mod show;
