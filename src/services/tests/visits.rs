//! Checking in and out, words, and the history.

use venue_protocol::problem::ProblemType;
use venue_protocol::wire::venues::{Direction, Gate};

use super::fakes::{Phone, pass_ms, run, settle};
use super::person;
use super::server::Network;
use crate::services::persons::NewPerson;
use crate::services::visits::{CheckInError, NewCheckIn};
use crate::state::history::EndedBy;
use crate::state::pass::{Pass, Word};
use crate::state::profile::PersonId;
use crate::state::tests::samples::venue;
use crate::state::visit::{Status, VisitId};
use venue_protocol::wire::persons::PersonRole;

#[test]
fn those_who_are_ticked_are_checked_in_along_with_the_visitor() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        let four = tab.add_companion("李四").await;
        tab.add_companion("王五").await;
        tab.services.tick(four, false).unwrap();
        let visit = tab.check_in(1);
        settle().await;
        assert_eq!(tab.state().history.visit(visit).unwrap().labels, ["张*", "王*"]);
        assert_eq!(phone.server.rows.borrow().values().next().unwrap().check_in.persons.len(), 2);
    });
}

/// An entry of the visitor and a one-off guest.
async fn enter_with_a_guest(tab: &super::Tab, gate: Gate) -> (VisitId, PersonId) {
    tab.register_visitor().await;
    let guest = NewPerson { once: true, ..person(PersonRole::Companion, "客人") };
    let guest = tab.services.register(&guest).await.unwrap().id;
    let visit = tab.services.check_in(NewCheckIn { venue: Some(venue(gate)), ..tab.entry(1) }).unwrap();
    (visit, guest)
}

#[test]
fn a_guest_for_once_is_checked_in_once_and_gone_when_it_can_no_longer_be_undone() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        enter_with_a_guest(&tab, Gate::Entry).await;
        settle().await;
        assert_eq!(phone.server.rows.borrow().values().next().unwrap().check_in.persons.len(), 2);
        let next = tab.check_in(2);
        assert_eq!(tab.state().history.visit(next).unwrap().labels, ["张*"]);
        settle().await;
        pass_ms(61_000).await;
        tab.services.kick();
        settle().await;
        assert!(tab.state().profile.companions.is_empty());
        assert!(phone.server.withdrawn.borrow().is_empty());
    });
}

#[test]
fn a_guest_for_once_is_back_when_the_check_in_is_undone_or_refused() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        let (visit, guest) = enter_with_a_guest(&tab, Gate::Both).await;
        let here = || tab.state().profile.person(guest).map(|card| card.here);
        settle().await;
        assert_eq!(here(), Some(false));
        tab.services.undo(visit);
        assert_eq!(here(), Some(true));
        settle().await;
        pass_ms(86_400_000).await;
        tab.services.kick();
        settle().await;
        assert_eq!(here(), Some(true));

        phone.server.refuse.set(Some((2, ProblemType::CodeRevoked)));
        let refused = tab.check_in(2);
        settle().await;
        assert!(matches!(tab.status(refused), Status::Refused(_)));
        assert_eq!(here(), Some(true));
        let visit = tab.check_in(3);
        assert_eq!(tab.state().history.visit(visit).unwrap().labels, ["张*", "客*"]);
    });
}

#[test]
fn a_guest_for_once_stays_in_the_visit_if_the_undo_comes_too_late() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        let (visit, guest) = enter_with_a_guest(&tab, Gate::Entry).await;
        settle().await;
        phone.server.too_late_to_undo.set(true);
        tab.services.undo(visit);
        settle().await;
        assert!(matches!(tab.status(visit), Status::Registered(_)));
        assert!(tab.state().profile.person(guest).is_none_or(|card| !card.here));
        tab.services.kick();
        settle().await;
        assert!(tab.state().profile.companions.is_empty());
    });
}

#[test]
fn a_guest_for_once_leaves_with_the_others_when_the_exit_is_scanned() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        enter_with_a_guest(&tab, Gate::Both).await;
        settle().await;
        pass_ms(600_000).await;
        let exit = |place| NewCheckIn { direction: Direction::Exit, ..tab.entry(place) };
        let labels = |visit| tab.state().history.visit(visit).unwrap().labels.clone();
        assert_eq!(labels(tab.services.check_in(exit(2)).unwrap()), ["张*"], "of another place");
        assert_eq!(labels(tab.services.check_in(exit(1)).unwrap()), ["张*", "客*"]);
    });
}

