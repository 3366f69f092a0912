use venue_protocol::id::{AccountId, PlaceId};
use venue_protocol::instant::Instant;
use venue_protocol::seal::PublicKey;
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{Case, CaseState, Subject, Window};
use venue_protocol::wire::notices::NewNotice;
use venue_trace::Results;
use venue_trace::confidence::{Confidence, Doubt};
use venue_trace::person::Who;
use venue_trace::results::{Person, Sealed, Stay};
use venue_trace::stay::{Bound, Interval, Known};

use super::super::exposures::exposures;

/// A quarter of an hour at which the window begins, and how many it has.
const FIRST: u32 = 1_994_880;
const QUARTERS: u32 = 200;

fn case(subject: Subject) -> Case {
    Case {
        id: CaseId([1; 16]),
        number: String::new(),
        reason: String::new(),
        subject,
        venue_name: None,
        window: Window { from: FIRST * 15, to: (FIRST + QUARTERS) * 15 - 1 },
        state: CaseState::Approved,
        tracer: AccountId([1; 8]),
        tracer_name: String::new(),
        tracer_key: PublicKey([0; 32]),
        approver: None,
        approver_name: None,
        filed_at: Instant::EPOCH,
        decided_at: None,
        note: None,
        tags: 0,
        receipts_sent: false,
    }
}

/// At a venue from one minute of the window to another, where the end may lie between two.
fn stay(person: usize, venue: u8, start: i64, end: (i64, i64)) -> Stay {
    let at = |minute: i64| u32::try_from(i64::from(FIRST) * 15 + minute).unwrap() * 60;
    let bound =
        |earliest, latest| Bound { earliest: at(earliest), latest: at(latest), known: Known::Unknown };
    Stay {
        person,
        venue: PlaceId([venue; 6]),
        interval: Interval { start: bound(start, start), end: bound(end.0, end.1) },
        spans: Vec::new(),
        signs: Vec::new(),
        confidence: Confidence::Likely,
        doubts: Vec::new(),
    }
}

fn results(stays: Vec<Stay>) -> Results {
    let person = |degree| Person { pids: Vec::new(), who: Who::Destroyed, degree };
    Results {
        window: Window { from: 0, to: 0 },
        places: Vec::new(),
        persons: vec![person(0), person(1), person(0)],
        stays,
        encounters: Vec::new(),
        sealed: Sealed::default(),
    }
}

/// Venue, first and last quarter of the window.
fn of(case: &Case, stays: Vec<Stay>) -> Vec<(u8, u32, u32)> {
    let told = |NewNotice { venue, from_quarter, to_quarter }| {
        (venue.0[0], from_quarter - FIRST, to_quarter - FIRST)
    };
    exposures(case, &results(stays)).into_iter().map(told).collect()
}

#[test]
fn a_person_affects_a_venue_from_the_first_quarter_to_the_last_possible_one() {
    let person = case(Subject::Person);
    assert_eq!(of(&person, vec![stay(0, 1, 20, (20, 70))]), [(1, 1, 4)]);
    assert_eq!(of(&person, vec![stay(1, 1, 20, (20, 70))]), [], "a contact affects nothing");
    let disputed = Stay { doubts: vec![Doubt::Disputed], ..stay(0, 1, 20, (20, 70)) };
    assert_eq!(of(&person, vec![disputed]), []);
}

#[test]
fn only_time_within_the_window_counts() {
    let person = case(Subject::Person);
    let last = i64::from(QUARTERS) * 15;
    assert_eq!(of(&person, vec![stay(0, 1, -100, (20, 20))]), [(1, 0, 1)]);
    assert_eq!(of(&person, vec![stay(0, 1, last - 20, (last, last + 500))]), [(1, 198, 199)]);
    assert_eq!(of(&person, vec![stay(0, 1, -100, (-50, -50))]), []);
}

#[test]
fn times_that_touch_are_one_notice_and_more_than_a_day_is_several() {
    let person = case(Subject::Person);
    let stays = vec![
        stay(0, 2, 0, (10, 10)),
        stay(0, 1, 0, (20, 20)),
        stay(2, 1, 31, (40, 40)),
        stay(0, 1, 90, (95, 95)),
    ];
    assert_eq!(of(&person, stays), [(1, 0, 2), (2, 0, 0), (1, 6, 6)]);
    let place = case(Subject::Place { venue: PlaceId([7; 6]) });
    assert_eq!(of(&place, Vec::new()), [(7, 0, 95), (7, 96, 191), (7, 192, 199)]);
}
