use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::check_ins::Flag;
use venue_protocol::wire::venues::{Direction, Gate};

use super::samples::*;
use crate::state::history::History;
use crate::state::pass::{ExitOffer, Pass, PassState, Undo, Word};
use crate::state::visit::{Receipt, Status, Undoing, Visit};

fn pass_after(visit: &Visit, millis: i64) -> Pass {
    let history: History = [visit.clone()].into_iter().collect();
    Pass::of(visit, &history, visit.scanned_at.plus_millis(millis))
}

fn entered() -> Visit {
    registered(1, 1, Direction::Entry, morning())
}

#[test]
fn a_waiting_pass_has_no_word_and_can_be_undone_at_any_time() {
    let pass = pass_after(&waiting(1, 1, Direction::Entry, morning()), 3 * HOUR_MS);
    assert_eq!((pass.state, pass.undo, pass.word), (PassState::Waiting, Undo::AnyTime, Word::None));
}

#[test]
fn a_registered_pass_can_be_undone_for_sixty_seconds() {
    assert_eq!(pass_after(&entered(), 0).undo, Undo::Seconds(60));
    assert_eq!(pass_after(&entered(), 59_000).undo, Undo::Seconds(1));
    assert_eq!(pass_after(&entered(), 60_000).undo, Undo::No);
}

#[test]
fn a_clock_set_back_gives_no_longer_time_to_undo() {
    assert_eq!(pass_after(&entered(), -HOUR_MS).undo, Undo::Seconds(60));
}

#[test]
fn the_word_of_the_current_five_minutes_is_shown_by_the_servers_clock() {
    // This device is 20 minutes behind.
    let ahead_ms = 20 * MINUTE_MS;
    let server = morning().plus_millis(ahead_ms);
    let mut receipt = Receipt::new(answer(server), morning());
    receipt.words = vec![word_at(server), word_at(server.plus_millis(5 * MINUTE_MS))];
    let mut visit = entered();
    visit.status = Status::Registered(receipt);

    assert_eq!(pass_after(&visit, 0).word, Word::Now(word_at(server), 300));
    let next = word_at(server.plus_millis(5 * MINUTE_MS));
    assert_eq!(pass_after(&visit, 6 * MINUTE_MS).word, Word::Now(next, 240));
    assert_eq!(pass_after(&visit, 10 * MINUTE_MS).word, Word::Ask);
    assert_eq!(pass_after(&visit, 12 * HOUR_MS).word, Word::None);
}

#[test]
fn a_pass_whose_scan_time_cannot_be_right_has_no_word_and_asks_for_none() {
    let mut receipt = Receipt::new(answer(morning()), morning());
    receipt.flags = vec![Flag::TimeImplausible];
    let mut visit = entered();
    visit.status = Status::Registered(receipt);
    assert_eq!(pass_after(&visit, MINUTE_MS).word, Word::None);
}

#[test]
fn an_ended_or_undone_pass_has_no_word() {
    let mut visit = entered();
    visit.left_at = Some(morning().plus_millis(HOUR_MS));
    let pass = pass_after(&visit, HOUR_MS);
    assert_eq!((pass.state, pass.word, pass.exit), (PassState::Ended, Word::None, ExitOffer::No));

    visit.status = Status::Undone;
    assert_eq!(pass_after(&visit, 0).state, PassState::Undone);
    assert_eq!(pass_after(&visit, 0).undo, Undo::No);
}

#[test]
fn an_undo_of_what_never_left_the_device_shows_as_done_and_any_other_as_on_its_way() {
    let mut visit = waiting(1, 1, Direction::Entry, morning());
    visit.ask_undo();
    assert_eq!(pass_after(&visit, 0).state, PassState::Undone);

    let Status::Undoing(Undoing::Unconfirmed(delivery)) = &mut visit.status else { panic!("{visit:?}") };
    delivery.tried = true;
    assert_eq!(pass_after(&visit, 0).state, PassState::Undoing);

    let mut visit = entered();
    visit.ask_undo();
    assert_eq!(pass_after(&visit, 0).state, PassState::Undoing);
}

#[test]
fn a_refused_pass_says_why() {
    let mut visit = entered();
    visit.status = Status::Refused(Problem::new(ProblemType::CodeRevoked));
    let pass = pass_after(&visit, 0);
    assert_eq!(pass.state, PassState::Refused(ProblemType::CodeRevoked));
    assert_eq!((pass.undo, pass.exit), (Undo::No, ExitOffer::No));
}

#[test]
fn an_exit_is_registered_only_where_the_gate_takes_it_and_the_code_still_holds() {
    let mut visit = entered();
    assert_eq!(pass_after(&visit, 0).exit, ExitOffer::CheckOut);
    visit.venue = Some(venue(Gate::Entry));
    assert_eq!(pass_after(&visit, 0).exit, ExitOffer::NoteOnly);
    visit.venue = Some(venue(Gate::Both));
    visit.token = token(1, 2);
    assert_eq!(pass_after(&visit, 0).exit, ExitOffer::NoteOnly);
    let exit = registered(1, 1, Direction::Exit, morning());
    assert_eq!((pass_after(&exit, 0).state, pass_after(&exit, 0).exit), (PassState::Left, ExitOffer::No));
}
