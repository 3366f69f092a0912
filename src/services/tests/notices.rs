//! Exposure notices, receipts, and "I was not there".

use std::cell::Cell;
use std::ops::RangeInclusive;

use venue_protocol::id::{EventSecret, ReceiptSecret};
use venue_protocol::instant::Day;
use venue_protocol::problem::ProblemType;
use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::receipt::{Receipt, ReceiptHint, TracedAs};
use venue_protocol::wire::cases::Window;
use venue_protocol::wire::notices::{DisputeOf, SealedReceipt};
use venue_protocol::wire::persons::PersonRole;
use venue_protocol::wire::venues::Direction;
use venue_testkit::seeded::Seeded;

use super::fakes::{Phone, Tab, pass_ms, run, settle};
use super::person;
use super::server::{FakeServer, Network};
use crate::api::ApiError;
use crate::platform::local::LocalStore as _;
use crate::platform::online::PageEvent;
use crate::services::notices::LookError;
use crate::services::persons::NewPerson;
use crate::services::visits::NewCheckIn;
use crate::state::notices::News;
use crate::state::stored::{Kept, StoreTrouble};
use crate::state::tests::samples::{HOUR_MS, morning};
use crate::state::visit::{Status, VisitId};

const NOTICES: &str = "venue-code/notices";

/// The quarter of an hour that begins so many hours after the morning.
fn quarter(hours: i64) -> u32 {
    morning().plus_millis(hours * HOUR_MS).minute() / 15
}

fn between(from: i64, to: i64) -> RangeInclusive<u32> {
    quarter(from)..=quarter(to)
}

fn today() -> Day {
    morning().day()
}

async fn pass_hours(hours: u64) {
    pass_ms(hours * HOUR_MS as u64).await;
}

/// What the device found: visits and quarters.
fn found(tab: &Tab) -> Vec<(VisitId, Vec<u32>)> {
    let (notices, history) = (tab.services.notices(), tab.state().history);
    notices.visits(&history).map(|(found, _)| (found.visit, found.quarters.clone())).collect()
}

async fn visitor() -> (Phone, Tab) {
    let phone = Phone::new();
    let tab = phone.open();
    tab.register_visitor().await;
    (phone, tab)
}

#[test]
fn an_affected_visit_is_found_and_said_and_no_other_is() {
    run(async {
        let (phone, tab) = visitor().await;
        let visit = tab.check_in(1);
        pass_hours(1).await;
        tab.check_in(2);
        settle().await;
        // Here before the visit and long after it; elsewhere during it; here for who came the day before.
        for (place, quarters) in [(1, between(-2, -1)), (1, between(2, 3)), (3, between(0, 1))] {
            phone.server.publish(today(), place, today(), quarters);
        }
        phone.server.publish(today(), 1, today().minus(1), between(0, 1));
        tab.services.look_around().await;
        assert_eq!((found(&tab), tab.state().news), (vec![], None));

        phone.server.publish(today().plus(1), 1, today(), between(-1, 0));
        pass_hours(5).await;
        tab.services.look_around().await;
        assert_eq!(found(&tab), [(visit, vec![quarter(0)])]);
        assert_eq!(tab.state().news, Some(News::Affected));
        tab.services.read_notices();
        assert_eq!(tab.state().news, None);
        // It stays read, and goes with the visit.
        drop(tab);
        let tab = phone.open();
        tab.services.look_around().await;
        assert_eq!((found(&tab).len(), tab.state().news), (1, None));
        assert!(phone.local.dump()[NOTICES].contains(&visit.0.to_string()));
        tab.services.forget_all();
        assert!(!phone.local.dump()[NOTICES].contains(&visit.0.to_string()));
    });
}

#[test]
fn a_stay_lasts_until_the_exit_and_four_hours_if_nothing_says_more() {
    for leaves in [false, true] {
        run(async {
            let (phone, tab) = visitor().await;
            let entry = tab.check_in(1);
            pass_hours(1).await;
            if leaves {
                tab.services.check_out(entry).unwrap();
                settle().await;
            }
            phone.server.publish(today(), 1, today(), between(0, 9));
            tab.services.check_notices().await.unwrap();
            // An exit belongs to its entry, and is not told by itself.
            let hours = if leaves { 1 } else { 4 };
            assert_eq!(found(&tab), [(entry, between(0, hours).collect())]);
        });
    }
}

