//! What commands work with: the store and one transaction.

use std::sync::Arc;

use super::Failure;
use crate::app::database_file;
use crate::config::Config;
use crate::lease::Lease;
use crate::store::sqlite::SqliteStore;
use crate::store::{Store, Writer};

/// The store, open for one command.
pub(super) struct Desk {
    pub(super) store: Arc<dyn Store>,
    pub(super) writer: Box<dyn Writer>,
    _lease: Lease,
}

impl Desk {
    /// Opens it and begins the command's transaction, which is undone unless it is committed.
    pub(super) async fn open(config: &Config) -> Result<Self, Failure> {
        let lease = Lease::shared(&config.data_dir)?;
        let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&database_file(config)).await?);
        let mut writer = store.writer().await?;
        writer.begin().await?;
        Ok(Self { store, writer, _lease: lease })
    }
}
