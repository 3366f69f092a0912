//! The venues' live tickers (F24, F41): who just came, and how many are there. In memory only, for two minutes; the
//! sealer tells it what was committed.
//!
//! Bounds: of each venue the latest arrivals, of all venues together a number past which those that nobody listens to
//! are only counted, and a number of listeners. Whoever falls behind, or comes back after a restart, is told the state
//! anew.

mod headcount;
mod venue;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;
use venue_protocol::id::{EventId, PlaceId};
use venue_protocol::instant::Instant;
use venue_protocol::shared_word::SharedWord;
use venue_protocol::wire::live::{Arrival, PlaceCount, Undone};
use venue_protocol::wire::venues::Direction;

use self::venue::Venue;
use crate::directory::Snapshot;
use crate::store::desk::Passages;

pub use headcount::{PIECE_MINUTES, first_minute};

/// At most so many arrivals of all venues are remembered, about 40 MB; those of venues with listeners in any case.
const MOST_KEPT: usize = 200_000;
/// At most so many listeners of one venue.
const MOST_OF_ONE: usize = 32;
/// At most so many listeners of all.
const MOST_LISTENERS: usize = 2_000;

/// What the sealer committed.
#[derive(Debug)]
pub enum Happened {
    /// Somebody came or went.
    Came(Came),
    /// It was taken back.
    Undone(Gone),
}

/// Somebody came or went.
#[derive(Debug)]
pub struct Came {
    /// The check-in.
    pub event: EventId,
    /// Through which place.
    pub place: PlaceId,
    /// Entry or exit.
    pub direction: Direction,
    /// When.
    pub occurred_at: Instant,
    /// When the server heard of it.
    pub received_at: Instant,
    /// How many persons.
    pub persons: u8,
    /// The masked name.
    pub label: Option<String>,
    /// Registered by staff.
    pub by_staff: bool,
}

/// A check-in that was taken back.
#[derive(Debug)]
pub struct Gone {
    /// The check-in.
    pub event: EventId,
    /// Through which place.
    pub place: PlaceId,
    /// Entry or exit.
    pub direction: Direction,
    /// In which minute.
    pub minute: u32,
    /// How many persons.
    pub persons: u8,
}

/// One thing that a ticker tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Somebody came or went.
    Arrival(Arrival),
    /// It was taken back.
    Undone(Undone),
}

/// What a listener has to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// These, in their order, each with its number.
    Told(Vec<(u64, Told)>),
    /// There is a gap: the state has to be told anew.
    Gap,
}

/// A venue at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// The number of what was told last.
    pub n: u64,
    /// Persons in the venue.
    pub headcount: u32,
    /// Entries less exits of places.
    pub places: Vec<PlaceCount>,
    /// The latest arrivals that stand.
    pub arrivals: Vec<Arrival>,
}

/// Where a listener broke off: which run of the server, and the number of what it was told last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Which run.
    pub run: u32,
    /// Which number.
    pub n: u64,
}

/// Too many listen already, or the server is stopping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many listen already")]
pub struct Full;

/// All tickers of one server.
#[derive(Debug)]
pub struct Live {
    run: u32,
    all: Mutex<All>,
    step: watch::Sender<i64>,
}

#[derive(Debug, Default)]
struct All {
    venues: HashMap<PlaceId, Venue>,
    /// Arrivals in memory, of all venues.
    kept: usize,
    listeners: usize,
    is_closed: bool,
}

impl Live {
    /// Without anybody; `run` tells one run of the server from another.
    pub fn new(run: u32) -> Self {
        Self { run, all: Mutex::default(), step: watch::Sender::new(0) }
    }

    /// Takes over what is stored, once at the start.
    pub fn seed(&self, directory: &Snapshot, passages: &[Passages]) {
        let mut all = self.all();
        for passage in passages {
            if let Some(place) = directory.place(passage.place) {
                all.venues.entry(place.venue).or_default().seed(passage);
            }
        }
    }

