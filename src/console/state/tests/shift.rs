use venue_protocol::id::EventSecret;
use venue_protocol::instant::Instant;
use venue_protocol::wire::venues::Direction;

use super::{DOOR, at};
use crate::console::state::shift::{Done, Shift, Way};

fn done(now: Instant) -> Done {
    Done {
        at: now,
        label: Some("张*".into()),
        way: Way::IdNumber,
        direction: Direction::Entry,
        place: DOOR,
        secret: EventSecret([7; 16]),
        sent_as: now,
    }
}

#[test]
fn an_entry_can_be_taken_back_within_a_minute_and_not_later() {
    let mut shift = Shift::default();
    let now = at("09:00:00");
    let id = shift.add(done(now), now);
    let undo = shift.undo(id, now.plus_millis(30_000)).unwrap();
    assert_eq!((undo.secret, undo.scanned_at), (EventSecret([7; 16]), now));
    assert_eq!(shift.undo_left_s(id, now.plus_millis(30_000)), Some(28));
    assert_eq!(shift.undo(id, now.plus_millis(59_000)), None);
}

#[test]
fn what_was_taken_back_counts_no_more_and_stays_listed() {
    let mut shift = Shift::default();
    let now = at("09:00:00");
    let first = shift.add(done(now), now);
    shift.add(done(now), now);
    shift.undone(first);
    assert_eq!((shift.count(), shift.entries().len()), (1, 2));
    assert!(shift.entries().iter().any(|entry| entry.id == first && entry.undone));
    assert_eq!(shift.undo(first, now), None);
}

#[test]
fn a_clock_that_was_set_back_lengthens_no_undo() {
    let mut shift = Shift::default();
    let now = at("09:00:00");
    let id = shift.add(done(now), now);
    assert_eq!(shift.undo_left_s(id, at("08:00:00")), Some(58));
}

#[test]
fn the_same_guest_twice_within_minutes_is_noticed() {
    let mut shift = Shift::new(Vec::new(), 42);
    shift.note(1, b"one", Direction::Entry, at("09:00:00"));
    assert_eq!(shift.minutes_since(b"one", Direction::Entry, at("09:02:30")), Some(2));
    assert_eq!(shift.minutes_since(b"other", Direction::Entry, at("09:02:30")), None);
    assert_eq!(
        shift.minutes_since(b"one", Direction::Exit, at("09:02:30")),
        None,
        "leaving again is no mistake"
    );
    assert_eq!(shift.minutes_since(b"one", Direction::Entry, at("09:05:00")), None);
}

#[test]
fn who_was_taken_back_may_come_again_at_once_and_nobody_else_is_forgotten() {
    let mut shift = Shift::default();
    let now = at("09:00:00");
    for guest in [b"one", b"two"] {
        let entry = shift.add(done(now), now);
        shift.note(entry, guest, Direction::Entry, now);
    }
    shift.undone(1);
    assert_eq!(shift.minutes_since(b"one", Direction::Entry, now), None);
    assert_eq!(shift.minutes_since(b"two", Direction::Entry, now), Some(0));
}

#[test]
fn what_is_kept_of_a_shift_holds_no_secret() {
    let mut shift = Shift::default();
    let now = at("09:00:00");
    shift.add(done(now), now);
    let kept = serde_json::to_string(shift.entries()).unwrap();
    assert!(kept.contains("张*") && !kept.contains(&EventSecret([7; 16]).to_string()), "{kept}");
}

#[test]
fn numbers_go_on_after_a_reload() {
    let now = at("09:00:00");
    let mut before = Shift::default();
    let last = before.add(done(now), now);
    let mut after = Shift::new(before.entries().to_vec(), 1);
    assert_eq!(after.add(done(now), now), last + 1);
}
