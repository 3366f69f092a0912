//! Applications for venue codes, and the profiles of approved venues.

use async_trait::async_trait;

/// Reading.
#[async_trait]
pub trait ApplicationReads: Send + Sync {}

/// Writing, within a transaction of [`super::Writer`].
#[async_trait]
pub trait ApplicationWrites: Send {}
