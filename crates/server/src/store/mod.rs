//! What the server keeps on disk, as traits: routes and sealer know these, only [`sqlite`] knows SQL.
//!
//! To add an engine: implement [`Store`], [`Writer`] and [`Shelf`] beside [`sqlite`] and choose it where the
//! server is put together (`app.rs`).

pub mod accounts;
pub mod applications;
pub mod audit;
pub mod authority;
pub mod cases;
mod check_in;
pub mod desk;
mod directory;
pub mod figures;
pub mod notices;
mod over;
pub mod posters;
pub mod reports;
mod shelf;
pub mod sqlite;

use std::time::Duration;

use async_trait::async_trait;
use venue_protocol::id::{EventId, PlaceId, Serial};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::seal::credential::Revocation;
use venue_protocol::seal::identity::Idx;
use venue_protocol::seal::{Authority, Kid, Pid, SealedIdentity};

pub use check_in::{NewRow, Partition, StoredEvent, Visit};
pub use directory::{Code, Directory, Place, VenueRules};
pub use over::{Over, forget_over};
pub use shelf::{Release, SharedShelf, Shelf};

/// Why the store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The engine failed; what was asked was not done.
    #[error("the database failed")]
    Failed(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A commit failed: nobody knows whether it was done.
    #[error("the outcome of a commit is not known")]
    Unknown(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Something in it is not of the expected shape.
    #[error("the database holds a damaged {0}")]
    Damaged(&'static str),
    /// It was written by a newer version.
    #[error(
        "the database {database} was written by a newer version of this program (its schema has step {step}); \
         start that version, or restore a backup from before"
    )]
    Newer {
        /// Which database.
        database: String,
        /// The step that this version does not know.
        step: i64,
    },
    /// Such a thing is there already.
    #[error("{0} exists already")]
    Exists(&'static str),
}

/// A sealed identity for the vault (SEALING 4).
#[derive(Debug, Clone)]
pub struct NewIdentity {
    /// The person's id.
    pub pid: Pid,
    /// Which index record's key made `idx`.
    pub index_id: u32,
    /// By which an approver finds it.
    pub idx: Idx,
    /// Whom it is sealed to.
    pub kid_t: Kid,
    /// The sealed identity.
    pub sealed: Box<SealedIdentity>,
    /// After this day it is destroyed.
    pub expires: Day,
}

/// Reading, from many tasks at a time.
#[async_trait]
pub trait Store: std::fmt::Debug + Send + Sync {
    /// A number that changes with the directory.
    async fn change(&self) -> Result<i64, StoreError>;
    /// All venues, places, codes, and the authority's public keys.
    async fn directory(&self) -> Result<Directory, StoreError>;
    /// One event.
    async fn event(&self, event: EventId) -> Result<Option<StoredEvent>, StoreError>;
    /// All withdrawn credentials.
    async fn revoked(&self) -> Result<Vec<Revocation>, StoreError>;
    /// Accounts, to read.
    fn accounts(&self) -> &dyn accounts::AccountReads;
    /// Applications, to read.
    fn applications(&self) -> &dyn applications::ApplicationReads;
    /// What terminals keep, to read.
    fn desk(&self) -> &dyn desk::DeskReads;
    /// Notices, receipts and disputes, to read.
    fn notices(&self) -> &dyn notices::NoticeReads;
    /// What was printed, to read.
    fn posters(&self) -> &dyn posters::PosterReads;
    /// The authority's members, to read.
    fn authority(&self) -> &dyn authority::AuthorityReads;
    /// Cases and the rows that they are about, to read.
    fn cases(&self) -> &dyn cases::CaseReads;
    /// Problem reports, to read.
    fn reports(&self) -> &dyn reports::ReportReads;
    /// How much there is of everything.
    fn figures(&self) -> &dyn figures::FigureReads;
    /// The audit chain, to read.
    fn audit(&self) -> &dyn audit::AuditReads;
    /// A new writer. The sealer keeps one; each transaction of the consoles and each command has its own for a moment.
    async fn writer(&self) -> Result<Box<dyn Writer>, StoreError>;
}

/// Writing, in transactions. Every call between `begin` and `commit` belongs to the transaction.
#[async_trait]
pub trait Writer: Send {
    /// Begins a transaction.
    async fn begin(&mut self) -> Result<(), StoreError>;
    /// Commits it durably.
    async fn commit(&mut self) -> Result<(), StoreError>;
    /// Undoes it.
    async fn rollback(&mut self) -> Result<(), StoreError>;

    /// Accounts, to write.
    fn accounts(&mut self) -> &mut dyn accounts::AccountWrites;
    /// Applications, to write.
    fn applications(&mut self) -> &mut dyn applications::ApplicationWrites;
    /// What terminals keep, to write.
    fn desk(&mut self) -> &mut dyn desk::DeskWrites;
    /// Notices, receipts and disputes, to write.
    fn notices(&mut self) -> &mut dyn notices::NoticeWrites;
    /// What was printed, to write.
    fn posters(&mut self) -> &mut dyn posters::PosterWrites;
    /// The authority's members, to write.
    fn authority(&mut self) -> &mut dyn authority::AuthorityWrites;
    /// Cases, to write.
    fn cases(&mut self) -> &mut dyn cases::CaseWrites;
    /// Problem reports, to write.
    fn reports(&mut self) -> &mut dyn reports::ReportWrites;

    /// Those of the events that are stored, in any order. They are looked for in their day and among the odd ones.
    async fn events(&mut self, events: &[EventId]) -> Result<Vec<StoredEvent>, StoreError>;
    /// Adds rows of check-ins.
    async fn add_rows(&mut self, rows: &[NewRow]) -> Result<(), StoreError>;
    /// Blanks an event's rows in place: tag, event and digest stay (SEALING 6). How many rows, one a person.
    async fn blank(&mut self, event: EventId) -> Result<u64, StoreError>;

    /// Adds an identity.
    async fn add_identity(&mut self, identity: &NewIdentity) -> Result<(), StoreError>;
    /// Sets the day after which an identity is destroyed; whether it is there at all.
    async fn keep_identity_until(&mut self, pid: &Pid, day: Day) -> Result<bool, StoreError>;
    /// Destroys an identity at once; its idx stays, as a link of its chain.
    async fn forget_identity(&mut self, pid: &Pid) -> Result<(), StoreError>;
    /// Withdraws a credential; the note is dropped after `until`.
    async fn revoke(&mut self, revocation: Revocation, until: Day) -> Result<(), StoreError>;

    /// Appends to the audit chain.
    async fn audit(&mut self, at: Instant, kind: audit::Kind, subject: &[u8]) -> Result<(), StoreError>;
    /// Destroys what is past its time: day tables before `first_day`, odd rows of slots before `first_slot`,
    /// identities and revocations of days before `today`.
    async fn retire(&mut self, first_day: Day, first_slot: u32, today: Day) -> Result<Retired, StoreError>;

    /// Folds the log of changes into the tables, outside of transactions, so that what was destroyed stands in no
    /// file; `false` if somebody who reads is in the way for longer than that.
    async fn fold(&mut self, patience: Duration) -> Result<bool, StoreError>;

    /// The index records that identities are filed under.
    async fn indexes_in_use(&mut self) -> Result<Vec<u32>, StoreError>;

    /// Adds a place, and its venue if the place is one (or the venue is new), with its first code.
    async fn add_place(&mut self, at: Instant, place: &Place, new_venue: bool) -> Result<(), StoreError>;
    /// Adds a code.
    async fn add_code(&mut self, at: Instant, code: &Code) -> Result<(), StoreError>;
    /// Lets a place's codes before `serial` die at a time.
    async fn replace_codes(&mut self, place: PlaceId, before: Serial, at: Instant) -> Result<(), StoreError>;
    /// Revokes all codes of a place.
    async fn revoke_codes(&mut self, place: PlaceId, at: Instant) -> Result<(), StoreError>;
    /// Revokes all codes of a venue, those of removed zones too; whose codes they were.
    async fn revoke_venue(&mut self, venue: PlaceId, at: Instant) -> Result<Vec<PlaceId>, StoreError>;
    /// Sets the authority's public keys; [`StoreError::Exists`] if they are set.
    async fn set_authority(&mut self, at: Instant, authority: &Authority) -> Result<(), StoreError>;
}

/// What [`Writer::retire`] destroyed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Retired {
    /// Day tables.
    pub days: u64,
    /// Rows among the odd ones.
    pub odd_rows: u64,
    /// Identities.
    pub identities: u64,
}
