//! When check-ins were received, for as long as they can be undone. Memory only: a row does not say it.

use std::collections::HashMap;

use venue_protocol::desk_numbers::SlipNumber;
use venue_protocol::id::EventId;
use venue_protocol::instant::Instant;
use venue_protocol::seal::Pid;
use venue_protocol::wire::check_ins::UNDO_WINDOW_S;

/// How long an undo may be under way, beyond the time that the visitor sees.
const GRACE_S: i64 = 5;
/// At most so many events a generation (about 50 MB); past it the window shrinks rather than memory grow.
const MOST: usize = 1_000_000;

/// What an undo of a check-in at a terminal takes back besides the visit. The database does not tell it.
#[derive(Debug)]
pub(super) struct AtDesk {
    /// The slip that it was keyed in from, which is good again.
    pub(super) slip: Option<SlipNumber>,
    /// The guest who was registered for this visit alone; none for a pass, which lasts.
    pub(super) guest: Option<Pid>,
}

/// Two generations of at least one window each.
#[derive(Debug)]
pub(super) struct Recent {
    begun: Instant,
    young: HashMap<EventId, Instant>,
    old: HashMap<EventId, Instant>,
    /// Of terminals, two generations.
    at_desk: [HashMap<EventId, AtDesk>; 2],
}

const WINDOW_MS: i64 = (UNDO_WINDOW_S as i64 + GRACE_S) * 1000;

impl Recent {
    pub(super) fn new(now: Instant) -> Self {
        Self { begun: now, young: HashMap::new(), old: HashMap::new(), at_desk: Default::default() }
    }

    /// Drops what cannot be undone any more.
    pub(super) fn tend(&mut self, now: Instant) {
        if now.millis() - self.begun.millis() >= WINDOW_MS || self.young.len() >= MOST {
            self.old = std::mem::take(&mut self.young);
            self.at_desk.rotate_left(1);
            self.at_desk[1].clear();
            self.begun = now;
        }
    }

    pub(super) fn add(&mut self, event: EventId, received: Instant) {
        self.young.insert(event, received);
    }

    pub(super) fn add_at_desk(&mut self, event: EventId, what: AtDesk) {
        self.at_desk[1].insert(event, what);
    }

    /// What a terminal's check-in has besides the visit.
    pub(super) fn at_desk(&self, event: EventId) -> Option<&AtDesk> {
        self.at_desk.iter().find_map(|events| events.get(&event))
    }

    /// Whether it can still be undone. `minute` is the row's own; it decides after a restart, to the minute.
    pub(super) fn undoable(&self, event: EventId, minute: u32, now: Instant) -> bool {
        match self.young.get(&event).or_else(|| self.old.get(&event)) {
            Some(received) => now.millis() - received.millis() <= WINDOW_MS,
            // A row of the future, by a device whose clock jumped, gives no time of its own.
            None => now.minute().checked_sub(minute).is_some_and(|minutes| minutes <= UNDO_WINDOW_S / 60),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Instant = Instant::from_millis(1_790_000_100_000);
    const EVENT: EventId = EventId([1; 16]);

    #[test]
    fn a_row_of_the_future_cannot_be_undone_once_its_minute_of_grace_is_forgotten() {
        let mut recent = Recent::new(AT);
        let tomorrow = AT.minute() + 1_440;
        recent.add(EVENT, AT);
        assert!(recent.undoable(EVENT, tomorrow, AT));
        for windows in 1..=2 {
            recent.tend(AT.plus_millis(windows * WINDOW_MS));
        }
        assert!(!recent.undoable(EVENT, tomorrow, AT.plus_millis(2 * WINDOW_MS)));
    }

    #[test]
    fn after_a_restart_the_row_s_own_minute_counts() {
        let recent = Recent::new(AT);
        assert!(recent.undoable(EVENT, AT.minute(), AT.plus_millis(59_000)));
        assert!(!recent.undoable(EVENT, AT.minute(), AT.plus_millis(120_000)));
    }
}
