//! The visitor's app.
