//! What was done at this terminal: the entries of the shift, what can still be taken back, and who came just now.
//! No number, no full name and no secret is kept beyond the page.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde::{Deserialize, Serialize};
use venue_protocol::id::{EventSecret, PlaceId};
use venue_protocol::instant::Instant;
use venue_protocol::wire::check_ins::{UNDO_WINDOW_S, WithSecret};
use venue_protocol::wire::venues::Direction;

/// So many entries are listed at most.
const MAX_ENTRIES: usize = 200;
/// The same guest in the same direction within so many milliseconds is asked about.
const TWICE_MS: i64 = 5 * 60_000;
/// Answers take their time: an undo that is sent in the last second would come too late.
const UNDO_MS: i64 = UNDO_WINDOW_S as i64 * 1000 - 2000;

/// How a guest is checked in at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// By the number of a resident's identity card.
    IdNumber,
    /// By the number of another document.
    Certificate,
    /// By name and phone.
    Manual,
    /// By a paper pass.
    Pass,
}

impl Way {
    /// All ways, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::IdNumber, Self::Certificate, Self::Manual, Self::Pass];
}

/// A guest of this shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Counts up; one number an entry.
    pub id: u32,
    /// When, by the server's clock.
    pub at: Instant,
    /// The masked name; a pass knows none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// How.
    pub way: Way,
    /// Entry or exit.
    pub direction: Direction,
    /// Where.
    pub place: PlaceId,
    /// It was taken back.
    #[serde(default)]
    pub undone: bool,
}

/// What can be taken back, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Undoable {
    entry: u32,
    event: WithSecret,
    until: Instant,
}

/// A guest who was checked in just now, by nothing that says who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    entry: u32,
    hash: u64,
    direction: Direction,
    at: Instant,
}

/// The shift at this terminal.
#[derive(Debug, Clone, Default)]
pub struct Shift {
    entries: Vec<Entry>,
    undoable: Vec<Undoable>,
    seen: Vec<Seen>,
    /// Drawn when the page opens, so that the same guest hashes otherwise elsewhere.
    salt: u64,
}

/// What the server answered, as an entry is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// When it happened, by the server's clock.
    pub at: Instant,
    /// The masked name.
    pub label: Option<String>,
    /// How.
    pub way: Way,
    /// Entry or exit.
    pub direction: Direction,
    /// Where.
    pub place: PlaceId,
    /// The event's secret.
    pub secret: EventSecret,
    /// When it happened, by this device's clock: what was sent.
    pub sent_as: Instant,
}

impl Shift {
    /// A shift that goes on with these entries, newest first.
    pub const fn new(entries: Vec<Entry>, salt: u64) -> Self {
        Self { entries, undoable: Vec::new(), seen: Vec::new(), salt }
    }

    /// The entries, newest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many guests were checked in and not taken back.
    pub fn count(&self) -> usize {
        self.entries.iter().filter(|entry| !entry.undone).count()
    }

    /// A guest was checked in at this time of the device. Returns the entry's number.
    pub fn add(&mut self, done: Done, now: Instant) -> u32 {
        let id = self.entries.first().map_or(1, |latest| latest.id.wrapping_add(1));
        let Done { at, label, way, direction, place, secret, sent_as } = done;
        self.entries.insert(0, Entry { id, at, label, way, direction, place, undone: false });
        self.entries.truncate(MAX_ENTRIES);
        self.undoable.retain(|one| one.until > now);
        self.undoable.push(Undoable {
            entry: id,
            event: WithSecret { secret, scanned_at: sent_as },
            until: now.plus_millis(UNDO_MS),
        });
        id
    }

    /// Seconds for which an entry can still be taken back.
    pub fn undo_left_s(&self, entry: u32, now: Instant) -> Option<i64> {
        let one = self.undoable.iter().find(|one| one.entry == entry)?;
        let left = one.until.millis_since(now);
        // A clock that was set back does not lengthen it.
        (left > 0).then(|| (left.min(UNDO_MS) + 999) / 1000)
    }

    /// What takes an entry back.
    pub fn undo(&self, entry: u32, now: Instant) -> Option<WithSecret> {
        self.undo_left_s(entry, now)?;
        self.undoable.iter().find(|one| one.entry == entry).map(|one| one.event.clone())
    }

    /// An entry was taken back: this guest may come again at once.
    pub fn undone(&mut self, entry: u32) {
        self.undoable.retain(|one| one.entry != entry);
        if let Some(one) = self.entries.iter_mut().find(|one| one.id == entry) {
            one.undone = true;
        }
        self.seen.retain(|seen| seen.entry != entry);
    }

    /// Minutes since this guest was checked in in the same direction, if that was just now.
    pub fn minutes_since(&self, identity: &[u8], direction: Direction, now: Instant) -> Option<i64> {
        let hash = self.hash(identity);
        let seen = self.seen.iter().rev().find(|seen| seen.hash == hash && seen.direction == direction)?;
        let since = now.millis_since(seen.at);
        (0..TWICE_MS).contains(&since).then_some(since / 60_000)
    }

    /// This guest was checked in with this entry.
    pub fn note(&mut self, entry: u32, identity: &[u8], direction: Direction, now: Instant) {
        self.seen.retain(|seen| (0..TWICE_MS).contains(&now.millis_since(seen.at)));
        let hash = self.hash(identity);
        self.seen.push(Seen { entry, hash, direction, at: now });
    }

    fn hash(&self, identity: &[u8]) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.salt, identity).hash(&mut hasher);
        hasher.finish()
    }
}
