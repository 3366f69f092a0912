//! When check-ins were received, for as long as they can be undone. Memory only: a row does not say it.

use std::collections::HashMap;

use venue_protocol::id::EventId;
use venue_protocol::instant::Instant;
use venue_protocol::wire::check_ins::UNDO_WINDOW_S;

/// How long an undo may be under way, beyond the time that the visitor sees.
const GRACE_S: i64 = 5;
/// At most so many events a generation (about 50 MB); past it the window shrinks rather than memory grow.
const MOST: usize = 1_000_000;

/// Two generations of at least one window each.
#[derive(Debug)]
pub(super) struct Recent {
    begun: Instant,
    young: HashMap<EventId, Instant>,
    old: HashMap<EventId, Instant>,
}

const WINDOW_MS: i64 = (UNDO_WINDOW_S as i64 + GRACE_S) * 1000;

impl Recent {
    pub(super) fn new(now: Instant) -> Self {
        Self { begun: now, young: HashMap::new(), old: HashMap::new() }
    }

    /// Drops what cannot be undone any more.
    pub(super) fn tend(&mut self, now: Instant) {
        if now.millis() - self.begun.millis() >= WINDOW_MS || self.young.len() >= MOST {
            self.old = std::mem::take(&mut self.young);
            self.begun = now;
        }
    }

    pub(super) fn add(&mut self, event: EventId, received: Instant) {
        self.young.insert(event, received);
    }

    /// Whether it can still be undone. `minute` is the row's own; it decides after a restart, to the minute.
    pub(super) fn undoable(&self, event: EventId, minute: u32, now: Instant) -> bool {
        match self.young.get(&event).or_else(|| self.old.get(&event)) {
            Some(received) => now.millis() - received.millis() <= WINDOW_MS,
            None => now.minute().saturating_sub(minute) <= UNDO_WINDOW_S / 60,
        }
    }
}
