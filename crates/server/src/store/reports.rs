//! Problem reports.

use async_trait::async_trait;
use venue_protocol::desk_numbers::TicketNumber;
use venue_protocol::id::{AccountId, PlaceId, ReportId};
use venue_protocol::instant::Instant;
use venue_protocol::seal::{PublicKey, SealedDetails, SealedPicture};
use venue_protocol::typed_code::TypedCode;
use venue_protocol::wire::reports::{
    Report, ReportKind, ReportLine, ReportQueue, ReportState, ReportStatus, Whom,
};

use super::StoreError;

/// A report that has come.
#[derive(Debug)]
pub struct NewReport<'a> {
    /// Its id.
    pub id: ReportId,
    /// What is wrong.
    pub kind: ReportKind,
    /// Whom it is about.
    pub whom: Whom,
    /// The place, if it is known.
    pub place: Option<PlaceId>,
    /// The number that was typed for it.
    pub typed: Option<TypedCode>,
    /// What is personal.
    pub details: &'a SealedDetails,
    /// Its picture.
    pub picture: Option<&'a SealedPicture>,
}

/// What is asked for of the queue; `None` asks for all.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Of this state.
    pub state: Option<ReportState>,
    /// Of this kind.
    pub kind: Option<ReportKind>,
    /// At venues whose name contains this; letter case does not matter.
    pub venue: Option<String>,
    /// Of this number.
    pub ticket: Option<TicketNumber>,
    /// Behind this one of an earlier answer.
    pub after: Option<i64>,
}

/// What changes in the technicians' hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handling {
    /// Raised by every change.
    pub version: u32,
    /// How far it is.
    pub state: ReportState,
    /// Who took it.
    pub taken_by: Option<AccountId>,
    /// The answer.
    pub answer: Option<String>,
    /// Since when it is closed.
    pub closed_at: Option<Instant>,
}

/// Reading. `me` is the technician who asks.
#[async_trait]
pub trait ReportReads: Send + Sync {
    /// How far a report is.
    async fn report_status(&self, id: ReportId) -> Result<Option<ReportStatus>, StoreError>;
    /// What is asked for of the queue, oldest first.
    async fn reports(&self, asked: &Asked, most: u32, me: AccountId) -> Result<ReportQueue, StoreError>;
    /// A report.
    async fn report(&self, id: ReportId, me: AccountId) -> Result<Option<Report>, StoreError>;
    /// A report's picture, if it has one.
    async fn report_picture(&self, id: ReportId) -> Result<Option<SealedPicture>, StoreError>;
}

/// Writing, within a transaction of [`super::Writer`].
#[async_trait]
pub trait ReportWrites: Send {
    /// How far a report is.
    async fn report_status(&mut self, id: ReportId) -> Result<Option<ReportStatus>, StoreError>;
    /// Adds a report; [`StoreError::Exists`] if its id or number is there already.
    async fn add_report(
        &mut self,
        at: Instant,
        ticket: TicketNumber,
        report: &NewReport<'_>,
    ) -> Result<(), StoreError>;
    /// What technicians made of a report so far.
    async fn handling(&mut self, id: ReportId) -> Result<Option<Handling>, StoreError>;
    /// Stores what a technician made of it, raises its version, and gives its line.
    async fn handle(
        &mut self,
        id: ReportId,
        handling: &Handling,
        me: AccountId,
    ) -> Result<ReportLine, StoreError>;
    /// Forgets reports that were closed or came before these times; how many.
    async fn forget_reports(
        &mut self,
        closed_before: Instant,
        received_before: Instant,
    ) -> Result<u64, StoreError>;
    /// Sets the technicians' public key; [`StoreError::Exists`] if it is set.
    async fn set_technicians(&mut self, at: Instant, key: &PublicKey) -> Result<(), StoreError>;
}
