//! Registrations on their way to another device (F19): ciphertext, in memory only, taken once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use venue_protocol::id::TransferId;
use venue_protocol::instant::Instant;

use crate::random::SharedRandom;

/// For so long a transfer waits.
const WAITS_MS: i64 = 10 * 60 * 1000;
/// At most so many wait, together 16 MB.
const MOST: usize = 1024;

/// Transfers that wait to be taken.
#[derive(Debug, Default)]
pub struct Transfers(Mutex<HashMap<TransferId, Waiting>>);

#[derive(Debug)]
struct Waiting {
    ciphertext: String,
    until: Instant,
}

/// Too many wait already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many transfers wait")]
pub struct TooMany;

impl Transfers {
    /// Keeps a ciphertext; tells its id and until when it waits.
    ///
    /// # Errors
    /// If too many wait.
    pub fn open(
        &self,
        ciphertext: String,
        now: Instant,
        random: &SharedRandom,
    ) -> Result<(TransferId, Instant), TooMany> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|_, waiting| waiting.until > now);
        if waiting.len() >= MOST {
            return Err(TooMany);
        }
        let (id, until) = (TransferId(random.bytes()), now.plus_millis(WAITS_MS));
        waiting.insert(id, Waiting { ciphertext, until });
        Ok((id, until))
    }

    /// Takes it, once.
    pub fn take(&self, id: TransferId, now: Instant) -> Option<String> {
        let taken = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id)?;
        (taken.until > now).then_some(taken.ciphertext)
    }
}
