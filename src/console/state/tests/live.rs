use venue_protocol::shared_word::SharedWord;
use venue_protocol::wire::live::{Arrival, LiveState, LiveWords, PlaceCount, Undone};
use venue_protocol::wire::venues::Direction;

use super::{DOOR, YARD, at};
use crate::console::state::live::{Line, LiveEvent, LiveView};

fn arrival(n: u64, direction: Direction, headcount: u32) -> Arrival {
    Arrival {
        n,
        place: DOOR,
        direction,
        at: at("09:00:00"),
        persons: 2,
        label: Some("张*".into()),
        by_staff: false,
        headcount,
    }
}

fn state() -> LiveState {
    LiveState {
        now: at("09:00:00"),
        headcount: 5,
        places: vec![PlaceCount { place: DOOR, count: 5 }],
        arrivals: vec![arrival(1, Direction::Entry, 3), arrival(2, Direction::Entry, 5)],
        words: vec![SharedWord::pick(SharedWord::step(at("09:00:00")), [0; 4])],
    }
}

fn live() -> LiveView {
    let mut view = LiveView::default();
    view.apply(LiveEvent::State(state()), at("09:00:00"));
    view
}

fn numbers(view: &LiveView) -> Vec<u64> {
    view.arrivals(at("09:00:00")).map(|arrival| arrival.n).collect()
}

#[test]
fn the_newest_comes_first() {
    let mut view = live();
    view.apply(LiveEvent::Arrival(arrival(3, Direction::Exit, 3)), at("09:00:00"));
    assert_eq!((numbers(&view), view.headcount, view.count_at(DOOR)), (vec![3, 2, 1], Some(3), Some(3)));
}

#[test]
fn what_a_reconnected_stream_repeats_counts_once() {
    let mut view = live();
    for _ in 0..2 {
        view.apply(LiveEvent::Arrival(arrival(3, Direction::Entry, 7)), at("09:00:00"));
    }
    assert_eq!((numbers(&view), view.count_at(DOOR)), (vec![3, 2, 1], Some(7)));
}

#[test]
fn what_was_taken_back_goes_and_counts_no_more() {
    let mut view = live();
    let undone = |n, persons, headcount| {
        LiveEvent::Undone(Undone { n, place: DOOR, direction: Direction::Entry, persons, headcount })
    };
    view.apply(undone(2, 2, 3), at("09:00:00"));
    assert_eq!((numbers(&view), view.headcount, view.count_at(DOOR)), (vec![1], Some(3), Some(3)));
    // It is not shown any more, or never was: it counts no more all the same.
    view.apply(undone(99, 2, 1), at("09:00:00"));
    assert_eq!((view.headcount, view.count_at(DOOR)), (Some(1), Some(1)));
}

#[test]
fn a_silent_stream_is_given_up_once_for_each_silence_and_shows_since_when() {
    let mut view = live();
    view.apply(LiveEvent::Beat, at("09:00:30"));
    assert_eq!((view.line, view.heard()), (Line::Live, Some(at("09:00:30"))));
    assert!(!view.gives_up(at("09:01:07")));
    assert!(view.gives_up(at("09:01:08")));
    assert_eq!(view.line, Line::Lost(at("09:01:08")));
    assert!(!view.gives_up(at("09:01:09")), "it is opened anew, and has its time");
    assert!(view.gives_up(at("09:01:46")));
    assert!(!LiveView::default().gives_up(at("09:00:00")), "the first one has its time, too");
}

#[test]
fn a_place_that_nobody_came_through_before_is_counted() {
    let mut view = live();
    let elsewhere = Arrival { place: YARD, ..arrival(3, Direction::Exit, 3) };
    view.apply(LiveEvent::Arrival(elsewhere), at("09:00:00"));
    assert_eq!(view.count_at(YARD), Some(-2));
}

#[test]
fn a_lost_connection_shows_since_when_and_ends_with_the_next_event() {
    let mut view = live();
    view.apply(LiveEvent::Lost, at("09:01:00"));
    view.apply(LiveEvent::Lost, at("09:01:05"));
    assert_eq!(view.line, Line::Lost(at("09:01:00")));
    assert_eq!(view.headcount, Some(5), "the last known one stays");
    view.apply(LiveEvent::Opened, at("09:01:10"));
    assert_eq!(view.line, Line::Live);
}

#[test]
fn names_go_after_two_minutes_even_without_a_network() {
    let mut view = live();
    assert_eq!(view.arrivals(at("09:01:59")).count(), 2);
    assert_eq!(view.arrivals(at("09:02:00")).count(), 0);
    view.prune(at("09:02:00"));
    assert_eq!(view.arrivals(at("09:00:00")).count(), 0, "gone from memory, too");
}

#[test]
fn the_word_follows_the_servers_clock() {
    let mut view = LiveView::default();
    assert_eq!(view.word(at("09:00:00")), None);
    // The tablet's clock is an hour behind.
    view.apply(LiveEvent::State(state()), at("08:00:00"));
    assert!(view.word(at("08:04:59")).is_some());
    assert_eq!(view.word(at("08:05:00")), None, "no word rather than an old one");
    let next = SharedWord::pick(SharedWord::step(at("09:05:00")), [1; 4]);
    view.apply(LiveEvent::Words(LiveWords { words: vec![next] }), at("08:05:00"));
    assert_eq!(view.word(at("08:05:00")), Some(next));
}

#[test]
fn only_the_newest_are_marked() {
    let view = live();
    let known = arrival(1, Direction::Entry, 3);
    assert!(view.is_new(&known, at("09:00:03")));
    assert!(!view.is_new(&known, at("09:00:04")));
}
