//! From the queue to the server, exactly once.

use venue_protocol::problem::{Problem, ProblemType};

use super::fakes::{Phone, pass_ms, run, settle};
use super::server::Network;
use crate::platform::online::PageEvent;
use crate::state::visit::Status;

const CHECK_INS: &str = "/api/v1/check-ins";

fn offline_with(count: u8, then: impl AsyncFnOnce(Phone, super::Tab)) {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        settle().await;
        phone.server.network.set(Network::Down);
        for place in 0..count {
            tab.check_in(place);
        }
        settle().await;
        then(phone, tab).await;
    });
}

#[test]
fn a_check_in_is_registered_at_once_when_there_is_a_network() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        let visit = tab.check_in(1);
        assert!(matches!(tab.status(visit), Status::Waiting(_)));
        settle().await;
        assert!(matches!(tab.status(visit), Status::Registered(_)));
        assert_eq!(phone.server.count(false), 1);
        assert!(!tab.state().sending);
    });
}

#[test]
fn twenty_five_queued_check_ins_go_in_two_batches_when_the_network_comes_back() {
    offline_with(25, async |phone, tab| {
        assert_eq!(tab.state().history.waiting(), 25);
        phone.server.network.set(Network::Good);
        tab.services.on_page_event(PageEvent::Online);
        settle().await;
        assert_eq!(tab.state().history.waiting(), 0);
        assert_eq!(*phone.server.batches.borrow(), [20, 5]);
        assert_eq!(phone.server.count(false), 25);
    });
}

#[test]
fn without_any_event_the_drain_tries_again_by_itself() {
    offline_with(1, async |phone, tab| {
        pass_ms(60_000).await;
        phone.server.network.set(Network::Good);
        pass_ms(400_000).await;
        assert_eq!((tab.state().history.waiting(), phone.server.count(false)), (0, 1));
    });
}

#[test]
fn pauses_grow_so_that_a_server_in_trouble_is_left_alone() {
    offline_with(1, async |phone, _tab| {
        phone.server.network.set(Network::Overloaded);
        pass_ms(3_600_000).await;
        let asked = phone.server.asked(CHECK_INS);
        assert!((8..30).contains(&asked), "{asked}");
    });
}

#[test]
fn an_answer_that_is_lost_leaves_one_row() {
    offline_with(3, async |phone, tab| {
        phone.server.network.set(Network::OneWay);
        pass_ms(30_000).await;
        assert_eq!((tab.state().history.waiting(), phone.server.count(false)), (3, 3));
        phone.server.network.set(Network::Good);
        tab.services.kick();
        settle().await;
        assert_eq!((tab.state().history.waiting(), phone.server.count(false)), (0, 3));
    });
}

#[test]
fn a_tab_that_dies_while_sending_leaves_one_row_and_the_next_start_gets_the_answer() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        settle().await;
        let visit = tab.check_in(1);
        pass_ms(30).await;
        assert_eq!(phone.server.count(false), 1, "it has arrived, the answer is on its way");
        drop(tab);
        settle().await;
        let tab = phone.open();
        assert!(matches!(tab.status(visit), Status::Waiting(_)));
        settle().await;
        assert!(matches!(tab.status(visit), Status::Registered(_)));
        assert_eq!(phone.server.count(false), 1);
    });
}

#[test]
fn two_tabs_send_each_check_in_once() {
    offline_with(5, async |phone, first| {
        let second = phone.open();
        phone.server.network.set(Network::Good);
        first.services.kick();
        second.services.kick();
        pass_ms(5_000).await;
        assert_eq!(*phone.server.batches.borrow(), [5]);
        second.services.reload();
        assert_eq!((first.state().history.waiting(), second.state().history.waiting()), (0, 0));
    });
}

#[test]
fn two_tabs_without_a_working_lock_leave_one_row_each() {
    offline_with(5, async |phone, first| {
        phone.lock.leaky.set(true);
        let second = phone.open();
        phone.server.network.set(Network::Good);
        first.services.kick();
        second.services.kick();
        pass_ms(5_000).await;
        assert_eq!(phone.server.count(false), 5);
        assert_eq!(first.state().history.waiting(), 0);
    });
}

