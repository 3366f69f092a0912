//! What the dashboard asks: how much there is of everything.

use async_trait::async_trait;
use venue_protocol::instant::Day;
use venue_protocol::wire::dashboard::{VenueCounts, WaitingApplications};

use super::StoreError;

/// How much there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Venues.
    pub venues: VenueCounts,
    /// Applications that wait for a decision.
    pub applications: WaitingApplications,
    /// The oldest day with a table.
    pub oldest_day: Option<Day>,
    /// Tables of days.
    pub day_tables: u32,
    /// The database and its log, in bytes.
    pub bytes: u64,
}

/// Reading.
#[async_trait]
pub trait FigureReads: Send + Sync {
    /// As it is now.
    async fn figures(&self) -> Result<Figures, StoreError>;
}
