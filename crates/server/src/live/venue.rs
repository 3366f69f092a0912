//! One venue's ticker.

use std::collections::{HashMap, VecDeque};

use tokio::sync::watch;
use venue_protocol::id::{EventId, PlaceId};
use venue_protocol::instant::Instant;
use venue_protocol::wire::live::{Arrival, KEPT_S, PlaceCount, Undone};

use super::headcount::Headcount;
use super::{Came, Gone, News, Scene, Told};
use crate::store::desk::Passages;

/// At most so many arrivals of a venue are remembered.
const MOST: usize = 256;
const KEPT_MS: i64 = KEPT_S as i64 * 1000;
/// What happened longer ago than so is counted, but nobody just came.
const LATE_MS: i64 = 10 * 60_000;

#[derive(Debug)]
struct Kept {
    n: u64,
    at: Instant,
    event: EventId,
    told: Told,
}

/// One venue's ticker.
#[derive(Debug, Default)]
pub(super) struct Venue {
    places: HashMap<PlaceId, Headcount>,
    /// The number of what was told last.
    n: u64,
    /// The number of what was forgotten last: whoever was not told it has a gap.
    forgotten: u64,
    kept: VecDeque<Kept>,
    wakes: Option<watch::Sender<()>>,
    listeners: usize,
}

impl Venue {
    pub(super) fn seed(&mut self, passage: &Passages) {
        let persons = i32::try_from(passage.persons).unwrap_or(i32::MAX);
        self.places.entry(passage.place).or_default().add(passage.piece, passage.direction, persons);
    }

    /// `has_room`: whether it is remembered although nobody listens.
    pub(super) fn came(&mut self, now: Instant, came: Came, has_room: bool) {
        let Came { event, place, direction, occurred_at, received_at, persons, label, by_staff } = came;
        let count = self.places.entry(place).or_default();
        count.add_at(occurred_at.minute(), now, direction, persons.into());
        if received_at.millis_since(occurred_at) > LATE_MS {
            self.tell_all_anew();
        } else if has_room || self.listeners > 0 {
            self.n += 1;
            let (n, headcount) = (self.n, self.headcount(now));
            let arrival =
                Arrival { n, place, direction, at: received_at, persons, label, by_staff, headcount };
            self.keep(now, event, Told::Arrival(arrival));
        } else {
            self.tell_all_anew();
        }
    }

    pub(super) fn undone(&mut self, now: Instant, gone: &Gone) {
        let Gone { event, place, direction, minute, persons } = *gone;
        let count = self.places.entry(place).or_default();
        count.add_at(minute, now, direction.opposite(), persons.into());
        let arrival = self.kept.iter_mut().find_map(|kept| match &mut kept.told {
            Told::Arrival(arrival) if kept.event == event => Some(arrival),
            _ => None,
        });
        match arrival {
            None => self.tell_all_anew(),
            Some(arrival) => {
                // Who takes a check-in back is not shown any longer.
                arrival.label = None;
                let n = arrival.n;
                self.n += 1;
                let headcount = self.headcount(now);
                self.keep(
                    now,
                    event,
                    Told::Undone(Undone { n, place, direction, persons: persons.into(), headcount }),
                );
            }
        }
    }

    fn keep(&mut self, at: Instant, event: EventId, told: Told) {
        if self.kept.len() >= MOST {
            self.forget_first();
        }
        self.kept.push_back(Kept { n: self.n, at, event, told });
    }

    /// Counts changed without anything to tell by itself: that is a gap in the numbers.
    fn tell_all_anew(&mut self) {
        self.n += 1;
        self.forgotten = self.n;
    }

    fn forget_first(&mut self) {
        if let Some(kept) = self.kept.pop_front() {
            self.forgotten = self.forgotten.max(kept.n);
        }
    }

    pub(super) fn forget(&mut self, now: Instant) {
        while self.kept.front().is_some_and(|kept| now.millis_since(kept.at) >= KEPT_MS) {
            self.forget_first();
        }
        self.places.values_mut().for_each(|count| count.forget(now));
        self.places.retain(|_, count| !count.is_empty());
    }

    /// The number of what was told last.
    pub(super) const fn n(&self) -> u64 {
        self.n
    }

    pub(super) fn kept(&self) -> usize {
        self.kept.len()
    }

    pub(super) fn since(&self, told: u64) -> News {
        if told < self.forgotten || told > self.n {
            return News::Gap;
        }
        let news = self.kept.iter().filter(|kept| kept.n > told);
        News::Told(news.map(|kept| (kept.n, kept.told.clone())).collect())
    }

    pub(super) fn scene(&mut self, now: Instant, places: &[PlaceId]) -> Scene {
        self.forget(now);
        let headcount = self.headcount(now);
        let undone: Vec<u64> = self
            .kept
            .iter()
            .filter_map(|kept| match &kept.told {
                Told::Undone(undone) => Some(undone.n),
                Told::Arrival(_) => None,
            })
            .collect();
        let arrivals = self.kept.iter().filter_map(|kept| match &kept.told {
            Told::Arrival(arrival) if !undone.contains(&arrival.n) => Some(arrival.clone()),
            _ => None,
        });
        let count = |place: &PlaceId| PlaceCount {
            place: *place,
            count: self.places.get(place).map_or(0, Headcount::sum),
        };
        Scene {
            n: self.n,
            headcount,
            places: places.iter().map(count).collect(),
            arrivals: arrivals.collect(),
        }
    }

    pub(super) fn headcount(&mut self, now: Instant) -> u32 {
        self.places.values_mut().for_each(|count| count.forget(now));
        self.places.values().map(Headcount::sum).sum::<i32>().max(0).unsigned_abs()
    }

    /// `None` if so many listen already.
    pub(super) fn listen(&mut self, most: usize) -> Option<watch::Receiver<()>> {
        if self.listeners >= most {
            return None;
        }
        self.listeners += 1;
        Some(self.wakes.get_or_insert_with(|| watch::Sender::new(())).subscribe())
    }

    pub(super) fn leave(&mut self) {
        self.listeners = self.listeners.saturating_sub(1);
    }

    pub(super) fn wake(&self) {
        if let Some(wakes) = &self.wakes {
            wakes.send_replace(());
        }
    }

    pub(super) fn dismiss(&mut self) {
        self.wakes = None;
    }
}
