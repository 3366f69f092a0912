//! The live view: who just came and went, how many are here, and whether this is what the server sees right now.

use std::collections::VecDeque;

use venue_protocol::id::PlaceId;
use venue_protocol::instant::Instant;
use venue_protocol::shared_word::{SharedWord, WORD_STEP_S};
use venue_protocol::wire::live::{Arrival, BEAT_S, KEPT_S, LiveState, LiveWords, PlaceCount, Undone};
use venue_protocol::wire::venues::Direction;

/// So many arrivals are shown at most.
const MAX_SHOWN: usize = 60;
/// An arrival is new for so long, in milliseconds.
const NEW_MS: i64 = 4000;
/// A stream that says nothing for so long, in milliseconds, is dead.
const SILENCE_MS: i64 = BEAT_S as i64 * 2500;

/// Whether events come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Not yet.
    Connecting,
    /// They come.
    Live,
    /// The connection broke off at this time of the device; the browser tries again.
    Lost(Instant),
}

/// What the stream says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LiveEvent {
    /// Everything at one moment.
    State(LiveState),
    /// Somebody came or went.
    Arrival(Arrival),
    /// An arrival was taken back.
    Undone(Undone),
    /// The words of the next five minutes.
    Words(LiveWords),
    /// Nothing new.
    Beat,
    /// The connection stands.
    Opened,
    /// The connection broke off.
    Lost,
}

/// The live view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveView {
    /// Whether events come.
    pub line: Line,
    /// Persons in the venue; `None` until the server has told.
    pub headcount: Option<u32>,
    /// The same for each place.
    pub places: Vec<PlaceCount>,
    /// Newest first.
    arrivals: VecDeque<Arrival>,
    words: Vec<SharedWord>,
    /// How far the server's clock is ahead of the device's, in milliseconds.
    ahead_ms: i64,
    /// When anything was heard last, by the device's clock; the first try counts.
    heard: Option<Instant>,
}

impl Default for LiveView {
    fn default() -> Self {
        Self {
            line: Line::Connecting,
            headcount: None,
            places: Vec::new(),
            arrivals: VecDeque::new(),
            words: Vec::new(),
            ahead_ms: 0,
            heard: None,
        }
    }
}

impl LiveView {
    /// Something came at this time of the device.
    pub fn apply(&mut self, event: LiveEvent, device: Instant) {
        self.heard = Some(device);
        match event {
            LiveEvent::Opened => self.line = Line::Live,
            LiveEvent::Lost => {
                if !matches!(self.line, Line::Lost(_)) {
                    self.line = Line::Lost(device);
                }
            }
            LiveEvent::State(state) => {
                self.line = Line::Live;
                self.ahead_ms = state.now.millis_since(device);
                self.headcount = Some(state.headcount);
                self.places = state.places;
                self.words = state.words;
                self.arrivals = state.arrivals.into_iter().rev().take(MAX_SHOWN).collect();
            }
            LiveEvent::Arrival(arrival) => self.arrived(arrival),
            LiveEvent::Undone(undone) => self.undone(undone),
            LiveEvent::Words(LiveWords { words }) => self.words = words,
            LiveEvent::Beat => self.line = Line::Live,
        }
    }

    /// Whether nothing was heard for so long that the stream is dead, although the browser did not notice: it is to be
    /// opened anew. Says so once for each silence.
    pub fn gives_up(&mut self, device: Instant) -> bool {
        let heard = *self.heard.get_or_insert(device);
        let is_dead = device.millis_since(heard) >= SILENCE_MS;
        if is_dead {
            self.apply(LiveEvent::Lost, device);
        }
        is_dead
    }

    /// The server's time when it was heard last.
    pub fn heard(&self) -> Option<Instant> {
        self.heard.map(|heard| self.server_time(heard))
    }

    /// An arrival counts once, however often a reconnected stream repeats it.
    fn arrived(&mut self, arrival: Arrival) {
        self.line = Line::Live;
        if self.arrivals.iter().any(|known| known.n == arrival.n) {
            return;
        }
        self.headcount = Some(arrival.headcount);
        self.count(arrival.place, arrival.direction, i32::from(arrival.persons));
        let at = self.arrivals.iter().position(|known| known.n < arrival.n).unwrap_or(self.arrivals.len());
        self.arrivals.insert(at, arrival);
        self.arrivals.truncate(MAX_SHOWN);
    }

    fn undone(&mut self, undone: Undone) {
        self.headcount = Some(undone.headcount);
        self.arrivals.retain(|known| known.n != undone.n);
        self.count(undone.place, undone.direction, -i32::from(undone.persons));
    }

    fn count(&mut self, place: PlaceId, direction: Direction, persons: i32) {
        let change = match direction {
            Direction::Entry => persons,
            Direction::Exit => -persons,
        };
        match self.places.iter_mut().find(|one| one.place == place) {
            Some(one) => one.count = one.count.saturating_add(change),
            None => self.places.push(PlaceCount { place, count: change }),
        }
    }

    /// The server's time.
    pub const fn server_time(&self, device: Instant) -> Instant {
        device.plus_millis(self.ahead_ms)
    }

    /// Who came and went in the last two minutes, newest first.
    pub fn arrivals(&self, device: Instant) -> impl Iterator<Item = &Arrival> {
        let now = self.server_time(device);
        self.arrivals.iter().filter(move |arrival| now.millis_since(arrival.at) < i64::from(KEPT_S) * 1000)
    }

    /// Forgets whom the server has forgotten, too.
    pub fn prune(&mut self, device: Instant) {
        let now = self.server_time(device);
        self.arrivals.retain(|arrival| now.millis_since(arrival.at) < i64::from(KEPT_S) * 1000);
    }

    /// Whether an arrival is so new that it is marked.
    pub const fn is_new(&self, arrival: &Arrival, device: Instant) -> bool {
        self.server_time(device).millis_since(arrival.at) < NEW_MS
    }

    /// The word that the passes of this venue show now. None while it is not known for sure.
    pub fn word(&self, device: Instant) -> Option<SharedWord> {
        let now = self.server_time(device);
        self.words.iter().copied().find(|word| (0..WORD_STEP_S * 1000).contains(&now.millis_since(word.from)))
    }

    /// Persons at a place.
    pub fn count_at(&self, place: PlaceId) -> Option<i32> {
        self.places.iter().find(|one| one.place == place).map(|one| one.count)
    }
}
