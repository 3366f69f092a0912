//! Transactions of the consoles, one at a time: the sealer's are many, and need the database more.

use std::sync::Arc;

use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::store::{Store, StoreError, Writer};

/// Where the consoles write.
#[derive(Debug)]
pub struct Office {
    store: Arc<dyn Store>,
    seat: Arc<Mutex<()>>,
}

impl Office {
    /// In this store.
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, seat: Arc::default() }
    }

    /// Waits for the transactions before this one, and begins it.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn begin(&self) -> Result<Entry, StoreError> {
        self.seat().await.begin().await
    }

    /// Waits for the transactions before, and keeps others of the consoles waiting, without one of its own yet: what
    /// takes long to read is read before the database is locked for writing, and stays as it was.
    pub async fn seat(&self) -> Seat {
        let seat = Arc::clone(&self.seat).lock_owned().await;
        Seat { store: Arc::clone(&self.store), seat }
    }
}

/// The place of whoever may write next.
#[derive(Debug)]
pub struct Seat {
    store: Arc<dyn Store>,
    seat: OwnedMutexGuard<()>,
}

impl Seat {
    /// Begins the transaction.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn begin(self) -> Result<Entry, StoreError> {
        let mut writer = self.store.writer().await?;
        writer.begin().await?;
        Ok(Entry { writer, _seat: self.seat })
    }
}

/// A transaction that is under way; dropped without [`Entry::commit`] it is undone.
pub struct Entry {
    /// What is done in it.
    pub writer: Box<dyn Writer>,
    _seat: OwnedMutexGuard<()>,
}

impl Entry {
    /// Commits it durably.
    ///
    /// # Errors
    /// If the store fails; then it may or may not be done.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        self.writer.commit().await
    }
}