    /// Takes over what was committed, and wakes who listens.
    pub fn publish(&self, now: Instant, directory: &Snapshot, happened: Vec<Happened>) {
        if happened.is_empty() {
            return;
        }
        let mut all = self.all();
        let All { venues, kept, .. } = &mut *all;
        let mut changed = HashSet::new();
        for happened in happened {
            let place = match &happened {
                Happened::Came(came) => came.place,
                Happened::Undone(gone) => gone.place,
            };
            let Some(place) = directory.place(place) else { continue };
            let venue = venues.entry(place.venue).or_default();
            let before = venue.kept();
            match happened {
                Happened::Came(came) => venue.came(now, came, *kept < MOST_KEPT),
                Happened::Undone(gone) => venue.undone(now, &gone),
            }
            *kept = *kept + venue.kept() - before;
            changed.insert(place.venue);
        }
        for venue in changed {
            if let Some(venue) = venues.get(&venue) {
                venue.wake();
            }
        }
    }

    /// Forgets what is past its time, and tells who listens of a new step of the shared word.
    pub fn tend(&self, now: Instant) {
        let mut all = self.all();
        let mut kept = 0;
        for venue in all.venues.values_mut() {
            venue.forget(now);
            kept += venue.kept();
        }
        all.kept = kept;
        drop(all);
        let step = SharedWord::step(now);
        self.step.send_if_modified(|known| std::mem::replace(known, step) != step);
    }

    /// Listens to a venue, from where an earlier stream broke off.
    ///
    /// # Errors
    /// If too many listen, or the server is stopping.
    pub fn listen(self: &Arc<Self>, venue: PlaceId, mark: Option<Mark>) -> Result<Listener, Full> {
        let mut all = self.all();
        if all.is_closed || all.listeners >= MOST_LISTENERS {
            return Err(Full);
        }
        let wakes = all.venues.entry(venue).or_default().listen(MOST_OF_ONE).ok_or(Full)?;
        all.listeners += 1;
        let told = mark.filter(|mark| mark.run == self.run).map(|mark| mark.n);
        Ok(Listener { live: Arc::clone(self), venue, wakes, steps: self.step.subscribe(), told })
    }

    /// Ends all streams: the server is stopping.
    pub fn close(&self) {
        let mut all = self.all();
        all.is_closed = true;
        all.venues.values_mut().for_each(Venue::dismiss);
    }

    fn all(&self) -> MutexGuard<'_, All> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody who listens to a venue.
#[derive(Debug)]
pub struct Listener {
    live: Arc<Live>,
    venue: PlaceId,
    wakes: watch::Receiver<()>,
    steps: watch::Receiver<i64>,
    /// The number of what was told last; `None` before the state was told.
    told: Option<u64>,
}

/// Why a listener woke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Woken {
    /// Something happened at the venue.
    News,
    /// The shared word is another one.
    Step,
    /// The server is stopping.
    Closed,
}

impl Listener {
    /// Which run of the server it listens to.
    pub fn run(&self) -> u32 {
        self.live.run
    }

    /// Waits until something happens.
    pub async fn woken(&mut self) -> Woken {
        tokio::select! {
            woken = self.wakes.changed() => if woken.is_ok() { Woken::News } else { Woken::Closed },
            stepped = self.steps.changed() => if stepped.is_ok() { Woken::Step } else { Woken::Closed },
        }
    }

    /// What was not told yet. Afterwards it is taken for told.
    pub fn news(&mut self) -> News {
        let all = self.live.all();
        let news = match (self.told, all.venues.get(&self.venue)) {
            (Some(told), Some(venue)) => venue.since(told),
            (_, _) => News::Gap,
        };
        if let News::Told(told) = &news
            && let Some((n, _)) = told.last()
        {
            self.told = Some(*n);
        }
        news
    }

    /// Persons in the venue now; `None` while something is not told yet.
    pub fn headcount(&self, now: Instant) -> Option<u32> {
        let mut all = self.live.all();
        let venue = all.venues.get_mut(&self.venue)?;
        (self.told == Some(venue.n())).then(|| venue.headcount(now))
    }

    /// The venue as it is now; `places` are all that it has. Afterwards everything until now is taken for told.
    pub fn scene(&mut self, now: Instant, places: &[PlaceId]) -> Scene {
        let mut all = self.live.all();
        let scene = all.venues.entry(self.venue).or_default().scene(now, places);
        self.told = Some(scene.n);
        scene
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut all = self.live.all();
        all.listeners -= 1;
        if let Some(venue) = all.venues.get_mut(&self.venue) {
            venue.leave();
        }
    }
}

#[cfg(test)]
mod tests;
