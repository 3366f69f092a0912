//! What the console's pages are made of: frames, forms, tables, and what comes from the server.
//!
//! [`page`] frames a page, [`load`] asks the server and sends to it, [`trouble`] says what went wrong, [`form`] and
//! [`wrong`] are fields and what is wrong with them, [`table`] lists, [`dialog`] asks before something is done,
//! [`download`] gives files.

pub mod dialog;
pub mod download;
pub mod form;
pub mod link;
pub mod load;
pub mod page;
pub mod shell;
pub mod table;
pub mod trouble;
pub mod upload;
pub mod wrong;
