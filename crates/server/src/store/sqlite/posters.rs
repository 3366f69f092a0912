//! What was printed when.

use async_trait::async_trait;

use super::SqliteStore;
use super::writer::SqliteWriter;
use crate::store::posters::{PosterReads, PosterWrites};

#[async_trait]
impl PosterReads for SqliteStore {}

#[async_trait]
impl PosterWrites for SqliteWriter {}
