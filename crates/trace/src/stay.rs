//! Stays: a person's signs at a venue, an entry or an exit each, paired into intervals.
//!
//! The signs of one person are read in order of time, whatever the venue. Then:
//!
//! - An **entry** begins a stay. At another zone of the venue where the person is, it goes on with the stay, unless the
//!   sign before lies more than [`AROUND_MINUTES`] back. At the same place again it begins a new one: between the two the
//!   person has left unseen.
//! - An **exit**, at whichever gate of the venue, ends the stay, unless the sign before lies more than twice
//!   [`AROUND_MINUTES`] back: rows are served that far around either sign, so that nobody in between is missed. Without a
//!   stay to end it makes one of its own, backwards.
//! - A sign **elsewhere** ends a stay.
//!
//! Each end of a stay has two bounds. The shortest plausible stay (best case) lies between the inner ones, the longest
//! possible (worst case) between the outer ones. They are the same where the end was registered. A missing exit lies between
//! the last sign and the person's next one anywhere, at most [`AROUND_MINUTES`] later; a missing entry likewise, backwards.
//! A planned stay is taken at its word for the best case, never for the worst.

use serde::{Deserialize, Serialize};
use venue_protocol::id::{EventId, PlaceId};
use venue_protocol::seal::{Assurance, Pid, RowFlags};
use venue_protocol::wire::cases::AROUND_MINUTES;
use venue_protocol::wire::venues::Direction;

/// Seconds that a missing exit is looked for, and a missing entry.
const REACH: u32 = AROUND_MINUTES * 60;

/// A row that was opened.
#[derive(Debug, Clone)]
pub(crate) struct Sign {
    pub(crate) pid: Pid,
    pub(crate) event: EventId,
    pub(crate) place: PlaceId,
    pub(crate) venue: PlaceId,
    /// Seconds since the Unix epoch.
    pub(crate) at: u32,
    pub(crate) direction: Direction,
    pub(crate) planned: Option<u16>,
    pub(crate) late_minutes: u16,
    pub(crate) assurance: Assurance,
    pub(crate) flags: RowFlags,
}

/// How an end of a stay is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// By an entry or exit.
    Registered,
    /// By the stay that the visitor planned.
    Stated,
    /// By the person's next sign elsewhere, or the one before.
    Derived,
    /// Not at all.
    Unknown,
}

/// An end of an interval, in seconds since the Unix epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound {
    /// Not before.
    pub earliest: u32,
    /// Not after.
    pub latest: u32,
    /// How it is known.
    pub known: Known,
}

impl Bound {
    const fn registered(at: u32) -> Self {
        Self { earliest: at, latest: at, known: Known::Registered }
    }
}

/// An interval whose ends are known more or less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// The beginning.
    pub start: Bound,
    /// The end.
    pub end: Bound,
}

/// Presence at one place of the venue, within a stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The zone, or the venue itself.
    pub place: PlaceId,
    /// When.
    pub interval: Interval,
}

/// A stay before it is written down.
pub(crate) struct Stay<'a> {
    pub(crate) signs: Vec<&'a Sign>,
    pub(crate) interval: Interval,
}

impl Stay<'_> {
    pub(crate) fn venue(&self) -> PlaceId {
        self.signs[0].venue
    }

    /// The zones, one interval for each time in one.
    pub(crate) fn spans(&self) -> Vec<Span> {
        let mut spans = Vec::with_capacity(self.signs.len());
        for (n, sign) in self.signs.iter().enumerate() {
            let before = n.checked_sub(1).map(|n| self.signs[n]);
            let at = Bound::registered(sign.at);
            let interval = match sign.direction {
                Direction::Entry => {
                    let end = match self.signs.get(n + 1) {
                        None => self.interval.end,
                        Some(next) if next.direction == Direction::Exit && next.place == sign.place => {
                            Bound::registered(next.at)
                        }
                        Some(next) => Bound { earliest: sign.at, latest: next.at, known: Known::Derived },
                    };
                    Interval { start: at, end }
                }
                Direction::Exit => match before {
                    None => Interval { start: self.interval.start, end: at },
                    // The span of that entry ends here.
                    Some(before) if before.place == sign.place => continue,
                    Some(before) => Interval {
                        start: Bound { earliest: before.at, latest: sign.at, known: Known::Derived },
                        end: at,
                    },
                },
            };
            spans.push(Span { place: sign.place, interval });
        }
        spans
    }
}

/// Pairs one person's signs, which must be in order of time.
pub(crate) fn stays<'a>(signs: &[&'a Sign]) -> Vec<Stay<'a>> {
    let mut stays = Vec::new();
    let mut open: Vec<&Sign> = Vec::new();
    for (n, sign) in signs.iter().enumerate() {
        let goes_on = open.last().is_some_and(|last| {
            let gap = sign.at - last.at;
            last.venue == sign.venue
                && match sign.direction {
                    Direction::Entry => last.place != sign.place && gap <= REACH,
                    Direction::Exit => gap <= 2 * REACH,
                }
        });
        if !goes_on {
            stays.extend(without_exit(std::mem::take(&mut open), Some(sign)));
        }
        open.push(sign);
        if sign.direction == Direction::Exit {
            let start = match open[0].direction {
                Direction::Entry => Bound::registered(open[0].at),
                Direction::Exit => missing_entry(sign.at, n.checked_sub(1).map(|n| signs[n].at)),
            };
            let interval = Interval { start, end: Bound::registered(sign.at) };
            stays.push(Stay { signs: std::mem::take(&mut open), interval });
        }
    }
    stays.extend(without_exit(open, None));
    stays
}

/// The stay of these entries, if there are any, when nothing but the person's next sign tells of its end.
fn without_exit<'a>(signs: Vec<&'a Sign>, next: Option<&Sign>) -> Option<Stay<'a>> {
    let (first, last) = (signs.first()?, signs.last()?);
    let limit = last.at.saturating_add(REACH);
    let (latest, known) = match next {
        Some(next) if next.at <= limit => (next.at, Known::Derived),
        _ => (limit, Known::Unknown),
    };
    let end = match last.planned {
        None => Bound { earliest: last.at, latest, known },
        Some(minutes) => {
            let stated = last.at.saturating_add(u32::from(minutes) * 60).min(latest);
            Bound { earliest: stated, latest, known: Known::Stated }
        }
    };
    let interval = Interval { start: Bound::registered(first.at), end };
    Some(Stay { signs, interval })
}

fn missing_entry(exit: u32, before: Option<u32>) -> Bound {
    let limit = exit.saturating_sub(REACH);
    match before {
        Some(before) if before >= limit => Bound { earliest: before, latest: exit, known: Known::Derived },
        _ => Bound { earliest: limit, latest: exit, known: Known::Unknown },
    }
}