#[test]
fn a_stay_is_looked_for_by_the_servers_clock_from_its_beginning_to_its_end() {
    // The phone is slow, or fast.
    for ahead in [3, -3] {
        run(async {
            let (phone, tab) = visitor().await;
            phone.server.ahead_ms.set(ahead * HOUR_MS);
            let entry = tab.check_in(1);
            pass_hours(1).await;
            tab.services.check_out(entry).unwrap();
            settle().await;
            phone.server.publish(today(), 1, today(), between(-4, 9));
            tab.services.check_notices().await.unwrap();
            assert_eq!(found(&tab), [(entry, between(ahead, ahead + 1).collect())]);
        });
    }
}

#[test]
fn an_exit_by_another_gate_of_the_venue_ends_the_stay() {
    run(async {
        let (phone, tab) = visitor().await;
        phone.server.gate_of.set(Some((2, 1)));
        let entry = tab.check_in(1);
        pass_hours(1).await;
        tab.services.check_in(NewCheckIn { direction: Direction::Exit, ..tab.entry(2) }).unwrap();
        settle().await;
        phone.server.publish(today(), 1, today(), between(0, 9));
        tab.services.check_notices().await.unwrap();
        assert_eq!(found(&tab), [(entry, between(0, 1).collect())]);
    });
}

#[test]
fn a_forged_file_is_not_shown_and_a_new_key_of_the_service_is_asked_for() {
    run(async {
        let (phone, tab) = visitor().await;
        let visit = tab.check_in(1);
        settle().await;
        // From now on the server signs with a key that this device does not have yet.
        phone.server.key.set(9);
        phone.server.publish(today(), 1, today(), between(0, 0));
        let genuine = phone.server.files.borrow().clone();
        phone.server.files.borrow_mut()[0].signature.0[0] ^= 1;
        assert_eq!(tab.services.check_notices().await, Err(LookError::Forged));
        tab.services.look_around().await;
        assert_eq!((found(&tab), tab.state().news), (vec![], None));
        assert_eq!(tab.services.notices().checked_at, None, "it is asked for again");

        phone.server.key.set(5);
        tab.services.refresh_keys().await;
        phone.server.key.set(9);
        *phone.server.files.borrow_mut() = genuine;
        tab.services.check_notices().await.unwrap();
        assert_eq!(found(&tab), [(visit, vec![quarter(0)])]);
    });
}

#[test]
fn a_file_that_grows_later_the_same_day_is_read_again() {
    run(async {
        let (phone, tab) = visitor().await;
        let visit = tab.check_in(1);
        settle().await;
        phone.server.publish(today(), 1, today(), between(0, 0));
        tab.services.check_notices().await.unwrap();
        tab.services.read_notices();
        phone.server.publish(today(), 1, today(), between(2, 2));
        tab.services.check_notices().await.unwrap();
        assert_eq!(found(&tab), [(visit, vec![quarter(0), quarter(2)])]);
        assert_eq!(tab.services.notices().news(), Some(News::Affected), "more of it is news again");
    });
}

#[test]
fn a_visit_that_was_sent_late_finds_the_file_that_was_read_before_and_then_only_what_is_new_is_asked_for() {
    run(async {
        let (phone, tab) = visitor().await;
        phone.server.network.set(Network::Down);
        let late = tab.check_in(2);
        settle().await;
        // The check-in is sent again after a while.
        phone.server.network.set(Network::Good);
        phone.server.publish(today(), 2, today(), between(0, 0));
        phone.server.publish(today().plus(3), 3, today(), between(0, 0));
        tab.services.check_notices().await.unwrap();
        assert_eq!(found(&tab), []);
        assert!(matches!(tab.status(late), Status::Waiting(_)));
        pass_hours(5).await;
        assert!(matches!(tab.status(late), Status::Registered(_)));
        tab.services.look_around().await;
        assert_eq!(found(&tab), [(late, vec![quarter(0)])]);
        pass_hours(5).await;
        tab.services.look_around().await;
        let path = format!("/api/v1/notices?since={}", today().plus(3).0);
        assert_eq!(phone.server.asked(&path), 1);
    });
}

