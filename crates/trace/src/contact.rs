//! Contacts: for how long two stays at one venue overlap, at least and at most.
//!
//! The best case is what the shortest plausible stays share, in whole minutes begun and ended; the worst case is what the
//! longest possible ones share, begun minutes counted in full. Stays whose longest possible intervals touch are a contact,
//! of 0 minutes perhaps. Only time within the window counts.

use serde::{Deserialize, Serialize};
use venue_protocol::wire::cases::Window;

use crate::stay::{Bound, Interval, Known, Span};

/// How long two stays overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Overlap {
    /// Minutes at least, if planned stays are taken at their word.
    pub best: u32,
    /// Minutes at most.
    pub worst: u32,
}

/// The window as an interval of seconds that lasts to the end of its last minute.
pub(crate) fn window_interval(window: Window) -> Interval {
    let bound = |at| Bound { earliest: at, latest: at, known: Known::Registered };
    let end = window.to.saturating_add(1).saturating_mul(60);
    Interval { start: bound(window.from.saturating_mul(60)), end: bound(end) }
}

/// Whether something lies in the window, possibly.
pub(crate) fn within(interval: &Interval, window: &Interval) -> bool {
    seconds(&[interval, window]).is_some()
}

/// The overlap of two stays; `None` if they cannot have overlapped.
pub(crate) fn overlap(one: &Interval, other: &Interval, window: &Interval) -> Option<Overlap> {
    seconds(&[one, other, window]).map(minutes)
}

/// The overlap of two stays in the same zone, all times in it together.
pub(crate) fn same_place(one: &[Span], other: &[Span], window: &Interval) -> Option<Overlap> {
    let pairs = one.iter().flat_map(|one| other.iter().map(move |other| (one, other)));
    pairs
        .filter(|(one, other)| one.place == other.place)
        .filter_map(|(one, other)| seconds(&[&one.interval, &other.interval, window]))
        .reduce(|sum, (best, worst)| (sum.0 + best, sum.1 + worst))
        .map(minutes)
}

/// Seconds that all of them share in the best and in the worst case.
fn seconds(all: &[&Interval]) -> Option<(u32, u32)> {
    let last_start = all.iter().map(|interval| interval.start.earliest).max()?;
    let first_end = all.iter().map(|interval| interval.end.latest).min()?;
    let worst = first_end.checked_sub(last_start)?;
    let last_start = all.iter().map(|interval| interval.start.latest).max()?;
    let first_end = all.iter().map(|interval| interval.end.earliest).min()?;
    Some((first_end.saturating_sub(last_start), worst))
}

fn minutes((best, worst): (u32, u32)) -> Overlap {
    Overlap { best: best / 60, worst: worst.div_ceil(60) }
}
