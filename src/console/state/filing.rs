//! A case on its way out. Its request is sealed once: sent again after a lost answer it is the same bytes, by which the
//! server knows it for the same case. Once something of it changes it is another case, with an id of its own.

use venue_protocol::bytes::Bytes;
use venue_protocol::seal::PublicKey;
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{NewCase, Subject, Window};
use venue_trace::SealedCounts;

/// A case before its request is sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The authority's own number.
    pub number: String,
    /// Why.
    pub reason: String,
    /// About what.
    pub subject: Subject,
    /// When.
    pub window: Window,
    /// D of each person (SEALING 4); none for a place.
    pub documents: Vec<Bytes>,
}

/// The same with its request sealed.
#[derive(Clone, PartialEq)]
pub struct Outgoing {
    wanted: Wanted,
    /// What goes out, without a code.
    case: NewCase,
    /// What of the records stays sealed: rows and registrations under these will not be found.
    pub sealed: SealedCounts,
}

impl Outgoing {
    /// What was wanted, sealed under this id to be released to this key.
    pub fn new(
        wanted: Wanted,
        id: CaseId,
        tracer_key: PublicKey,
        request: Bytes,
        sealed: SealedCounts,
    ) -> Self {
        let Wanted { number, reason, subject, window, .. } = wanted.clone();
        let case = NewCase { id, number, reason, subject, window, tracer_key, request, code: String::new() };
        Self { wanted, case, sealed }
    }

    /// Whether this is what is wanted now.
    pub fn is_of(&self, wanted: &Wanted) -> bool {
        self.wanted == *wanted
    }

    /// To be sent, with a code that works once.
    pub fn with_code(&self, code: String) -> NewCase {
        NewCase { code, ..self.case.clone() }
    }
}
