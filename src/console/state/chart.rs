//! Counts as charts: bars by day and by hour of the day, with an axis of round numbers.

use venue_protocol::id::PlaceId;
use venue_protocol::instant::{Day, Instant, SHANGHAI_OFFSET_S};
use venue_protocol::wire::dashboard::Pace;
use venue_protocol::wire::live::HourCount;

/// At most so many lines across a chart.
const MAX_TICKS: u32 = 5;

/// A pair of bars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar<K> {
    /// What it stands for.
    pub key: K,
    /// Persons who came.
    pub entries: u32,
    /// Persons who went.
    pub exits: u32,
}

/// Bars beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart<K> {
    /// In their order, without gaps.
    pub bars: Vec<Bar<K>>,
    /// Where lines cross the chart, from 0 up; the last one is its top.
    pub ticks: Vec<u32>,
}

/// The counts by day, one bar for each day from the first to the last, also for those without anything.
pub fn by_day(counts: &[HourCount], place: Option<PlaceId>, from: Day, to: Day) -> Chart<Day> {
    let keys = (from.0..=to.0.max(from.0)).map(Day);
    chart(counts, place, keys, |hour| hour.day())
}

/// The counts of all days together by the hour of the day, 24 bars.
pub fn by_hour(counts: &[HourCount], place: Option<PlaceId>) -> Chart<u8> {
    chart(counts, place, 0..24, hour_of_day)
}

/// Check-ins by minute, one bar for each, without any that went.
pub fn by_minute(pace: &Pace) -> Chart<Instant> {
    let key = |n: usize| pace.from.plus_millis(i64::try_from(n).unwrap_or(i64::MAX).saturating_mul(60_000));
    let bar = |(n, entries): (usize, &u32)| Bar { key: key(n), entries: *entries, exits: 0 };
    let bars = pace.minutes.iter().enumerate().map(bar).collect();
    Chart { bars, ticks: ticks(pace.minutes.iter().copied().max().unwrap_or_default()) }
}

/// The hour of the day at the venue.
pub const fn hour_of_day(at: Instant) -> u8 {
    ((at.seconds() + SHANGHAI_OFFSET_S).div_euclid(3600).rem_euclid(24)) as u8
}

fn chart<K: PartialEq + Copy>(
    counts: &[HourCount],
    place: Option<PlaceId>,
    keys: impl Iterator<Item = K>,
    key_of: impl Fn(Instant) -> K,
) -> Chart<K> {
    let counted = |key: K| {
        let of = counts
            .iter()
            .filter(|one| place.is_none_or(|place| one.place == place) && key_of(one.hour) == key);
        of.fold(Bar { key, entries: 0, exits: 0 }, |bar, one| Bar {
            entries: bar.entries.saturating_add(one.entries),
            exits: bar.exits.saturating_add(one.exits),
            ..bar
        })
    };
    let bars: Vec<_> = keys.map(counted).collect();
    let highest = bars.iter().map(|bar| bar.entries.max(bar.exits)).max().unwrap_or_default();
    Chart { bars, ticks: ticks(highest) }
}

/// Round numbers from 0 to at least `highest`, at most five steps of 1, 2 or 5 times a power of ten.
pub fn ticks(highest: u32) -> Vec<u32> {
    let highest = u64::from(highest.max(1));
    let mut power = 1_u64;
    let step = loop {
        let fitting =
            [power, 2 * power, 5 * power].into_iter().find(|step| step * u64::from(MAX_TICKS) >= highest);
        match fitting {
            Some(step) => break step,
            None => power *= 10,
        }
    };
    (0..=highest.div_ceil(step)).map(|n| u32::try_from(n * step).unwrap_or(u32::MAX)).collect()
}

impl<K: Copy> Chart<K> {
    /// Its top.
    pub fn top(&self) -> u32 {
        self.ticks.last().copied().unwrap_or(1).max(1)
    }

    /// Everybody who came, and everybody who went.
    pub fn totals(&self) -> (u64, u64) {
        let sum = |of: fn(&Bar<K>) -> u32| self.bars.iter().map(|bar| u64::from(of(bar))).sum();
        (sum(|bar| bar.entries), sum(|bar| bar.exits))
    }

    /// Where most came, if anybody came.
    pub fn busiest(&self) -> Option<Bar<K>> {
        let first = self.bars.iter().rev().max_by_key(|bar| bar.entries);
        first.filter(|bar| bar.entries > 0).copied()
    }
}