#[test]
fn a_check_in_that_is_answered_during_a_check_meets_the_older_files_at_the_next_one() {
    run(async {
        let (phone, tab) = visitor().await;
        phone.server.network.set(Network::Down);
        let late = tab.check_in(2);
        settle().await;
        phone.server.network.set(Network::Good);
        phone.server.publish(today(), 2, today(), between(0, 0));
        phone.server.publish(today().plus(3), 3, today(), between(0, 0));
        // The files are looked through after 40 ms, the receipts after 80: the answer comes between.
        let send = async {
            pass_ms(10).await;
            tab.services.on_page_event(PageEvent::Online);
        };
        let (checked, ()) = tokio::join!(tab.services.check_notices(), send);
        checked.unwrap();
        assert!(matches!(tab.status(late), Status::Registered(_)));
        assert_eq!(found(&tab), []);
        pass_hours(5).await;
        tab.services.look_around().await;
        assert_eq!(found(&tab), [(late, vec![quarter(0)])]);
    });
}

#[test]
fn persons_who_come_over_during_a_check_find_their_older_receipts() {
    run(async {
        let (phone, tab) = visitor().await;
        let secret = phone.server.registered.borrow()[0].receipt_secret.clone();
        leave(&phone.server, &secret, today().minus(2), 0, 1, TracedAs::Contact);
        leave(&phone.server, &ReceiptSecret([9; 16]), today(), 0, 2, TracedAs::Contact);
        let offer = tab.services.hand_over().await.unwrap();
        let new = phone.second().open();
        new.services.check_notices().await.unwrap();
        let come_over = async {
            pass_ms(30).await;
            new.services.take_over(offer.url.split_once('#').unwrap().1).await.unwrap();
        };
        let (checked, ()) = tokio::join!(new.services.check_notices(), come_over);
        checked.unwrap();
        pass_hours(5).await;
        new.services.look_around().await;
        assert_eq!(traced(&new), [("张*".to_owned(), 1, TracedAs::Contact)]);
    });
}

#[test]
fn what_is_found_after_the_page_was_left_is_news_and_what_it_shows_is_not() {
    for is_shown in [false, true] {
        run(async {
            let (phone, tab) = visitor().await;
            tab.check_in(1);
            settle().await;
            phone.server.publish(today(), 1, today(), between(0, 0));
            let page = Cell::new(true);
            let leave = async {
                pass_ms(10).await;
                page.set(is_shown);
            };
            let (checked, ()) = tokio::join!(tab.services.check_for_page(&page), leave);
            checked.unwrap();
            let news = (!is_shown).then_some(News::Affected);
            assert_eq!((tab.state().news, tab.services.notices().news()), (news, news));
        });
    }
}

#[test]
fn within_some_hours_the_server_is_asked_once_and_a_failure_does_not_count() {
    run(async {
        let (phone, tab) = visitor().await;
        let path = format!("/api/v1/notices?since={}", today().minus(30).0);
        phone.server.network.set(Network::OneWay);
        tab.services.look_around().await;
        phone.server.network.set(Network::Good);
        for _ in 0..3 {
            tab.services.look_around().await;
            assert_eq!(phone.server.asked(&path), 2);
            pass_hours(1).await;
        }
        pass_hours(1).await;
        tab.services.look_around().await;
        assert_eq!(phone.server.asked(&path), 3);
        // The visitor may ask at any time, and is told why nothing came.
        phone.server.network.set(Network::Down);
        assert_eq!(tab.services.check_notices().await, Err(LookError::Api(ApiError::Offline)));
    });
}

/// A tracer leaves a receipt: the k-th of the day.
fn leave(server: &FakeServer, secret: &ReceiptSecret, day: Day, k: u8, case: u8, traced_as: TracedAs) {
    let case = CaseId([case; 16]);
    let (window, token) = (Window { from: 1, to: 2 }, secret.dispute_token(case));
    let receipt = Receipt { case, traced_as, window, token };
    let body = receipt.seal(secret, &mut Seeded::new(k.into())).unwrap();
    server.receipts.borrow_mut().push((day, SealedReceipt { hint: secret.hint(day, k), body }));
}

