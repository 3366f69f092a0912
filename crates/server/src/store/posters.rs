//! What was issued and downloaded when.

use async_trait::async_trait;
use venue_poster::archive::Download;
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::instant::Instant;

use super::StoreError;

/// When a code was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Issue {
    /// The place.
    pub place: PlaceId,
    /// Which issue.
    pub serial: Serial,
    /// When.
    pub created_at: Instant,
}

/// A file of one issue that was downloaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IssueDownload {
    /// The place.
    pub place: PlaceId,
    /// Which issue.
    pub serial: Serial,
    /// Which file, and when.
    pub download: Download,
}

/// Reading.
#[async_trait]
pub trait PosterReads: Send + Sync {
    /// Every issue of a venue's codes.
    async fn issues(&self, venue: PlaceId) -> Result<Vec<Issue>, StoreError>;
    /// Every noted download of a venue, newest first.
    async fn downloads(&self, venue: PlaceId) -> Result<Vec<IssueDownload>, StoreError>;
}

/// Writing, within a transaction of [`super::Writer`].
#[async_trait]
pub trait PosterWrites: Send {
    /// Notes a download; an earlier one of the same kind on the same day is forgotten.
    async fn note_download(&mut self, download: &IssueDownload) -> Result<(), StoreError>;
}
