//! Accounts of the consoles, their sessions, links and memberships.

use async_trait::async_trait;

use super::SqliteStore;
use super::writer::SqliteWriter;
use crate::store::accounts::{AccountReads, AccountWrites};

#[async_trait]
impl AccountReads for SqliteStore {}

#[async_trait]
impl AccountWrites for SqliteWriter {}