#[test]
fn those_who_entered_leave_whoever_is_ticked_now() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        let four = tab.add_companion("李四").await;
        let five = tab.add_companion("王五").await;
        let guest = NewPerson { once: true, ..person(PersonRole::Companion, "客人") };
        tab.services.register(&guest).await.unwrap();
        tab.services.tick(five, false).unwrap();
        let entry = tab.check_in(1);
        settle().await;
        tab.services.tick(four, false).unwrap();
        tab.services.tick(five, true).unwrap();
        pass_ms(600_000).await;
        tab.services.kick();
        settle().await;
        // A corrected registration leaves under its new credential.
        tab.services.correct(four, &person(PersonRole::Companion, "李四光")).await.unwrap();
        let exit = tab.services.check_out(entry).unwrap();
        settle().await;
        assert_eq!(tab.state().history.visit(exit).unwrap().labels, ["张*", "李**", "客*"]);
        assert!(matches!(tab.status(exit), Status::Registered(_)));
        let ticks: Vec<_> = tab.state().profile.companions.iter().map(|card| card.here).collect();
        assert_eq!(ticks, [false, true, false], "the ticks are for the next check-in");
        pass_ms(61_000).await;
        tab.services.kick();
        settle().await;
        assert_eq!(tab.state().profile.companions.len(), 2, "the guest has left");
    });
}

#[test]
fn nobody_is_checked_in_before_the_visitor_has_registered() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.add_companion("李四").await;
        assert_eq!(tab.services.check_in(tab.entry(1)), Err(CheckInError::NotRegistered));
        let me = tab.register_visitor().await;
        settle().await;
        pass_ms(401 * 86_400_000).await;
        phone.server.network.set(Network::Down);
        assert_eq!(tab.services.check_in(tab.entry(1)), Err(CheckInError::RegistrationEnded));
        assert!(tab.state().profile.person(me).is_some());
    });
}

#[test]
fn leaving_by_hand_is_an_exit_where_exits_are_registered() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        let entry = tab.check_in(1);
        settle().await;
        pass_ms(600_000).await;
        let exit = tab.services.check_out(entry).unwrap();
        settle().await;
        let visit = tab.state().history.visit(exit).unwrap().clone();
        assert_eq!(visit.direction, Direction::Exit);
        assert!(matches!(visit.status, Status::Registered(_)));
        let state = tab.state();
        let end = state.history.end_of(state.history.visit(entry).unwrap(), tab.services.now()).unwrap();
        assert_eq!(end.by, EndedBy::ExitScan);
        assert_eq!(tab.services.check_out(entry), Err(CheckInError::NothingToLeave));
    });
}

#[test]
fn leaving_by_hand_is_noted_on_the_device_where_exits_are_not_registered() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        let entry =
            tab.services.check_in(NewCheckIn { venue: Some(venue(Gate::Entry)), ..tab.entry(1) }).unwrap();
        settle().await;
        assert_eq!(tab.services.check_out(entry), Ok(entry));
        settle().await;
        assert!(tab.state().history.visit(entry).unwrap().left_at.is_some());
        assert_eq!(phone.server.rows.borrow().len(), 1);
    });
}

#[test]
fn the_word_is_asked_for_when_the_ones_at_hand_are_used_up() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        let id = tab.check_in(1);
        settle().await;
        let word = |tab: &super::Tab| {
            let history = tab.state().history;
            Pass::of(history.visit(id).unwrap(), &history, tab.services.now()).word
        };
        assert!(matches!(word(&tab), Word::Now(..)));
        pass_ms(3_600_000).await;
        assert_eq!(word(&tab), Word::Ask);
        tab.services.refresh_words(id).await.unwrap();
        assert!(matches!(word(&tab), Word::Now(..)));
    });
}

#[test]
fn deleting_the_history_keeps_what_is_still_to_be_delivered() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        let done = tab.check_in(1);
        settle().await;
        phone.server.network.set(Network::Down);
        let waits = tab.check_in(2);
        settle().await;
        assert!(!tab.services.forget(waits));
        assert_eq!(tab.services.forget_all(), 1);
        let left: Vec<_> = tab.state().history.visits().map(|visit| visit.id).collect();
        assert_eq!(left, [waits]);
        assert!(!phone.local.dump().contains_key(&format!("venue-code/visit/{}", done.0)));
    });
}

#[test]
fn a_deleted_visit_stays_deleted() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        let visit = tab.check_in(1);
        settle().await;
        assert!(tab.services.forget(visit));
        drop(tab);
        let tab = phone.open();
        settle().await;
        assert!(tab.state().history.is_empty());
    });
}

#[test]
fn a_refused_check_in_can_be_deleted_after_it_was_seen() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        phone.server.refuse.set(Some((1, ProblemType::CodeExpired)));
        let visit = tab.check_in(1);
        settle().await;
        assert_eq!(tab.state().history.latest().map(|visit| visit.id), Some(visit));
        assert!(tab.services.forget(visit));
    });
}
