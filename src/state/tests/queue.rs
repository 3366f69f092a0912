use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::check_ins::{CheckInReceipt, CheckInResult, Flag};
use venue_protocol::wire::venues::Direction;

use super::samples::*;
use crate::state::queue::{UndoAnswer, apply, apply_undo, blames_content, is_passing, next_batch, pause_ms};
use crate::state::visit::{Status, Undoing, Visit};

fn one() -> Visit {
    waiting(1, 1, Direction::Entry, morning())
}

fn refused(kind: ProblemType) -> CheckInResult {
    CheckInResult::Refused(Problem::new(kind))
}

#[test]
fn the_oldest_waiting_check_ins_are_sent_first_and_no_more_than_fit() {
    let at = |n: u32| morning().plus_millis(-i64::from(n) * MINUTE_MS);
    let mut visits: Vec<_> = (0..25).map(|n| waiting(n, 1, Direction::Entry, at(n))).collect();
    visits.push(registered(99, 1, Direction::Entry, at(99)));
    let history = visits.into_iter().collect();
    let order: Vec<_> = next_batch(&history, 20).map(|visit| visit.id.0).collect();
    assert_eq!(order, (5..25).rev().collect::<Vec<_>>());
}

#[test]
fn a_registered_check_in_forgets_its_credentials() {
    let mut visit = one();
    assert_eq!(apply(&mut visit, CheckInResult::Registered(answer(morning())), morning()), None);
    assert!(visit.receipt().is_some());
    assert!(!serde_json::to_string(&visit).unwrap().contains("persons"));
}

#[test]
fn a_visit_takes_over_the_direction_that_the_gate_registers_once() {
    let answer = CheckInReceipt { flags: vec![Flag::DirectionCorrected], ..answer(morning()) };
    let mut undoing = one();
    undoing.ask_undo();
    for mut visit in [one(), undoing] {
        for _ in 0..2 {
            apply(&mut visit, CheckInResult::Registered(answer.clone()), morning());
            assert_eq!(visit.direction, Direction::Exit);
        }
    }
}

#[test]
fn a_passing_refusal_keeps_the_check_in_waiting_and_a_lasting_one_is_kept_with_its_reason() {
    let mut visit = one();
    assert!(apply(&mut visit, refused(ProblemType::Unavailable), morning()).is_some());
    assert_eq!(visit, one());
    assert_eq!(apply(&mut visit, refused(ProblemType::CodeRevoked), morning()), None);
    assert_eq!(visit.status, Status::Refused(Problem::new(ProblemType::CodeRevoked)));
}

#[test]
fn an_answer_that_comes_late_changes_nothing_that_is_known() {
    let mut visit = registered(1, 1, Direction::Entry, morning());
    let before = visit.clone();
    apply(&mut visit, refused(ProblemType::EventConflict), morning());
    assert_eq!(visit, before);
    visit.status = Status::Undone;
    apply(&mut visit, CheckInResult::Registered(answer(morning())), morning());
    assert_eq!(visit.status, Status::Undone);
}

#[test]
fn an_undo_pressed_while_sending_is_not_lost() {
    let mut visit = one();
    visit.ask_undo();
    apply(&mut visit, CheckInResult::Registered(answer(morning())), morning());
    assert!(matches!(visit.status, Status::Undoing(Undoing::Registered(_))));

    let mut visit = one();
    visit.ask_undo();
    apply(&mut visit, refused(ProblemType::CodeRevoked), morning());
    assert_eq!(visit.status, Status::Undone);
}

#[test]
fn an_undo_that_came_too_late_leaves_the_check_in_as_it_was_and_says_so() {
    let mut visit = registered(1, 1, Direction::Entry, morning());
    let before = visit.status.clone();
    visit.ask_undo();
    apply_undo(&mut visit, UndoAnswer::TooLate);
    assert_eq!((visit.status, visit.undo_failed), (before, true));

    let mut visit = registered(1, 1, Direction::Entry, morning());
    visit.ask_undo();
    apply_undo(&mut visit, UndoAnswer::Done);
    assert_eq!((visit.status, visit.undo_failed), (Status::Undone, false));
}

#[test]
fn a_refusal_is_undone_by_nobody() {
    let mut visit = one();
    apply(&mut visit, refused(ProblemType::CodeRevoked), morning());
    let before = visit.clone();
    visit.ask_undo();
    assert_eq!(visit, before);
}

#[test]
fn no_problem_is_both_passing_and_to_blame_on_the_content() {
    // What stands behind it is the console's own.
    let last = ProblemType::ALL.iter().position(|kind| *kind == ProblemType::TransferGone).unwrap();
    for kind in &ProblemType::ALL[..=last] {
        assert!(!(is_passing(*kind) && blames_content(*kind)), "{kind}");
        if *kind == ProblemType::Internal || kind.status() == 503 || kind.status() == 429 {
            assert!(is_passing(*kind), "{kind}");
        }
    }
}

#[test]
fn pauses_double_up_to_five_minutes_and_respect_the_server() {
    assert_eq!([1, 2, 3].map(|n| pause_ms(n, None, 0)), [2_000, 4_000, 8_000]);
    assert_eq!(pause_ms(u32::MAX, None, 0), 300_000);
    assert_eq!(pause_ms(1, Some(30), 0), 30_000);
    assert_eq!(pause_ms(1, Some(u32::MAX), 255), 375_000);
    assert_eq!(pause_ms(1, None, 255), 2_500);
}
