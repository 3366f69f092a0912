//! Registrations on their way to another device (F19): ciphertext, in memory only, taken once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use venue_protocol::id::TransferId;
use venue_protocol::instant::Instant;

use crate::budget::UsedUp;
use crate::household::Household;
use crate::random::SharedRandom;

/// For so long a transfer waits.
const WAITS_MS: i64 = 10 * 60 * 1000;
/// At most so many wait, together 16 MB.
const MOST: usize = 1024;
/// At most so many of them are of one household, so that a few cannot take all places. Behind one address of a carrier
/// there are many visitors.
const MOST_OF_ONE: usize = 50;

/// Transfers that wait to be taken.
#[derive(Debug, Default)]
pub struct Transfers(Mutex<HashMap<TransferId, Waiting>>);

#[derive(Debug)]
struct Waiting {
    ciphertext: String,
    from: Household,
    until: Instant,
}

/// Why a transfer is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooMany {
    /// Of all.
    #[error("too many transfers wait")]
    OfAll,
    /// Of this household, until the oldest one is gone.
    #[error("too many transfers of this client wait")]
    OfOne(UsedUp),
}

impl Transfers {
    /// Keeps a ciphertext; tells its id and until when it waits.
    ///
    /// # Errors
    /// If too many wait.
    pub fn open(
        &self,
        ciphertext: String,
        from: Household,
        now: Instant,
        random: &SharedRandom,
    ) -> Result<(TransferId, Instant), TooMany> {
        self.tend(now);
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = waiting.values().filter(|waiting| waiting.from == from).map(|waiting| waiting.until);
        if let (MOST_OF_ONE.., Some(next)) = (own.clone().count(), own.min()) {
            let wait = u64::try_from(next.millis_since(now)).unwrap_or_default();
            return Err(TooMany::OfOne(UsedUp::during(Duration::from_millis(wait))));
        }
        if waiting.len() >= MOST {
            return Err(TooMany::OfAll);
        }
        let (id, until) = (TransferId(random.bytes()), now.plus_millis(WAITS_MS));
        waiting.insert(id, Waiting { ciphertext, from, until });
        Ok((id, until))
    }

    /// Forgets those that nobody took in time.
    pub fn tend(&self, now: Instant) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, waiting| waiting.until > now);
    }

    /// Takes it, once.
    pub fn take(&self, id: TransferId, now: Instant) -> Option<String> {
        let taken = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id)?;
        (taken.until > now).then_some(taken.ciphertext)
    }
}
