//! What the sealer is asked to do.

use axum::body::Bytes;
use tokio::sync::oneshot;
use venue_protocol::id::{Credential, EventId, PlaceId};
use venue_protocol::instant::Day;
use venue_protocol::wire::persons::Registered;

use super::{Arrival, CheckedIn, IssuedPass, Outcome, PassKey, Refusal, Terminal};
use crate::store::Retired;

/// Where an answer goes.
pub(super) type Answer<T> = oneshot::Sender<Result<T, Refusal>>;

/// One request's work.
pub(super) enum Job {
    CheckIn { arrivals: Vec<Arrival>, answer: Answer<Vec<Outcome>> },
    Undo { event: EventId, answer: Answer<()> },
    Desk { body: Bytes, terminal: Terminal, answer: Answer<CheckedIn> },
    IssuePass { body: Bytes, terminal: Terminal, answer: Answer<IssuedPass> },
    EndPass { venue: PlaceId, key: PassKey, answer: Answer<()> },
    Register { body: Bytes, answer: Answer<Registered> },
    Withdraw { credential: Credential, answer: Answer<()> },
    Renew { credential: Credential, answer: Answer<Registered> },
    Retire { first_day: Day, answer: Answer<Retired> },
}

impl Job {
    /// Answers that it was not done.
    pub(super) fn refuse(self, refusal: Refusal) {
        // Whoever asked may have gone; nobody else needs the answer.
        match self {
            Self::CheckIn { answer, .. } => drop(answer.send(Err(refusal))),
            Self::Undo { answer, .. } | Self::Withdraw { answer, .. } | Self::EndPass { answer, .. } => {
                drop(answer.send(Err(refusal)));
            }
            Self::Desk { answer, .. } => drop(answer.send(Err(refusal))),
            Self::IssuePass { answer, .. } => drop(answer.send(Err(refusal))),
            Self::Register { answer, .. } | Self::Renew { answer, .. } => drop(answer.send(Err(refusal))),
            Self::Retire { answer, .. } => drop(answer.send(Err(refusal))),
        }
    }
}
