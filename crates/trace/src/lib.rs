//! Tracing (SEALING 8): what the browsers of tracer and approver do with what the server sends them.
//!
//! No I/O, no clock, no randomness, no browser: whoever uses it makes the calls to the server and feeds the answers in, page
//! by page, so that progress shows and stopping is enough to cancel. The way of a case:
//!
//! 1. [`filing`]: the tracer's browser opens the tracers' halves and writes the request.
//! 2. [`approval`]: the approver's browser joins the halves, finds the registrations and the tags, and writes the release.
//! 3. [`trace`]: the tracer's browser opens the rows, then the identities, and has the [`results`].
//!
//! From rows to results: [`stay`] pairs entries and exits, [`person`] merges the registrations of one person, [`contact`]
//! tells who overlapped, [`confidence`] how far each visit is to be trusted. Afterwards [`receipt`] tells who is to have one,
//! and [`dispute`] what "I was not there" is said about.
//!
//! What cannot be opened is counted ([`SealedCounts`]) and shown, never skipped silently.

pub mod approval;
pub mod confidence;
pub mod contact;
pub mod dispute;
#[cfg(feature = "export")]
pub mod export;
pub mod filing;
pub mod person;
pub mod receipt;
pub mod records;
pub mod results;
pub mod sealed;
pub mod second_degree;
pub mod stay;
pub mod trace;

pub use approval::{Approval, Approved};
pub use records::Records;
pub use results::Results;
pub use sealed::SealedCounts;
pub use trace::Trace;

/// Why a step cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TraceError {
    /// The answer has another number of entries than was asked for.
    #[error("the answer does not fit what was asked")]
    AnswerLength,
    /// Something is still to be asked.
    #[error("not everything was asked yet")]
    Unfinished,
    /// More registrations or rows than a chain can have: the answers are not to be believed.
    #[error("a chain without an end")]
    EndlessChain,
}
