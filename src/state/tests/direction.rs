use venue_protocol::wire::venues::{Direction, Gate};

use super::samples::*;
use crate::state::direction::propose;
use crate::state::history::History;
use crate::state::visit::Status;

#[test]
fn a_gate_of_one_direction_proposes_that_one() {
    let history: History = [registered(1, 1, Direction::Entry, morning())].into_iter().collect();
    let place = token(1, 1).place;
    assert_eq!(propose(Some(Gate::Entry), place, &history, morning()), Direction::Entry);
    assert_eq!(propose(Some(Gate::Exit), place, &history, morning()), Direction::Exit);
}

#[test]
fn exit_is_proposed_for_twelve_hours_after_an_entry_here() {
    let history: History = [waiting(1, 1, Direction::Entry, morning())].into_iter().collect();
    let after =
        |millis| propose(Some(Gate::Both), token(1, 1).place, &history, morning().plus_millis(millis));
    assert_eq!(after(12 * HOUR_MS - 1), Direction::Exit);
    assert_eq!(after(12 * HOUR_MS), Direction::Entry);
}

#[test]
fn entry_is_proposed_elsewhere_after_an_exit_and_after_an_undo() {
    let entry = registered(1, 1, Direction::Entry, morning());
    let later = morning().plus_millis(HOUR_MS);
    let place = entry.token.place;

    let elsewhere: History = [entry.clone()].into_iter().collect();
    assert_eq!(propose(None, token(2, 1).place, &elsewhere, later), Direction::Entry);

    let left: History = [entry.clone(), registered(2, 1, Direction::Exit, later)].into_iter().collect();
    assert_eq!(propose(None, place, &left, later.plus_millis(1)), Direction::Entry);

    let mut undone = entry.clone();
    undone.status = Status::Undone;
    assert_eq!(propose(None, place, &[undone].into_iter().collect(), later), Direction::Entry);

    let mut noted = entry;
    noted.left_at = Some(later);
    assert_eq!(propose(None, place, &[noted].into_iter().collect(), later), Direction::Entry);
}
