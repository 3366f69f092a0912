//! Keys that live for an hour or a day (SEALING 3). Each record is durable, mirrored and audited before its first use.

use ed25519_dalek::SigningKey;
use rand_core::CryptoRng;
use venue_protocol::instant::{Day, Instant};
use venue_protocol::seal::identity::Idx;
use venue_protocol::seal::{Authority, Chain, IndexKey, KeyKind, KeyRecord, Pid, SealError, SlotKeys};

use crate::store::audit::Kind;
use crate::store::{Shelf, StoreError, Writer};

/// With so many persons in memory a new slot begins before the hour is over.
const MOST_PERSONS: usize = 1_000_000;

/// The keys of this hour.
pub(super) struct Slot {
    pub(super) id: u32,
    pub(super) keys: SlotKeys,
    pub(super) rows: Chain<Pid>,
    hour: u32,
    authority: Authority,
}

impl Slot {
    /// Whether its keys may still be used.
    pub(super) fn serves(&self, now: Instant) -> bool {
        self.hour == now.hour()
    }

    /// Whether they are those of this authority, with room for more persons.
    pub(super) fn fits(&self, authority: &Authority) -> bool {
        self.authority == *authority && self.rows.len() < MOST_PERSONS
    }
}

/// The key of this day.
pub(super) struct Index {
    pub(super) id: u32,
    pub(super) key: IndexKey,
    pub(super) registrations: Chain<Idx>,
    pub(super) authority: Authority,
    day: Day,
}

impl Index {
    /// Whether its key may still be used.
    pub(super) fn serves(&self, now: Instant) -> bool {
        self.day == now.day()
    }
}

/// Why no keys could be begun.
#[derive(Debug, thiserror::Error)]
pub(super) enum BeginError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("a key record could not be sealed")]
    Seal(#[from] SealError),
}

/// What it takes to begin keys.
pub(super) struct Birth<'a, R> {
    pub(super) now: Instant,
    pub(super) authority: Authority,
    pub(super) shelf: &'a mut dyn Shelf,
    pub(super) writer: &'a mut dyn Writer,
    pub(super) record_key: &'a SigningKey,
    pub(super) rng: R,
}

impl<R: CryptoRng> Birth<'_, R> {
    pub(super) async fn slot(mut self) -> Result<Slot, BeginError> {
        let minute = self.now.minute();
        let id = self.shelf.reserve(KeyKind::Slot as u8, minute).await?;
        let (record, keys) =
            KeyRecord::begin_slot(id, minute, &self.authority, self.record_key, &mut self.rng)?;
        self.keep(&record).await?;
        Ok(Slot { id, keys, rows: Chain::default(), hour: self.now.hour(), authority: self.authority })
    }

    pub(super) async fn index(mut self) -> Result<Index, BeginError> {
        let minute = self.now.minute();
        let id = self.shelf.reserve(KeyKind::Index as u8, minute).await?;
        let (record, key) =
            KeyRecord::begin_index(id, minute, &self.authority, self.record_key, &mut self.rng)?;
        self.keep(&record).await?;
        Ok(Index { id, key, registrations: Chain::default(), authority: self.authority, day: self.now.day() })
    }

    async fn keep(&mut self, record: &KeyRecord) -> Result<(), StoreError> {
        self.shelf.put(record.id(), &record.to_bytes()).await?;
        self.writer.begin().await?;
        let audited = self.writer.audit(self.now, Kind::KeyRecord, &record.hash()).await;
        match audited {
            Ok(()) => self.writer.commit().await,
            Err(error) => {
                self.writer.rollback().await?;
                Err(error)
            }
        }
    }
}
