//! The visits that this device remembers; nobody else has them.

use venue_protocol::instant::Instant;
use venue_protocol::wire::venues::Direction;

use super::visit::{Status, Visit, VisitId};

/// So many days a visit stays in the history, if nothing about it is pending.
const KEPT_DAYS: i64 = 30;
/// At most so many visits are kept, besides pending ones.
const MAX_VISITS: usize = 500;
const DAY_MS: i64 = 86_400_000;

/// The visits, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    visits: Vec<Visit>,
}

impl FromIterator<Visit> for History {
    fn from_iter<I: IntoIterator<Item = Visit>>(visits: I) -> Self {
        let mut history = Self::default();
        visits.into_iter().for_each(|visit| history.put(visit));
        history
    }
}

impl History {
    /// All visits, newest first.
    pub fn visits(&self) -> impl DoubleEndedIterator<Item = &Visit> {
        self.visits.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.visits.is_empty()
    }

    /// The visit with this local number.
    pub fn visit(&self, id: VisitId) -> Option<&Visit> {
        self.visits.iter().find(|visit| visit.id == id)
    }

    /// The visit that the pass shows: the latest one that was not undone. A refused one is shown, too.
    pub fn latest(&self) -> Option<&Visit> {
        self.visits.iter().find(|visit| !matches!(visit.status, Status::Undoing(_) | Status::Undone))
    }

    /// How many check-ins wait to be sent.
    pub fn waiting(&self) -> usize {
        self.visits.iter().filter(|visit| matches!(visit.status, Status::Waiting(_))).count()
    }

    /// Adds a visit, or puts it in place of the one with its number.
    pub fn put(&mut self, visit: Visit) {
        self.remove(visit.id);
        let at = self.visits.partition_point(|other| other.scanned_at > visit.scanned_at);
        self.visits.insert(at, visit);
    }

    /// Takes a visit out.
    pub fn remove(&mut self, id: VisitId) {
        self.visits.retain(|visit| visit.id != id);
    }

    /// The visits that are too old or too many to keep. Pending ones are never among them.
    pub fn to_prune(&self, now: Instant) -> Vec<VisitId> {
        let done = self.visits.iter().filter(|visit| !visit.is_pending());
        done.enumerate()
            .filter(|(n, visit)| *n >= MAX_VISITS || now.millis_since(visit.scanned_at) > KEPT_DAYS * DAY_MS)
            .map(|(_, visit)| visit.id)
            .collect()
    }

    /// How the stay that an entry began has ended, if it has (F21). Derived ends are no rows.
    ///
    /// What was stated (by hand, or by scanning the exit here) comes before what is estimated (by the next check-in or by the
    /// timer); of two estimates the earlier one counts.
    pub fn end_of(&self, entry: &Visit, now: Instant) -> Option<End> {
        if entry.direction != Direction::Entry || !entry.counts() {
            return None;
        }
        let later = || self.visits.iter().rev().filter(|v| v.counts() && v.scanned_at > entry.scanned_at);
        let next_entry = later().find(|visit| visit.direction == Direction::Entry);
        let exit = |is_here: &dyn Fn(&Visit) -> bool| {
            later().take_while(|v| !is_here(v) || v.direction == Direction::Exit).find(|v| is_here(v))
        };
        // A gate of its own may lie within the venue: the exit of the same one comes first.
        let exit = exit(&|visit| visit.token.place == entry.token.place)
            .or_else(|| exit(&|visit| visit.is_at_venue_of(entry)));
        let by_hand = entry.left_at.map(|at| End { at, by: EndedBy::Hand });
        let by_exit = exit.map(|visit| End { at: visit.scanned_at, by: EndedBy::ExitScan });
        let by_next = next_entry.map(|visit| End { at: visit.scanned_at, by: EndedBy::NextCheckIn });
        let by_timer = entry
            .stay
            .map(|stay| entry.scanned_at.plus_millis(i64::from(u16::from(stay)) * 60_000))
            .filter(|at| *at <= now)
            .map(|at| End { at, by: EndedBy::Timer });
        by_hand.or(by_exit).or_else(|| by_next.into_iter().chain(by_timer).min_by_key(|end| end.at))
    }
}

/// How a stay ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// When.
    pub at: Instant,
    /// What says so.
    pub by: EndedBy,
}

/// What says that a stay ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EndedBy {
    /// The visitor said so.
    Hand,
    /// The exit was scanned here.
    ExitScan,
    /// The visitor checked in elsewhere, or here again.
    NextCheckIn,
    /// The planned stay is over.
    Timer,
}

impl EndedBy {
    /// Whether it was stated rather than estimated.
    pub const fn is_stated(self) -> bool {
        matches!(self, Self::Hand | Self::ExitScan)
    }
}
