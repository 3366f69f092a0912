//! The notice keys of visits (SEALING 10), from the keys of their days, which lie on the shelf.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

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
        if let Some(key) = self.known(day, venue) {
            return Ok(key);
        }
        let drawn = NoticeDayKey::generate(&mut self.random.clone());
        let key = self.shelf.lock().await.notice_day_key(day, drawn).await?;
        let notice = key.notice_key(venue, day);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(day, key);
        if known.len() > MOST_DAYS {
            known.pop_first();
        }
        Ok(notice)
    }

    /// Forgets the keys of days before.
    pub fn forget_before(&self, day: Day) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        *known = known.split_off(&day);
    }

    fn known(&self, day: Day, venue: PlaceId) -> Option<NoticeKey> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&day).map(|key| key.notice_key(venue, day))
    }
}

impl fmt::Debug for NoticeKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NoticeKeys")
    }
}
