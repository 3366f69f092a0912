//! The sealer (SEALING 12): the one thread that sees credentials opened and persons in plain text, holds the keys of
//! the hour, and writes. It takes what waits, writes it in one transaction, and answers after the commit.
//!
//! To add a kind of work: a variant of [`job::Job`], a method here, and its arm in `transaction.rs`.

mod batch;
mod check_in;
mod desk;
mod folding;
mod job;
mod live;
mod pass;
mod person;
mod recent;
mod thread;
mod transaction;

use std::io;
use std::sync::Arc;

use axum::body::Bytes;
use ed25519_dalek::SigningKey;
use tokio::sync::{mpsc, oneshot};
use venue_protocol::desk_numbers::PassNumber;
use venue_protocol::id::{Credential, EventId, PassSecret, PlaceId};
use venue_protocol::instant::Day;
use venue_protocol::problem::{FieldProblem, FormProblem, ProblemType};
use venue_protocol::seal::{CredentialKey, RevocationKey};
use venue_protocol::wire::persons::Registered;

use crate::clock::SharedClock;
use crate::directory::DirectoryCache;
use crate::live::Live;
use crate::metrics::Metrics;
use crate::random::SharedRandom;
use crate::store::{Retired, SharedShelf, Store};

pub use check_in::{Arrival, Outcome};
pub use desk::{CheckedIn, Terminal};
use job::{Answer, Job};
pub use pass::IssuedPass;

/// Why the sealer did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Too much waits already, or the server is stopping.
    #[error("the sealer is busy")]
    Busy,
    /// The store failed; the log has the cause.
    #[error("the store failed")]
    Store,
    /// What was asked cannot be done.
    #[error("{}", .0.title())]
    Problem(ProblemType),
    /// The body is not of the expected shape.
    #[error("{0}")]
    Malformed(String),
    /// Fields are not valid.
    #[error("some values are not valid")]
    Invalid(Vec<FieldProblem>),
    /// Fields of a person or of a terminal's form are not valid.
    #[error("some values are not valid")]
    InvalidForm {
        /// Of the person.
        fields: Vec<FieldProblem>,
        /// Of the form.
        form: Vec<FormProblem>,
    },
}

/// By what a paper pass is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassKey {
    /// The number on pass and stub.
    Number(PassNumber),
    /// What its QR code says.
    Code(PassSecret),
}

impl From<ProblemType> for Refusal {
    fn from(kind: ProblemType) -> Self {
        Self::Problem(kind)
    }
}

/// What the sealer works with.
pub struct Parts {
    /// The time.
    pub clock: SharedClock,
    /// Random bytes.
    pub random: SharedRandom,
    /// Rows and identities.
    pub store: Arc<dyn Store>,
    /// Sealed key records.
    pub shelf: SharedShelf,
    /// The authority's public keys.
    pub directory: Arc<DirectoryCache>,
    /// Signs key records.
    pub record_key: SigningKey,
    /// Opens and makes credentials.
    pub credential_key: CredentialKey,
    /// Turns pids into revocations.
    pub revocation_key: RevocationKey,
    /// Counts.
    pub metrics: Arc<Metrics>,
    /// The venues' tickers.
    pub live: Arc<Live>,
}

/// The way to the sealer. It stops, with its keys wiped, when the last one is dropped.
#[derive(Debug, Clone)]
pub struct Sealer {
    jobs: mpsc::Sender<Job>,
}

impl Sealer {
    /// Starts the thread; at most `queue` requests wait for it.
    ///
    /// # Errors
    /// If the thread cannot be started.
    pub fn start(parts: Parts, queue: usize) -> io::Result<(Self, std::thread::JoinHandle<()>)> {
        let (jobs, waiting) = mpsc::channel(queue);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
        let thread = std::thread::Builder::new()
            .name("sealer".to_owned())
            .spawn(move || runtime.block_on(thread::run(parts, waiting)))?;
        Ok((Self { jobs }, thread))
    }

    /// Registers check-ins; one outcome for each.
    ///
    /// # Errors
    /// If it is too busy or the store fails.
    pub async fn check_in(&self, arrivals: Vec<Arrival>) -> Result<Vec<Outcome>, Refusal> {
        self.ask(|answer| Job::CheckIn { arrivals, answer }).await
    }

    /// Undoes a check-in.
    ///
    /// # Errors
    /// If it is not known, or the time for it is over.
    pub async fn undo(&self, event: EventId) -> Result<(), Refusal> {
        self.ask(|answer| Job::Undo { event, answer }).await
    }

    /// Registers a person from the request's raw body, so that nothing of it is read on another thread.
    ///
    /// # Errors
    /// If the body or a field of it is not valid, or registration is not open.
    pub async fn register(&self, body: Bytes) -> Result<Registered, Refusal> {
        self.ask(|answer| Job::Register { body, answer }).await
    }

    /// Registers a guest and checks the guest in, from the request's raw body as [`Sealer::register`] does.
    ///
    /// # Errors
    /// If the body is not valid, or the terminal may not do so.
    pub async fn check_in_at_desk(&self, body: Bytes, terminal: Terminal) -> Result<CheckedIn, Refusal> {
        self.ask(|answer| Job::Desk { body, terminal, answer }).await
    }

    /// Registers a person and makes a paper pass, from the request's raw body.
    ///
    /// # Errors
    /// If the body is not valid, or the terminal may not do so.
    pub async fn issue_pass(&self, body: Bytes, terminal: Terminal) -> Result<IssuedPass, Refusal> {
        self.ask(|answer| Job::IssuePass { body, terminal, answer }).await
    }

    /// Ends a paper pass, at a venue.
    ///
    /// # Errors
    /// If there is no such pass.
    pub async fn end_pass(&self, venue: PlaceId, key: PassKey) -> Result<(), Refusal> {
        self.ask(|answer| Job::EndPass { venue, key, answer }).await
    }

    /// Withdraws a registration.
    ///
    /// # Errors
    /// If this server did not make the credential.
    pub async fn withdraw(&self, credential: Credential) -> Result<(), Refusal> {
        self.ask(|answer| Job::Withdraw { credential, answer }).await
    }

    /// Gives a registration a new credential.
    ///
    /// # Errors
    /// If the credential is unknown, dead or withdrawn.
    pub async fn renew(&self, credential: Credential) -> Result<Registered, Refusal> {
        self.ask(|answer| Job::Renew { credential, answer }).await
    }

    /// Destroys what is past its time: check-ins of days before `first_day`.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn retire(&self, first_day: Day) -> Result<Retired, Refusal> {
        self.ask(|answer| Job::Retire { first_day, answer }).await
    }

    /// How many more requests may wait.
    pub fn room(&self) -> usize {
        self.jobs.capacity()
    }

    async fn ask<T>(&self, job: impl FnOnce(Answer<T>) -> Job) -> Result<T, Refusal> {
        let (answer, answered) = oneshot::channel();
        self.jobs.try_send(job(answer)).map_err(|_| Refusal::Busy)?;
        answered.await.map_err(|_| Refusal::Store)?
    }
}
