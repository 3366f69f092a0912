//! How many guests a staff member registers by hand at a venue in an hour, the last sixty minutes.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use venue_protocol::id::{AccountId, PlaceId};

use crate::clock::SharedClock;

/// Times are told apart to the minute.
const MINUTES: u64 = 60;
/// So many staff members with a guest in the last hour are remembered, at most 20 MB. Past it, who registered longest
/// ago is forgotten: accounts are given by managers, so that no flood comes by it.
const MOST: usize = 20_000;

/// What is left of a staff member's hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// So many guests more.
    pub guests: u16,
    /// Seconds until there is one more, if there are none.
    pub retry_after_s: u32,
}

type Key = (AccountId, PlaceId);

/// One guest of a staff member's hour, taken before the guest is registered.
#[derive(Debug)]
pub struct Turn {
    of: Key,
    minute: u64,
}

/// All staff members' hours.
#[derive(Debug)]
pub struct DeskQuota {
    clock: SharedClock,
    hours: Mutex<HashMap<Key, Hour>>,
}

/// Guests by the minute.
#[derive(Debug, Default)]
struct Hour(BTreeMap<u64, u16>);

impl Hour {
    fn forget(&mut self, minute: u64) {
        self.0.retain(|at, _| at + MINUTES > minute);
    }

    fn guests(&self) -> u16 {
        self.0.values().fold(0, |sum, guests| sum.saturating_add(*guests))
    }
}

impl DeskQuota {
    /// Nobody has registered anybody.
    pub fn new(clock: SharedClock) -> Self {
        Self { clock, hours: Mutex::default() }
    }

    /// What is left of a staff member's hour, under a limit.
    pub fn left(&self, account: AccountId, venue: PlaceId, limit: u16) -> Left {
        let now = self.clock.ticks();
        let mut hours = self.hours();
        let hour = hours.get_mut(&(account, venue));
        let Some(hour) = hour else { return Left { guests: limit, retry_after_s: 0 } };
        hour.forget(minute(now));
        let guests = limit.saturating_sub(hour.guests());
        let first = hour.0.first_key_value().map_or(0, |(minute, _)| *minute);
        let free = Duration::from_secs((first + MINUTES) * 60);
        let wait = if guests == 0 { free.saturating_sub(now).as_secs() + 1 } else { 0 };
        Left { guests, retry_after_s: u32::try_from(wait).unwrap_or(u32::MAX) }
    }

    /// Takes a turn, if one is left. Who goes away meanwhile has used it; so nobody passes the limit by asking much at
    /// once, or by not waiting for the answer.
    pub fn take(&self, account: AccountId, venue: PlaceId, limit: u16) -> Option<Turn> {
        let minute = minute(self.clock.ticks());
        let mut hours = self.hours();
        let key = (account, venue);
        let used = hours.get_mut(&key).map_or(0, |hour| {
            hour.forget(minute);
            hour.guests()
        });
        if used >= limit {
            return None;
        }
        if hours.len() >= MOST && !hours.contains_key(&key) {
            hours.retain(|_, hour| {
                hour.forget(minute);
                !hour.0.is_empty()
            });
            let last = |hour: &Hour| hour.0.last_key_value().map(|(minute, _)| *minute);
            if hours.len() >= MOST
                && let Some(oldest) = hours.iter().min_by_key(|(_, hour)| last(hour)).map(|(key, _)| *key)
            {
                hours.remove(&oldest);
            }
        }
        let guests = hours.entry(key).or_default().0.entry(minute).or_default();
        *guests = guests.saturating_add(1);
        Some(Turn { of: key, minute })
    }

    /// Nobody was registered in this turn.
    pub fn give_back(&self, turn: Turn) {
        let Turn { of, minute } = turn;
        if let Some(hour) = self.hours().get_mut(&of)
            && let Some(guests) = hour.0.get_mut(&minute)
        {
            *guests -= 1;
            if *guests == 0 {
                hour.0.remove(&minute);
            }
        }
    }

    fn hours(&self) -> MutexGuard<'_, HashMap<Key, Hour>> {
        self.hours.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const fn minute(now: Duration) -> u64 {
    now.as_secs() / 60
}