#[test]
fn what_was_queued_in_another_tab_while_this_one_was_sending_is_sent_soon() {
    run(async {
        let phone = Phone::new();
        let (first, second) = (phone.open(), phone.open());
        first.register_visitor().await;
        settle().await;
        first.check_in(1);
        pass_ms(5).await;
        let visit = second.check_in(2);
        pass_ms(3_000).await;
        second.services.reload();
        assert!(matches!(second.status(visit), Status::Registered(_)));
    });
}

#[test]
fn a_refused_check_in_is_kept_with_its_reason_and_the_others_go_through() {
    offline_with(3, async |phone, tab| {
        phone.server.refuse.set(Some((1, ProblemType::CodeRevoked)));
        phone.server.network.set(Network::Good);
        tab.services.kick();
        settle().await;
        let refused: Vec<_> = tab
            .state()
            .history
            .visits()
            .filter_map(|visit| match &visit.status {
                Status::Refused(problem) => Some((visit.token.place.0[0], problem.kind)),
                _ => None,
            })
            .collect();
        assert_eq!(refused, [(1, ProblemType::CodeRevoked)]);
        assert_eq!(phone.server.count(false), 2);
    });
}

#[test]
fn one_check_in_that_spoils_its_batch_holds_up_no_other() {
    offline_with(3, async |phone, tab| {
        phone.server.chokes_on.set(Some(1));
        phone.server.network.set(Network::Good);
        tab.services.kick();
        settle().await;
        assert_eq!((tab.state().history.waiting(), phone.server.count(false)), (0, 2));
        let bad = tab.state().history.visits().find(|visit| visit.token.place.0[0] == 1).unwrap().clone();
        assert_eq!(bad.status, Status::Refused(Problem::new(ProblemType::Invalid)));
    });
}

#[test]
fn a_login_page_or_a_broken_gateway_loses_nothing() {
    offline_with(2, async |phone, tab| {
        phone.server.network.set(Network::Gateway);
        pass_ms(60_000).await;
        assert_eq!(tab.state().history.waiting(), 2);
    });
}

#[test]
fn a_check_in_undone_before_it_was_sent_never_reaches_the_server() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        settle().await;
        let visit = tab.check_in(1);
        tab.services.undo(visit);
        settle().await;
        assert_eq!(tab.status(visit), Status::Undone);
        assert_eq!((phone.server.count(false), phone.server.count(true)), (0, 0));
    });
}

#[test]
fn a_check_in_undone_while_it_is_on_its_way_is_undone_at_the_server() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        settle().await;
        let visit = tab.check_in(1);
        pass_ms(30).await;
        tab.services.undo(visit);
        settle().await;
        assert_eq!(tab.status(visit), Status::Undone);
        assert_eq!((phone.server.count(false), phone.server.count(true)), (0, 1));
    });
}

#[test]
fn an_undo_without_a_network_is_sent_later() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        let visit = tab.check_in(1);
        settle().await;
        phone.server.network.set(Network::Down);
        tab.services.undo(visit);
        settle().await;
        assert!(matches!(tab.status(visit), Status::Undoing(_)));
        phone.server.network.set(Network::Good);
        tab.services.kick();
        settle().await;
        assert_eq!((tab.status(visit), phone.server.count(true)), (Status::Undone, 1));
    });
}

#[test]
fn an_undo_that_comes_too_late_leaves_the_registered_visit_and_says_so() {
    offline_with(1, async |phone, tab| {
        // It arrives, its receipt is lost, and the undo comes too late.
        phone.server.network.set(Network::OneWay);
        pass_ms(10_000).await;
        let visit = tab.state().history.latest().unwrap().id;
        phone.server.too_late_to_undo.set(true);
        tab.services.undo(visit);
        phone.server.network.set(Network::Good);
        tab.services.kick();
        settle().await;
        assert!(matches!(tab.status(visit), Status::Registered(_)));
        assert!(tab.state().history.visit(visit).unwrap().undo_failed);
        assert_eq!(phone.server.count(false), 1);
    });
}

#[test]
fn an_undo_of_what_never_arrived_is_done() {
    offline_with(1, async |phone, tab| {
        let visit = tab.state().history.latest().unwrap().id;
        tab.services.undo(visit);
        phone.server.network.set(Network::Good);
        tab.services.kick();
        settle().await;
        assert_eq!((tab.status(visit), phone.server.rows.borrow().len()), (Status::Undone, 0));
    });
}
