//! What the management terminal keeps: slips that were used, paper passes; and counts of visits.

use async_trait::async_trait;

/// Reading.
#[async_trait]
pub trait DeskReads: Send + Sync {}

/// Writing, within a transaction of [`super::Writer`].
#[async_trait]
pub trait DeskWrites: Send {}
