//! Moving the registration to another phone.

use venue_protocol::problem::ProblemType;

use super::fakes::{Phone, run, settle};
use crate::api::ApiError;
use crate::platform::cipher::CipherError;
use crate::services::transfer::{TakenOver, TransferError};
use crate::state::visit::Status;

fn fragment(url: &str) -> &str {
    url.strip_prefix("https://example.org/m#").unwrap()
}

#[test]
fn another_phone_takes_the_persons_over_and_checks_in() {
    run(async {
        let phone = Phone::new();
        let old = phone.open();
        old.register_visitor().await;
        old.add_companion("李四").await;
        let offer = old.services.hand_over().await.unwrap();

        let new = phone.second().open();
        let taken = new.services.take_over(fragment(&offer.url)).await.unwrap();
        assert_eq!(taken, TakenOver { visitor: true, companions: 1 });
        let visit = new.check_in(1);
        settle().await;
        assert!(matches!(new.status(visit), Status::Registered(_)));
        assert_eq!(new.state().history.visit(visit).unwrap().labels, ["张*", "李*"]);
        assert!(old.state().profile.visitor.is_some(), "the old phone keeps them, too");
    });
}

#[test]
fn a_transfer_is_taken_once() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        let offer = tab.services.hand_over().await.unwrap();
        let other = phone.second().open();
        other.services.take_over(fragment(&offer.url)).await.unwrap();
        let again = other.services.take_over(fragment(&offer.url)).await;
        let Err(TransferError::Api(ApiError::Problem(problem))) = again else { panic!("{again:?}") };
        assert_eq!(problem.kind, ProblemType::TransferGone);
    });
}

#[test]
fn taking_over_twice_adds_nobody_twice() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        tab.add_companion("李四").await;
        let other = phone.second().open();
        for expected in
            [TakenOver { visitor: true, companions: 1 }, TakenOver { visitor: false, companions: 0 }]
        {
            let offer = tab.services.hand_over().await.unwrap();
            assert_eq!(other.services.take_over(fragment(&offer.url)).await, Ok(expected));
        }
        assert_eq!(other.state().profile.companions.len(), 1);
    });
}

#[test]
fn a_wrong_key_opens_nothing_and_changes_nothing() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        let offer = tab.services.hand_over().await.unwrap();
        let (id, _) = fragment(&offer.url).split_once('.').unwrap();
        let other = phone.second().open();
        let wrong = other.services.take_over(&format!("{id}.{}", "A".repeat(43))).await;
        assert_eq!(wrong, Err(TransferError::Cipher(CipherError::Wrong)));
        assert_eq!(other.state().profile.visitor, None);
    });
}

#[test]
fn what_is_no_transfer_is_not_asked_for() {
    run(async {
        let tab = Phone::new().open();
        for text in ["", ".", "a.b", "场所码", "BQUFBQUFBQUFBQUFBQUFBQ"] {
            assert_eq!(tab.services.take_over(text).await, Err(TransferError::NotATransfer), "{text}");
        }
        assert_eq!(tab.services.hand_over().await, Err(TransferError::Nobody));
    });
}

#[test]
fn the_server_sees_neither_key_nor_label() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        let offer = tab.services.hand_over().await.unwrap();
        let (_, key) = fragment(&offer.url).split_once('.').unwrap();
        let paths = format!("{:?}", phone.server.asked.borrow());
        assert!(!paths.contains(key), "{paths}");
    });
}
