use venue_protocol::id::PlaceId;
use venue_protocol::instant::Instant;
use venue_protocol::wire::cases::Window;
use venue_trace::Results;
use venue_trace::confidence::Confidence;
use venue_trace::contact::Overlap;
use venue_trace::person::Who;
use venue_trace::results::{Encounter, Person, Sealed, Stay};
use venue_trace::stay::{Bound, Interval, Known};

use super::super::results::{LANE, Order, contacts, from_to, graph, timeline};
use crate::i18n::Words;
use crate::state::settings::Language;

/// Noon of some day in Shanghai.
const NOON: u32 = 1_795_406_400;

fn stay(person: usize, venue: u8, start: (u32, u32), end: (u32, u32)) -> Stay {
    let bound = |(earliest, latest): (u32, u32)| Bound {
        earliest: NOON + earliest * 60,
        latest: NOON + latest * 60,
        known: Known::Registered,
    };
    Stay {
        person,
        venue: PlaceId([venue; 6]),
        interval: Interval { start: bound(start), end: bound(end) },
        spans: Vec::new(),
        signs: Vec::new(),
        confidence: Confidence::Likely,
        doubts: Vec::new(),
    }
}

fn met(subject: usize, other: usize, best: u32, worst: u32, confidence: Confidence) -> Encounter {
    let overlap = Overlap { best, worst };
    Encounter { subject: Some(subject), other, overlap, same_place: None, came_along: false, confidence }
}

/// One person of a case, who met two at one venue and one of them at another.
fn results() -> Results {
    let person = |degree| Person { pids: Vec::new(), who: Who::Destroyed, degree };
    Results {
        window: Window { from: 0, to: 1 },
        places: Vec::new(),
        persons: vec![person(0), person(1), person(1)],
        stays: vec![
            stay(0, 1, (0, 0), (60, 60)),
            stay(0, 2, (120, 120), (180, 180)),
            stay(1, 1, (10, 10), (30, 240)),
            stay(2, 1, (50, 50), (55, 55)),
            stay(1, 2, (130, 140), (130, 150)),
        ],
        encounters: vec![
            met(0, 2, 20, 50, Confidence::Uncertain),
            met(0, 3, 5, 5, Confidence::Confirmed),
            met(1, 4, 0, 20, Confidence::Likely),
        ],
        sealed: Sealed::default(),
    }
}

#[test]
fn contacts_stand_in_the_order_that_is_asked_for_and_short_ones_are_left_out() {
    let results = results();
    assert_eq!(contacts(&results, 0, Order::Longest), [0, 2, 1]);
    assert_eq!(contacts(&results, 0, Order::Surest), [1, 2, 0]);
    assert_eq!(contacts(&results, 0, Order::Earliest), [0, 1, 2]);
    assert_eq!(contacts(&results, 6, Order::Longest), [0, 2]);
}

#[test]
fn a_lane_shows_what_is_certain_within_what_is_possible() {
    let timeline = timeline(&results(), |_| true).unwrap();
    assert_eq!((timeline.from, timeline.to), (NOON, NOON + 240 * 60));
    assert_eq!(timeline.lanes.len(), 3);
    let first = timeline.lanes[0].bars[0];
    assert_eq!((first.from, first.to, first.certain), (0.0, LANE / 4.0, Some((0.0, LANE / 4.0))));
    let open = timeline.lanes[1].bars[0];
    assert_eq!((open.to, open.certain), (LANE, Some((LANE / 24.0, LANE / 8.0))));
    assert_eq!(timeline.lanes[1].bars[1].certain, None, "it may have been over before it surely began");
}

#[test]
fn who_is_not_shown_has_no_lane_and_no_room() {
    let timeline = timeline(&results(), |person| person == 2).unwrap();
    assert_eq!((timeline.from, timeline.to), (NOON + 50 * 60, NOON + 55 * 60));
    assert_eq!(timeline.lanes.len(), 1);
    assert_eq!(super::super::results::timeline(&results(), |_| false), None);
}

#[test]
fn a_day_begins_at_midnight_in_shanghai() {
    let mut results = results();
    results.stays = vec![stay(0, 1, (0, 0), (24 * 60, 24 * 60))];
    results.encounters.clear();
    let marks = timeline(&results, |_| true).unwrap().marks;
    assert_eq!(marks.iter().map(|mark| mark.at / LANE).collect::<Vec<_>>(), [0.25, 0.5, 0.75, 1.0]);
    let days: Vec<_> = marks.iter().filter(|mark| mark.is_day).collect();
    assert_eq!((days.len(), days[0].at, days[0].second), (1, LANE / 2.0, NOON + 12 * 3600));
}

#[test]
fn the_axis_has_a_few_marks_however_long_it_is() {
    for minutes in [6, 55, 240, 3000, 14 * 24 * 60, 28 * 24 * 60] {
        let mut results = results();
        results.stays = vec![stay(0, 1, (0, 0), (minutes, minutes))];
        results.encounters.clear();
        let marks = timeline(&results, |_| true).unwrap().marks;
        assert!(marks.len() <= 4, "{minutes}: {marks:?}");
        assert!(minutes < 15 || !marks.is_empty(), "{minutes}");
    }
}

#[test]
fn the_graph_has_each_person_and_venue_once() {
    let graph = graph(&results(), &[0, 1, 2]);
    assert_eq!((graph.subjects, graph.venues.len(), graph.contacts), (vec![0], 2, vec![1, 2]));
    assert_eq!(graph.visits, [(0, 0), (0, 1)]);
    assert_eq!(graph.meetings, [(0, 0), (0, 1), (1, 0)]);
}

#[test]
fn what_is_not_known_of_a_stay_is_shown_at_its_longest() {
    let now = Instant::from_millis(i64::from(NOON + 24 * 3600) * 1000);
    let text = |start, end| {
        let stay = stay(0, 1, start, end);
        from_to(Words { language: Language::En }, &stay.interval, now)
    };
    assert_eq!(text((0, 0), (30, 30)), "Yesterday 12:00 – 12:30");
    assert_eq!(text((0, 0), (30, 720)), "Yesterday 12:00 – Today 00:00 at the latest");
    // Only scanned out, or out on another day.
    assert_eq!(text((0, 150), (150, 150)), "Yesterday 12:00 at the earliest – 14:30");
    assert_eq!(text((600, 600), (1320, 1320)), "Yesterday 22:00 – Today 10:00");
}