fn traced(tab: &Tab) -> Vec<(String, u8, TracedAs)> {
    let notices = tab.services.notices();
    let line = notices.receipts().iter();
    let mut traced: Vec<_> =
        line.map(|found| (found.label.clone(), found.case.0[0], found.traced_as)).collect();
    traced.sort_by_key(|(_, case, _)| *case);
    traced
}

#[test]
fn every_person_of_the_device_finds_all_receipts_of_a_day_and_nobody_elses() {
    run(async {
        let (phone, tab) = visitor().await;
        let companion = tab.add_companion("李四").await;
        let server = &phone.server;
        let secrets: Vec<_> =
            server.registered.borrow().iter().map(|person| person.receipt_secret.clone()).collect();
        let (visitor, other, stranger) = (&secrets[0], &secrets[1], ReceiptSecret([9; 16]));
        leave(server, visitor, today().minus(2), 0, 1, TracedAs::Contact);
        leave(server, visitor, today(), 0, 2, TracedAs::Subject);
        leave(server, visitor, today(), 1, 3, TracedAs::Contact);
        leave(server, other, today(), 0, 4, TracedAs::Contact);
        leave(server, &stranger, today(), 0, 5, TracedAs::Contact);
        // A hint of ours with what is somebody else's.
        leave(server, &stranger, today(), 1, 6, TracedAs::Contact);
        server.receipts.borrow_mut().last_mut().unwrap().1.hint = other.hint(today(), 1);
        tab.services.look_around().await;
        let expected = [
            ("张*".to_owned(), 1, TracedAs::Contact),
            ("张*".to_owned(), 2, TracedAs::Subject),
            ("张*".to_owned(), 3, TracedAs::Contact),
            ("李*".to_owned(), 4, TracedAs::Contact),
        ];
        assert_eq!((traced(&tab), tab.state().news), (expected.to_vec(), Some(News::Traced)));
        tab.services.check_notices().await.unwrap();
        assert_eq!(traced(&tab), expected, "once");

        // On the phone that takes the persons over they are found, too.
        let new = phone.second().open();
        new.services.check_notices().await.unwrap();
        let offer = tab.services.hand_over().await.unwrap();
        new.services.take_over(offer.url.split_once('#').unwrap().1).await.unwrap();
        new.services.look_around().await;
        assert_eq!(traced(&new), expected);
        // What is about a person goes with the person.
        tab.services.remove(companion).unwrap();
        assert_eq!(traced(&tab), expected[..3]);
    });
}

/// Which bodies of receipts were asked for, by day and first byte, and how often.
fn bodies_asked(server: &FakeServer) -> Vec<(String, usize)> {
    let asked = server.asked.borrow();
    let bodies =
        asked.iter().filter_map(|(path, times)| Some((path.split_once("bodies?")?.1.to_owned(), *times)));
    bodies.collect()
}

#[test]
fn every_check_asks_for_the_bodies_of_one_published_byte_whether_or_not_there_is_anything_to_find() {
    run(async {
        let (phone, tab) = visitor().await;
        let secret = phone.server.registered.borrow()[0].receipt_secret.clone();
        // Nothing is published, so nothing can be wanted.
        tab.services.check_notices().await.unwrap();
        assert_eq!(bodies_asked(&phone.server), []);
        let stranger = ReceiptSecret([9; 16]);
        for k in 0..20 {
            leave(&phone.server, &stranger, today(), k, k, TracedAs::Contact);
        }
        let of = |hint: ReceiptHint| format!("day={}&first={}", today().0, hint.0[0]);
        let published: Vec<_> = (0..20).map(|k| of(stranger.hint(today(), k))).collect();
        let times = |asked: &[(String, usize)]| asked.iter().map(|(_, times)| times).sum::<usize>();
        for n in 1..=30 {
            tab.services.check_notices().await.unwrap();
            assert_eq!(times(&bodies_asked(&phone.server)), n);
        }
        let before = bodies_asked(&phone.server);
        assert!(before.len() > 5, "always the same: {before:?}");
        assert!(before.iter().all(|(asked, _)| published.contains(asked)));
        // What is ours comes in its place, and once.
        leave(&phone.server, &secret, today(), 0, 21, TracedAs::Contact);
        tab.services.check_notices().await.unwrap();
        assert_eq!(traced(&tab).len(), 1);
        let own = of(secret.hint(today(), 0));
        let own_asked = || bodies_asked(&phone.server).iter().find(|(asked, _)| *asked == own).unwrap().1;
        let asked_before = before.iter().find(|(asked, _)| *asked == own).map_or(0, |(_, times)| *times);
        assert_eq!((own_asked(), times(&bodies_asked(&phone.server))), (asked_before + 1, 31));
        for n in 32..=41 {
            tab.services.check_notices().await.unwrap();
            assert_eq!(times(&bodies_asked(&phone.server)), n);
        }
        assert!(own_asked() < asked_before + 11, "it is asked for again and again");
    });
}

