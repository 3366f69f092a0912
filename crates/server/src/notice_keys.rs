//! The notice keys of visits (SEALING 10), from the keys of their days, which lie on the shelf.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use venue_protocol::id::{NoticeKey, PlaceId};
use venue_protocol::instant::Day;
use venue_protocol::seal::notice::NoticeDayKey;

use crate::random::SharedRandom;
use crate::store::{SharedShelf, StoreError};

/// So many days' keys stay in memory.
const MOST_DAYS: usize = 40;

/// Gives notice keys.
pub struct NoticeKeys {
    shelf: SharedShelf,
    random: SharedRandom,
    known: Mutex<BTreeMap<Day, NoticeDayKey>>,
}

impl NoticeKeys {
    /// Of this shelf.
    pub const fn new(shelf: SharedShelf, random: SharedRandom) -> Self {
        Self { shelf, random, known: Mutex::new(BTreeMap::new()) }
    }

    /// N of a venue and day.
    ///
    /// # Errors
    /// If the shelf fails.
    pub async fn of(&self, venue: PlaceId, day: Day) -> Result<NoticeKey, StoreError> {
        Ok(self.day(day).await?.notice_key(venue, day))
    }

    /// NK of a day.
    ///
    /// # Errors
    /// If the shelf fails.
    pub async fn day(&self, day: Day) -> Result<NoticeDayKey, StoreError> {
        if let Some(key) = self.known().get(&day) {
            return Ok(key.clone());
        }
        let drawn = NoticeDayKey::generate(&mut self.random.clone());
        let key = self.shelf.lock().await.notice_day_key(day, drawn).await?;
        let mut known = self.known();
        known.insert(day, key.clone());
        if known.len() > MOST_DAYS {
            known.pop_first();
        }
        Ok(key)
    }

    /// Forgets the keys of days before.
    pub fn forget_before(&self, day: Day) {
        let mut known = self.known();
        *known = known.split_off(&day);
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<Day, NoticeDayKey>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for NoticeKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NoticeKeys")
    }
}
