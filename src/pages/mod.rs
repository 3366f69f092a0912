//! The pages: what they show comes from the state, what they do goes to the services, how it looks from components.
//!
//! A page is a hook; what it remembers while it is shown is one value (`own`), and its parts are plain functions.
//! To add a page: a file in `visitor/`, a [`Route`](crate::route::Route), two lines in [`parts`], its texts in
//! [`i18n::text`](crate::i18n::text).

#[cfg(feature = "console")]
pub mod console;
pub mod context;
pub(crate) mod own;
pub mod parts;
pub mod visitor;