#[test]
fn what_is_deleted_is_no_news_any_more() {
    run(async {
        let (phone, tab) = visitor().await;
        let companion = tab.add_companion("李四").await;
        let visit = tab.check_in(1);
        settle().await;
        phone.server.publish(today(), 1, today(), between(0, 0));
        let secret = phone.server.registered.borrow()[1].receipt_secret.clone();
        leave(&phone.server, &secret, today(), 0, 1, TracedAs::Contact);
        tab.services.check_notices().await.unwrap();
        assert_eq!(tab.state().news, Some(News::Affected));
        assert!(tab.services.forget(visit));
        assert_eq!(tab.state().news, Some(News::Traced));
        tab.services.remove(companion).unwrap();
        assert_eq!(tab.state().news, None);
    });
}

#[test]
fn a_receipt_of_who_is_taken_off_the_device_during_a_check_is_not_kept() {
    run(async {
        let (phone, tab) = visitor().await;
        let companion = tab.add_companion("李四").await;
        let secret = phone.server.registered.borrow()[1].receipt_secret.clone();
        leave(&phone.server, &secret, today(), 0, 1, TracedAs::Contact);
        let go = async {
            // The hints are there after 80 ms, the receipt after 120.
            pass_ms(100).await;
            assert_eq!(traced(&tab), []);
            tab.services.remove(companion).unwrap();
        };
        let (checked, ()) = tokio::join!(tab.services.check_notices(), go);
        checked.unwrap();
        assert_eq!((traced(&tab), tab.state().news), (vec![], None));
    });
}

#[test]
fn a_one_off_guests_receipts_are_found_for_as_long_as_the_history_has_the_visit() {
    run(async {
        let (phone, tab) = visitor().await;
        let guest = NewPerson { once: true, ..person(PersonRole::Companion, "王五") };
        let guest = tab.services.register(&guest).await.unwrap().id;
        let visit = tab.check_in(1);
        pass_hours(13).await;
        tab.services.kick();
        settle().await;
        assert!(tab.state().profile.person(guest).is_none());
        let secret = phone.server.registered.borrow()[1].receipt_secret.clone();
        leave(&phone.server, &secret, today(), 0, 1, TracedAs::Contact);
        tab.services.check_notices().await.unwrap();
        assert_eq!(traced(&tab), [("王*".to_owned(), 1, TracedAs::Contact)]);
        let is_kept = || phone.local.dump().values().any(|kept| kept.contains(&secret.to_string()));
        assert!(is_kept());
        assert!(tab.services.forget(visit));
        assert!(!is_kept());
        assert_eq!((traced(&tab), tab.state().news), (vec![], None));
    });
}

#[test]
fn what_is_said_of_a_visit_stands_there_with_its_decision_and_goes_with_the_visit() {
    run(async {
        let (phone, tab) = visitor().await;
        let visit = tab.check_in(1);
        settle().await;
        let visit = tab.state().history.visit(visit).unwrap().clone();
        let about = DisputeOf::Visit { secret: visit.secret.clone(), scanned_at: visit.scanned_at };
        let state = || tab.services.notices().said(&about).map(|said| said.state.clone());
        phone.server.network.set(Network::OneWay);
        assert_eq!(tab.services.dispute(&about, "我在家").await, Err(ApiError::Timeout));
        assert_eq!(state(), None);
        phone.server.network.set(Network::Good);
        tab.services.dispute(&about, "我在家里").await.unwrap();
        assert_eq!(phone.server.disputes.borrow().len(), 1);
        assert_eq!(state().unwrap().decision, None);
        let is_kept = phone.local.dump().values().any(|kept| kept.contains("我在家"));
        assert!(!is_kept, "what was told is not kept");

        phone.server.decide(true);
        tab.services.refresh_disputes().await;
        assert!(state().unwrap().decision.unwrap().accepted);
        // Who says it again without knowing of the decision is told.
        let other = phone.second().open();
        let known = other.services.dispute(&about, "").await.unwrap();
        assert_eq!(known.decision.unwrap().reason, "已核实");

        let unknown = DisputeOf::Visit { secret: EventSecret([1; 16]), scanned_at: visit.scanned_at };
        let refused = tab.services.dispute(&unknown, "").await.unwrap_err();
        assert_eq!(refused.problem(), Some(ProblemType::EventUnknown));
        assert_eq!(tab.services.notices().said(&unknown), None);
        assert!(tab.services.forget(visit.id));
        assert_eq!(state(), None);
    });
}

