//! What the management terminal keeps: slips that were used, paper passes; and counts of visits.

use async_trait::async_trait;

use super::SqliteStore;
use super::writer::SqliteWriter;
use crate::store::desk::{DeskReads, DeskWrites};

#[async_trait]
impl DeskReads for SqliteStore {}

#[async_trait]
impl DeskWrites for SqliteWriter {}
