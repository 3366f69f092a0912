//! Applications for venue codes, and the profiles of approved venues.

use async_trait::async_trait;

use super::SqliteStore;
use super::writer::SqliteWriter;
use crate::store::applications::{ApplicationReads, ApplicationWrites};

#[async_trait]
impl ApplicationReads for SqliteStore {}

#[async_trait]
impl ApplicationWrites for SqliteWriter {}
