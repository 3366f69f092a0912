use venue_protocol::id::NoticeKey;
use venue_protocol::wire::venues::Direction;

use super::samples::*;
use crate::state::history::{EndedBy, History};
use crate::state::settings::StayMinutes;
use crate::state::visit::{ShownName, Status, VisitId};

const DAY_MS: i64 = 24 * HOUR_MS;

#[test]
fn visits_are_listed_newest_first_and_each_once() {
    let at = |hours| morning().plus_millis(hours * HOUR_MS);
    let visit = |number, hours| registered(number, 1, Direction::Entry, at(hours));
    let history: History = [visit(1, 1), visit(2, 3), visit(3, 2), visit(1, 1)].into_iter().collect();
    let order: Vec<_> = history.visits().map(|visit| visit.id.0).collect();
    assert_eq!(order, [2, 3, 1]);
}

#[test]
fn a_check_in_is_sent_with_the_masked_name_of_the_visitor_for_the_venue_s_ticker() {
    let mut visit = waiting(1, 1, Direction::Entry, morning());
    visit.labels.push("李*".to_owned());
    assert_eq!(visit.to_wire().and_then(|sent| sent.label).as_deref(), Some("张*"));
}

#[test]
fn what_is_scanned_at_the_exit_ends_the_stay_as_stated() {
    let entry = registered(1, 1, Direction::Entry, morning());
    let left = morning().plus_millis(2 * HOUR_MS);
    let elsewhere = registered(2, 2, Direction::Entry, morning().plus_millis(HOUR_MS));
    let history = [entry.clone(), elsewhere, registered(3, 1, Direction::Exit, left)].into_iter().collect();
    let end = History::end_of(&history, &entry, left).unwrap();
    assert_eq!((end.at, end.by), (left, EndedBy::ExitScan));
    assert!(end.by.is_stated());
}

#[test]
fn an_exit_after_another_entry_here_does_not_end_the_first_stay() {
    let entry = registered(1, 1, Direction::Entry, morning());
    let again = morning().plus_millis(HOUR_MS);
    let history: History = [
        entry.clone(),
        registered(2, 1, Direction::Entry, again),
        registered(3, 1, Direction::Exit, again.plus_millis(HOUR_MS)),
    ]
    .into_iter()
    .collect();
    let end = history.end_of(&entry, again).unwrap();
    assert_eq!((end.at, end.by), (again, EndedBy::NextCheckIn));
}

#[test]
fn the_exit_of_the_same_gate_counts_before_the_one_of_another_gate_of_the_venue() {
    let at = |hours| morning().plus_millis(hours * HOUR_MS);
    // A place in the middle of the venue, with doors of its own.
    let here = |number, place, direction, hours| {
        let mut visit = registered(number, place, direction, at(hours));
        if let Status::Registered(receipt) = &mut visit.status {
            receipt.notice = Some(NoticeKey([7; 16]));
        }
        visit
    };
    let (outer, inner) = (here(1, 1, Direction::Entry, 0), here(2, 2, Direction::Entry, 1));
    let way_out = [here(3, 2, Direction::Exit, 2), here(4, 1, Direction::Exit, 3)];
    let history: History = [outer.clone(), inner.clone()].into_iter().chain(way_out.clone()).collect();
    assert_eq!(history.end_of(&outer, at(4)).unwrap().at, at(3));
    assert_eq!(history.end_of(&inner, at(4)).unwrap().at, at(2));
    // In by one gate, out by another.
    let [by_another, _] = way_out;
    let history: History = [outer.clone(), by_another].into_iter().collect();
    let end = history.end_of(&outer, at(4)).unwrap();
    assert_eq!((end.at, end.by), (at(2), EndedBy::ExitScan));
}

#[test]
fn the_next_check_in_and_the_timer_end_a_stay_as_estimated_and_the_earlier_one_counts() {
    let mut entry = registered(1, 1, Direction::Entry, morning());
    entry.stay = Some(StayMinutes::try_from(60).unwrap());
    let timer = morning().plus_millis(HOUR_MS);
    let alone: History = [entry.clone()].into_iter().collect();
    assert_eq!(alone.end_of(&entry, timer.plus_millis(-1)), None);
    assert_eq!(alone.end_of(&entry, timer).map(|end| (end.at, end.by)), Some((timer, EndedBy::Timer)));

    let next = morning().plus_millis(HOUR_MS / 2);
    let moved: History = [entry.clone(), registered(2, 2, Direction::Entry, next)].into_iter().collect();
    let end = moved.end_of(&entry, timer).unwrap();
    assert_eq!((end.at, end.by), (next, EndedBy::NextCheckIn));
    assert!(!end.by.is_stated());
}

#[test]
fn leaving_by_hand_counts_before_any_estimate() {
    let mut entry = registered(1, 1, Direction::Entry, morning());
    let left = morning().plus_millis(3 * HOUR_MS);
    entry.left_at = Some(left);
    entry.stay = Some(StayMinutes::try_from(5).unwrap());
    let history: History = [entry.clone()].into_iter().collect();
    assert_eq!(history.end_of(&entry, left).map(|end| end.by), Some(EndedBy::Hand));
}

#[test]
fn an_undone_check_in_ends_nothing() {
    let entry = registered(1, 1, Direction::Entry, morning());
    let mut wrong = registered(2, 1, Direction::Exit, morning().plus_millis(HOUR_MS));
    wrong.status = Status::Undone;
    let history: History = [entry.clone(), wrong].into_iter().collect();
    assert_eq!(history.end_of(&entry, morning().plus_millis(DAY_MS)), None);
}

#[test]
fn old_visits_are_pruned_but_never_pending_ones() {
    let history: History = [
        registered(1, 1, Direction::Entry, morning().plus_millis(-31 * DAY_MS)),
        waiting(2, 1, Direction::Entry, morning().plus_millis(-31 * DAY_MS)),
        registered(3, 1, Direction::Entry, morning().plus_millis(-29 * DAY_MS)),
    ]
    .into_iter()
    .collect();
    assert_eq!(history.to_prune(morning()), [VisitId(1)]);
}

#[test]
fn the_oldest_visits_make_room_when_there_are_too_many() {
    let at = |n: u32| morning().plus_millis(i64::from(n) * MINUTE_MS);
    let history: History = (0..503).map(|n| registered(n, 1, Direction::Entry, at(n))).collect();
    assert_eq!(history.to_prune(at(503)), [VisitId(2), VisitId(1), VisitId(0)]);
}

#[test]
fn a_sensitive_venue_is_masked_and_an_unknown_one_says_that_its_name_follows() {
    let mut visit = waiting(1, 1, Direction::Entry, morning());
    assert_eq!(visit.shown_name(), ShownName::Name { name: "南湖公园", zone: Some("东门") });
    visit.venue.as_mut().unwrap().sensitive = true;
    assert_eq!(visit.shown_name(), ShownName::Masked);
    visit.venue = None;
    assert_eq!(visit.shown_name(), ShownName::Follows);
}
