//! The browser. The only place that touches web_sys.

pub mod dom;
