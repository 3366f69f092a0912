//! The authority's pages: keys and members, cases, results.
//!
//! The page asks the server and feeds the worker ([`crate::authority`]); `work` is both with their waiting and failures,
//! `knowledge` what is known of roles and members.

mod approving;
mod cases;
mod children;
mod contacts;
mod disputes;
mod ended;
mod exporting;
mod filing;
mod graph;
mod keys;
mod knowledge;
mod members;
mod new_case;
mod notices;
mod one_case;
mod own_key;
mod proposal;
mod ready;
mod receipts;
mod role_file;
mod second_degree;
mod sheet;
mod timeline;
mod tracing;
mod way;
mod work;

pub use cases::Cases;
pub use keys::Keys;
pub use new_case::NewCase;
pub use one_case::OneCase;
