//! What was printed when.

use async_trait::async_trait;

/// Reading.
#[async_trait]
pub trait PosterReads: Send + Sync {}

/// Writing, within a transaction of [`super::Writer`].
#[async_trait]
pub trait PosterWrites: Send {}