#[test]
fn a_visit_can_be_disputed_as_long_as_the_server_keeps_it() {
    run(async {
        let (_phone, tab) = visitor().await;
        let visit = tab.check_in(1);
        settle().await;
        let can = || {
            let state = tab.state();
            state.can_dispute(state.history.visit(visit).unwrap(), tab.services.now().day())
        };
        pass_hours(14 * 24).await;
        assert!(can());
        pass_hours(24).await;
        assert!(!can());
    });
}

#[test]
fn what_the_server_does_not_know_any_more_is_not_waited_for_and_can_be_said_again() {
    run(async {
        let (phone, tab) = visitor().await;
        let visit = tab.check_in(1);
        settle().await;
        let about = tab.state().history.visit(visit).unwrap().disputed();
        tab.services.dispute(&about, "").await.unwrap();
        let is_lost = || tab.services.notices().said(&about).unwrap().lost;
        // Only the server itself can say so.
        for network in [Network::Down, Network::Gateway, Network::Good] {
            phone.server.network.set(network);
            tab.services.refresh_disputes().await;
            assert!(!is_lost(), "{network:?}");
        }
        phone.server.disputes.borrow_mut().clear();
        tab.services.refresh_disputes().await;
        assert!(is_lost() && tab.services.notices().undecided().is_empty());
        tab.services.dispute(&about, "").await.unwrap();
        assert!(!is_lost());
    });
}

#[test]
fn a_receipt_of_which_something_was_said_stays_until_its_answer_can_be_gone() {
    run(async {
        let (phone, tab) = visitor().await;
        let secret = phone.server.registered.borrow()[0].receipt_secret.clone();
        leave(&phone.server, &secret, today(), 0, 1, TracedAs::Contact);
        leave(&phone.server, &secret, today(), 1, 2, TracedAs::Contact);
        tab.services.check_notices().await.unwrap();
        pass_hours(29 * 24).await;
        let about = DisputeOf::Case(secret.dispute_token(CaseId([2; 16])));
        tab.services.dispute(&about, "").await.unwrap();
        phone.server.disputes.borrow_mut()[0].1.at = tab.services.now();
        pass_hours(40 * 24).await;
        phone.server.decide(true);
        tab.services.refresh_disputes().await;
        tab.services.look_around().await;
        assert_eq!(traced(&tab), [("张*".to_owned(), 2, TracedAs::Contact)]);
        assert!(tab.services.notices().said(&about).unwrap().state.decision.is_some());
        pass_hours(21 * 24).await;
        tab.services.look_around().await;
        assert_eq!(traced(&tab), []);
    });
}

#[test]
fn a_damaged_value_is_set_aside_and_everything_is_found_again() {
    run(async {
        let (phone, tab) = visitor().await;
        let visit = tab.check_in(1);
        settle().await;
        phone.server.publish(today(), 1, today(), between(0, 0));
        tab.services.look_around().await;
        let kept = phone.local.dump()[NOTICES].clone();
        let unsound = kept.replace(&format!("[{}]", quarter(0)), "[]");
        assert_ne!(kept, unsound);
        for damaged in ["{", &unsound] {
            phone.local.values.set(NOTICES, damaged).unwrap();
            tab.services.look_around().await;
            assert_eq!(found(&tab), [(visit, vec![quarter(0)])], "{damaged}");
        }
        let troubles = tab.state().troubles;
        assert!(
            matches!(troubles[..], [StoreTrouble::SetAside { kind: Kept::Notices, .. }, _]),
            "{troubles:?}"
        );
    });
}
