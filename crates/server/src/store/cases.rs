//! Cases of the authority, and the rows and identities that they are about.

use async_trait::async_trait;
use venue_protocol::id::{AccountId, EventId, PlaceId};
use venue_protocol::instant::Instant;
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{Case, IndexEntry, Row, SlotTag, VaultRow, Window, WirePid};

use super::StoreError;

/// SHA-256 of all that was filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Content(pub [u8; 32]);

/// One place within a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// The place.
    pub place: PlaceId,
    /// The first minute.
    pub from: u32,
    /// The last one.
    pub to: u32,
}

/// Where a page of rows ends. Rows have this order, which later ones do not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowMark {
    /// The day of its table; the last one for the odd rows.
    pub day: u16,
    /// The place.
    pub place: PlaceId,
    /// The minute.
    pub minute: u32,
    /// The event.
    pub event: EventId,
    /// The person's number in it.
    pub index: u8,
}

/// A page of rows.
#[derive(Debug, Clone, Default)]
pub struct RowPage {
    /// The rows.
    pub rows: Vec<Row>,
    /// How many there are in all.
    pub total: u32,
    /// Where the next page begins, if there is one.
    pub next: Option<RowMark>,
}

/// Reading.
#[async_trait]
pub trait CaseReads: Send + Sync {
    /// The newest cases, of all tracers or of one.
    async fn cases(&self, tracer: Option<AccountId>, most: u32) -> Result<Vec<Case>, StoreError>;
    /// A case.
    async fn case(&self, id: CaseId) -> Result<Option<Case>, StoreError>;
    /// How many cases a tracer filed since a time.
    async fn filed_since(&self, tracer: AccountId, since: Instant) -> Result<u32, StoreError>;
    /// What was filed as a case.
    async fn content(&self, id: CaseId) -> Result<Option<Content>, StoreError>;
    /// Of each idx the registration, also one whose identity was destroyed.
    async fn registrations(&self, asked: &[IndexEntry]) -> Result<Vec<Option<WirePid>>, StoreError>;
    /// Of each pid the sealed identity, if it is still there.
    async fn identities(&self, pids: &[WirePid]) -> Result<Vec<Option<VaultRow>>, StoreError>;
    /// Of each tag whether there is such a row, undone ones too.
    async fn has_rows(&self, tags: &[SlotTag]) -> Result<Vec<bool>, StoreError>;
    /// The rows of these tags, without undone ones, in no order.
    async fn rows_of(&self, tags: &[SlotTag]) -> Result<Vec<Row>, StoreError>;
    /// The rows of places within windows, behind a mark. Stretches of one place must not overlap.
    async fn rows_around(
        &self,
        stretches: &[Stretch],
        after: Option<RowMark>,
        most: usize,
    ) -> Result<RowPage, StoreError>;
}

/// Writing, within a transaction of [`super::Writer`].
#[async_trait]
pub trait CaseWrites: Send {
    /// Adds a case.
    async fn add_case(&mut self, case: &Case, content: Content) -> Result<(), StoreError>;
    /// Writes down how far a case is: state, approver, decision, note, tags.
    async fn update_case(&mut self, case: &Case) -> Result<(), StoreError>;
}

/// Merges windows that overlap or touch.
pub fn merged(mut windows: Vec<Window>) -> Vec<Window> {
    windows.sort_unstable_by_key(|window| window.from);
    let mut merged: Vec<Window> = Vec::with_capacity(windows.len());
    for window in windows {
        match merged.last_mut() {
            Some(last) if window.from <= last.to.saturating_add(1) => last.to = last.to.max(window.to),
            _ => merged.push(window),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_that_overlap_or_touch_are_one() {
        let windows = |pairs: &[(u32, u32)]| pairs.iter().map(|&(from, to)| Window { from, to }).collect();
        assert_eq!(
            merged(windows(&[(50, 60), (1, 10), (5, 7), (11, 20), (22, 30), (58, 70)])),
            windows(&[(1, 20), (22, 30), (50, 70)]) as Vec<Window>
        );
    }
}
