//! `GET /dashboard`: how the service does, for reviewers and operators. Numbers only.

use serde::{Deserialize, Serialize};

use crate::instant::{Day, Instant};

/// So many minutes of check-ins are told.
pub const PACE_MINUTES: u32 = 60;

/// How the service does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dashboard {
    /// The server's time.
    pub now: Instant,
    /// Venues.
    pub venues: VenueCounts,
    /// Applications that a reviewer should decide.
    pub applications: WaitingApplications,
    /// Check-ins a minute since the server started, at most of the last [`PACE_MINUTES`].
    pub pace: Pace,
    /// What waits to be sealed.
    pub sealer: SealerQueue,
    /// What is destroyed when.
    pub retention: RetentionState,
    /// How far a second place knows the audit chain; absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checkpoint: Option<CheckpointState>,
    /// The database and its log, in bytes.
    pub database_bytes: u64,
}

/// Venues.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VenueCounts {
    /// Not closed.
    pub in_force: u32,
    /// Closed for good.
    pub closed: u32,
}

/// Applications that wait.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitingApplications {
    /// How many.
    pub waiting: u32,
    /// When the one that waits longest was handed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Instant>,
}

/// Check-ins by minute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pace {
    /// The first minute's beginning.
    pub from: Instant,
    /// Check-ins of each minute from there; the last minute is not over.
    pub minutes: Vec<u32>,
}

/// The sealer's queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SealerQueue {
    /// Requests that wait.
    pub waiting: u32,
    /// So many more may wait before the server answers 503.
    pub room: u32,
}

/// The retention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RetentionState {
    /// For so many days check-ins are kept.
    pub days: u16,
    /// When it ran last since the server started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_run: Option<Instant>,
    /// When it runs next; not later than now if it is due, but did not succeed yet.
    pub next_run: Instant,
    /// The oldest day that is kept; absent if none is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest_day: Option<Day>,
    /// Tables of days.
    pub day_tables: u32,
}

/// The last checkpoint of the audit chain.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckpointState {
    /// So many entries it covers.
    pub entries: u64,
    /// When it was made; absent if none could be since the server started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Instant>,
}
