//! `GET /api/v1/venues/{venue}/posters`: what was issued and downloaded when.

use serde::{Deserialize, Serialize};
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::instant::Instant;
use venue_protocol::wire::venues::Gate;

use crate::sheet::{Format, Orientation, Size};

/// All posters of a venue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PosterArchive {
    /// The venue itself first, if it has a code, then its zones by name.
    pub places: Vec<ArchivedPlace>,
}

/// The posters of one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArchivedPlace {
    /// The place.
    pub place: PlaceId,
    /// The zone's name; absent for the venue itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Which directions it registers.
    pub gate: Gate,
    /// Every issue of its code, newest first.
    pub issues: Vec<ArchivedIssue>,
}

/// One issue of a place's code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArchivedIssue {
    /// Which issue.
    pub serial: Serial,
    /// When it was issued.
    pub created_at: Instant,
    /// From then on it is dead: revoked, replaced, or past its last day.
    pub dead_from: Instant,
    /// What was downloaded of it, newest first: the latest of each kind of file and day.
    pub downloads: Vec<Download>,
}

/// A file that was downloaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Download {
    /// When.
    pub at: Instant,
    /// On which size.
    pub size: Size,
    /// How it stands.
    pub orientation: Orientation,
    /// As what.
    pub format: Format,
}
