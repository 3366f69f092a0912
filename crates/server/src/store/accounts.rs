//! Accounts of the consoles, their sessions, links and memberships.

use async_trait::async_trait;

/// Reading.
#[async_trait]
pub trait AccountReads: Send + Sync {}

/// Writing, within a transaction of [`super::Writer`].
#[async_trait]
pub trait AccountWrites: Send {}
