//! The shelf: sealed key records and the papers of cases, apart from the rows (SEALING 11).

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use tokio::sync::{Mutex, MutexGuard};
use venue_protocol::instant::Day;
use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::notice::NoticeDayKey;
use venue_protocol::wire::cases::{SlotTag, Window};

use super::StoreError;

/// The shelf.
#[async_trait]
pub trait Shelf: Send {
    /// Reserves the id of a record that begins now.
    async fn reserve(&mut self, kind: u8, start_minute: u32) -> Result<u32, StoreError>;
    /// Stores a record under its reserved id, durably, and replaces the mirror. Before this no key may be used.
    async fn put(&mut self, id: u32, record: &[u8]) -> Result<(), StoreError>;
    /// The records of slots that begin within a window, and of all indexes.
    async fn records(&mut self, slots: Window) -> Result<Vec<Vec<u8>>, StoreError>;
    /// Destroys slots that began before a minute, those indexes that began before it and are not in use any more, and
    /// papers that last until before it, and replaces the mirror. Gives the id of the first slot that is left (or would
    /// come next) and how many records were destroyed.
    async fn destroy_before(&mut self, minute: u32, indexes_in_use: &[u32])
    -> Result<(u32, u64), StoreError>;

    /// Stores what is asked in a case, and replaces the mirror. It lasts at most until the retention of a minute is over.
    async fn put_request(&mut self, case: CaseId, until: u32, request: &[u8]) -> Result<(), StoreError>;
    /// Stores what is released, and replaces the mirror.
    async fn put_release(&mut self, case: CaseId, release: &Release) -> Result<(), StoreError>;
    /// What is asked in a case.
    async fn request(&mut self, case: CaseId) -> Result<Option<Vec<u8>>, StoreError>;
    /// Whether something was released.
    async fn has_release(&mut self, case: CaseId) -> Result<bool, StoreError>;
    /// What was released.
    async fn release(&mut self, case: CaseId) -> Result<Option<Release>, StoreError>;
    /// NK of a day: the one that is there, or else this one, which is stored, and the mirror replaced.
    async fn notice_day_key(&mut self, day: Day, drawn: NoticeDayKey) -> Result<NoticeDayKey, StoreError>;
    /// Destroys what was asked and released, and replaces the mirror.
    async fn destroy_case(&mut self, case: CaseId) -> Result<(), StoreError>;
}

/// What an approver releases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The approvers' halves, sealed to the tracer.
    pub sealed: Vec<u8>,
    /// The rows that may be served.
    pub tags: Vec<SlotTag>,
}

/// The shelf, shared by the sealer and the cases.
///
/// The sealer writes to the main database while it has the shelf. So whoever needs both takes the shelf first and begins
/// the transaction then: in the other order both would wait for each other.
#[derive(Clone)]
pub struct SharedShelf(Arc<Mutex<Box<dyn Shelf>>>);

impl SharedShelf {
    /// Shares it.
    pub fn new(shelf: impl Shelf + 'static) -> Self {
        Self(Arc::new(Mutex::new(Box::new(shelf))))
    }

    /// Waits for it.
    pub async fn lock(&self) -> MutexGuard<'_, Box<dyn Shelf>> {
        self.0.lock().await
    }
}

impl fmt::Debug for SharedShelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SharedShelf")
    }
}
