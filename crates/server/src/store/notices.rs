//! Exposure notices, receipts, and disputes.

use async_trait::async_trait;
use venue_protocol::instant::{Day, Instant};
use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::dispute::Disputed;
use venue_protocol::seal::receipt::{DisputeTokenHash, ReceiptHint};
use venue_protocol::wire::notices::{Decision, Dispute, SealedReceipt, SignedNotices};

use super::StoreError;

/// Reading.
#[async_trait]
pub trait NoticeReads: Send + Sync {
    /// The day files since a day, oldest first.
    async fn files(&self, since: Day) -> Result<Vec<SignedNotices>, StoreError>;
    /// The hints of receipts since a day, by day and sorted.
    async fn hints(&self, since: Day) -> Result<Vec<(Day, ReceiptHint)>, StoreError>;
    /// The receipts of a day whose hint begins so.
    async fn receipts(&self, day: Day, first: u8) -> Result<Vec<SealedReceipt>, StoreError>;
    /// The case that a token is of.
    async fn case_of(&self, token: DisputeTokenHash) -> Result<Option<CaseId>, StoreError>;
    /// What was said about something.
    async fn dispute(&self, about: Disputed) -> Result<Option<Dispute>, StoreError>;
    /// All that was said about events, and by receipts of one case; oldest first.
    async fn disputes(&self, case: CaseId) -> Result<Vec<Dispute>, StoreError>;
}

/// What became of a case's receipts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// They are there.
    All,
    /// The case had some.
    Before,
    /// There is another receipt of that day with one of these hints.
    HintTaken,
}

/// Writing, within a transaction of [`super::Writer`].
#[async_trait]
pub trait NoticeWrites: Send {
    /// The file of a day.
    async fn file(&mut self, day: Day) -> Result<Option<SignedNotices>, StoreError>;
    /// Puts a day's file in the place of the one before.
    async fn put_file(&mut self, file: &SignedNotices) -> Result<(), StoreError>;
    /// Adds a case's receipts. To be rolled back if they were not all added.
    async fn add_receipts(
        &mut self,
        case: CaseId,
        day: Day,
        receipts: &[SealedReceipt],
        tokens: &[DisputeTokenHash],
    ) -> Result<Added, StoreError>;
    /// Keeps what somebody says, in the place of what was said before; `false` if it is decided already.
    async fn say(&mut self, dispute: &Dispute) -> Result<bool, StoreError>;
    /// Decides what was said then; `false` if that is decided, or something else was said since.
    async fn decide(
        &mut self,
        about: Disputed,
        said_at: Instant,
        decision: &Decision,
    ) -> Result<bool, StoreError>;
    /// Forgets what was published, or said, before.
    async fn forget_before(&mut self, day: Day, said: Instant) -> Result<(), StoreError>;
}
