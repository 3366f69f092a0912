//! The results of a case as pages show them: which contacts in which order, lanes of visits, who met whom where.

use venue_protocol::id::PlaceId;
use venue_protocol::instant::Instant;
use venue_trace::Results;
use venue_trace::results::{Encounter, Stay};
use venue_trace::stay::{Bound, Interval};

use crate::i18n::text::console::tracing as phrases;
use crate::i18n::{Words, clock, moment};

/// In which order contacts stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The longest possible overlap first.
    #[default]
    Longest,
    /// The most certain ones first.
    Surest,
    /// The earliest first.
    Earliest,
}

impl Order {
    /// All orders.
    pub const ALL: [Self; 3] = [Self::Longest, Self::Surest, Self::Earliest];
}

/// From when to when somebody stayed: where an end is not known the longest that it may have been, so that the whole of
/// the worst case is shown.
pub fn from_to(words: Words, interval: &Interval, now: Instant) -> String {
    let at = |second: u32| Instant::from_millis(i64::from(second) * 1000);
    let Interval { start, end } = *interval;
    let (first, last) = (at(start.earliest), at(end.latest));
    let first_text = moment(words, first, now);
    let last_text = end_of(words, first, last, now);
    let is_known = |bound: &Bound| bound.earliest == bound.latest;
    let first_text = if is_known(&start) { first_text } else { phrases::at_earliest(words, &first_text) };
    let last_text = if is_known(&end) { last_text } else { phrases::at_latest(words, &last_text) };
    format!("{first_text} – {last_text}")
}

/// The end of a stretch of time, without its day if that is the beginning's.
pub fn end_of(words: Words, first: Instant, last: Instant, now: Instant) -> String {
    if first.day() == last.day() { clock(last) } else { moment(words, last, now) }
}

/// The contacts of at least so many minutes, at most; the numbers of their encounters.
pub fn contacts(results: &Results, minutes: u32, order: Order) -> Vec<usize> {
    let mut shown: Vec<(usize, &Encounter)> =
        results.encounters.iter().enumerate().filter(|(_, met)| met.overlap.worst >= minutes).collect();
    let start = |met: &Encounter| results.stays.get(met.other).map(|stay| stay.interval.start.earliest);
    let longest = |met: &Encounter| std::cmp::Reverse((met.overlap.worst, met.overlap.best));
    shown.sort_by(|(_, one), (_, other)| match order {
        Order::Longest => longest(one).cmp(&longest(other)),
        Order::Surest => (one.confidence, longest(one)).cmp(&(other.confidence, longest(other))),
        Order::Earliest => start(one).cmp(&start(other)),
    });
    shown.into_iter().map(|(n, _)| n).collect()
}

/// A lane of the timeline is so wide.
pub const LANE: f64 = 1000.0;

/// One person's visits.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// The number of the person.
    pub person: usize,
    /// The visits.
    pub bars: Vec<Bar>,
}

/// A visit on its lane, from 0 to [`LANE`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// The number of the stay.
    pub stay: usize,
    /// It may have been from here...
    pub from: f64,
    /// ... to here.
    pub to: f64,
    /// It certainly was between these, if at any time.
    pub certain: Option<(f64, f64)>,
}

/// The timeline: from when to when it goes, in seconds since the Unix epoch, and its lanes.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// Its beginning.
    pub from: u32,
    /// Its end.
    pub to: u32,
    /// The lanes: the case's persons first.
    pub lanes: Vec<Lane>,
    /// The marks of the axis.
    pub marks: Vec<Mark>,
}

/// A mark of the axis, from 0 to [`LANE`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// Where it stands.
    pub at: f64,
    /// What it stands for, in seconds since the Unix epoch.
    pub second: u32,
    /// A day begins here.
    pub is_day: bool,
}

/// So many marks at most: their words do not touch, also on a phone.
const MOST_MARKS: u32 = 4;

/// Steps between marks, in seconds: from a quarter of an hour to a week.
const STEPS: [u32; 9] = [900, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 86_400, 2 * 86_400, 7 * 86_400];

/// Full hours or days, as many as fit.
fn marks(from: u32, to: u32, at: impl Fn(u32) -> f64) -> Vec<Mark> {
    // Days begin at midnight in Shanghai.
    let (from, to) = (from + 8 * 3600, to + 8 * 3600);
    let fits = |step: &u32| to / step - from / step <= MOST_MARKS;
    let step = STEPS.into_iter().find(fits).unwrap_or(14 * 86_400);
    let mark = |local: u32| {
        let second = local - 8 * 3600;
        Mark { at: at(second), second, is_day: local.is_multiple_of(86_400) }
    };
    (from / step + 1..=to / step).map(|n| mark(n * step)).collect()
}

/// The visits of these persons beside each other; nothing without any.
pub fn timeline(results: &Results, shows: impl Fn(usize) -> bool) -> Option<Timeline> {
    let stays = || results.stays.iter().enumerate().filter(|(_, stay)| shows(stay.person));
    let from = stays().map(|(_, stay)| stay.interval.start.earliest).min()?;
    let to = stays().map(|(_, stay)| stay.interval.end.latest).max()?.max(from + 60);
    let at = |second: u32| f64::from(second.saturating_sub(from)) / f64::from(to - from) * LANE;
    let bar = |(n, stay): (usize, &Stay)| {
        let (start, end) = (stay.interval.start, stay.interval.end);
        let certain = (start.latest < end.earliest).then(|| (at(start.latest), at(end.earliest)));
        Bar { stay: n, from: at(start.earliest), to: at(end.latest), certain }
    };
    let lane =
        |person| Lane { person, bars: stays().filter(|(_, stay)| stay.person == person).map(bar).collect() };
    let lanes = (0..results.persons.len())
        .filter(|person| shows(*person))
        .map(lane)
        .filter(|lane| !lane.bars.is_empty());
    let marks = marks(from, to, at);
    Some(Timeline { from, to, lanes: lanes.collect(), marks })
}

/// Who met whom where: persons of the case, venues, contacts, and the lines between them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Graph {
    /// The persons of the case, and contacts whose own contacts were traced.
    pub subjects: Vec<usize>,
    /// The venues.
    pub venues: Vec<PlaceId>,
    /// The contacts.
    pub contacts: Vec<usize>,
    /// From a number in `subjects` to one in `venues`.
    pub visits: Vec<(usize, usize)>,
    /// From a number in `venues` to one in `contacts`.
    pub meetings: Vec<(usize, usize)>,
}

/// The graph of these encounters.
pub fn graph(results: &Results, shown: &[usize]) -> Graph {
    let mut graph = Graph::default();
    for met in shown.iter().filter_map(|n| results.encounters.get(*n)) {
        let Some(other) = results.stays.get(met.other) else { continue };
        let venue = place_in(&mut graph.venues, other.venue);
        let contact = place_in(&mut graph.contacts, other.person);
        place_in(&mut graph.meetings, (venue, contact));
        if let Some(subject) = met.subject.and_then(|n| results.stays.get(n)) {
            let subject = place_in(&mut graph.subjects, subject.person);
            place_in(&mut graph.visits, (subject, venue));
        }
    }
    graph
}

/// Where something stands in a list; at its end, if it was not there.
fn place_in<T: PartialEq>(list: &mut Vec<T>, value: T) -> usize {
    list.iter().position(|there| *there == value).unwrap_or_else(|| {
        list.push(value);
        list.len() - 1
    })
}
