//! Registering, correcting, removing, renewing, and the keepsake.

use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::check_ins::MAX_BATCH;
use venue_protocol::wire::persons::PersonRole;

use super::fakes::{Phone, pass_ms, run, settle};
use super::person;
use super::server::Network;
use crate::api::ApiError;
use crate::services::persons::RegisterError;
use crate::state::profile::{PersonId, ProfileError};
use crate::state::visit::Status;

#[test]
fn after_registering_the_device_has_a_masked_label_and_no_number_name_or_phone() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        tab.check_in(1);
        settle().await;
        let card = tab.state().profile.visitor.unwrap();
        assert_eq!((card.label.as_str(), card.ended), ("张*", None));
        assert!(card.receipt_secret.is_some());
        let kept = format!("{:?} {:?}", phone.local.dump(), phone.mirror.values.borrow());
        for secret in ["220102190001010016", "张三", "19900000000"] {
            assert!(!kept.contains(secret), "{secret} in {kept}");
        }
    });
}

#[test]
fn a_correction_whose_answer_is_lost_shows_the_registration_as_ended_before_the_next_scan() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        phone.server.network.set(Network::OneWay);
        assert!(tab.services.register(&person(PersonRole::Visitor, "张三丰")).await.is_err());
        phone.server.network.set(Network::Good);
        tab.services.kick();
        settle().await;
        let card = tab.state().profile.visitor.unwrap();
        assert_eq!(card.ended, Some(ProblemType::CredentialWithdrawn));
    });
}

#[test]
fn a_registration_that_the_server_refuses_leaves_nothing_behind() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        phone.server.network.set(Network::Down);
        let refused = tab.services.register(&person(PersonRole::Visitor, "张三")).await;
        assert_eq!(refused, Err(RegisterError::Api(ApiError::Offline)));
        assert_eq!(tab.state().profile.visitor, None);
    });
}

#[test]
fn a_correction_withdraws_the_old_registration_and_keeps_the_persons_place() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        let id = tab.add_companion("李四").await;
        let old = tab.state().profile.person(id).unwrap().credential.clone();
        tab.services.correct(id, &person(PersonRole::Companion, "王五")).await.unwrap();
        let now = tab.state().profile.person(id).unwrap().clone();
        assert_eq!(now.label, "王*");
        assert_ne!(now.credential, old);
        assert_eq!(*phone.server.withdrawn.borrow(), [old]);
    });
}

#[test]
fn registering_again_as_the_visitor_corrects_the_visitor() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        let first = tab.register_visitor().await;
        assert_eq!(tab.register_visitor().await, first);
        settle().await;
        let visitor = tab.state().profile.visitor.unwrap();
        assert_eq!(phone.server.withdrawn.borrow().len(), 1);
        assert_eq!(phone.server.keepsake.borrow().as_ref().unwrap().credential, visitor.credential);
    });
}

#[test]
fn a_check_in_made_during_a_correction_is_sent_with_the_corrected_registration() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        let me = tab.register_visitor().await;
        settle().await;
        let other = phone.open();
        let corrected = person(PersonRole::Visitor, "张三丰");
        let (corrected, visit) = tokio::join!(tab.services.correct(me, &corrected), async {
            pass_ms(5).await;
            other.check_in(1)
        });
        corrected.unwrap();
        let new = tab.state().profile.visitor.unwrap().credential;
        pass_ms(3_000).await;
        tab.services.reload();
        assert!(matches!(tab.status(visit), Status::Registered(_)), "{:?}", tab.status(visit));
        let rows = phone.server.rows.borrow();
        assert_eq!(rows.values().next().unwrap().check_in.persons, [new]);
    });
}

#[test]
fn what_was_sent_in_vain_before_a_correction_is_delivered_before_the_old_registration_is_withdrawn() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        let me = tab.register_visitor().await;
        settle().await;
        let old = tab.state().profile.visitor.unwrap().credential;
        phone.server.network.set(Network::Down);
        let visit = tab.check_in(1);
        settle().await;
        phone.server.network.set(Network::Good);
        tab.services.correct(me, &person(PersonRole::Visitor, "张三丰")).await.unwrap();
        settle().await;
        assert!(matches!(tab.status(visit), Status::Registered(_)), "{:?}", tab.status(visit));
        assert_eq!(
            phone.server.rows.borrow().values().next().unwrap().check_in.persons,
            std::slice::from_ref(&old)
        );
        assert_eq!(*phone.server.withdrawn.borrow(), [old]);
    });
}

#[test]
fn nothing_is_corrected_while_a_check_in_that_needs_the_old_registration_cannot_be_delivered() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        let me = tab.register_visitor().await;
        settle().await;
        phone.server.refuse.set(Some((1, ProblemType::Internal)));
        let visit = tab.check_in(1);
        settle().await;
        let corrected = tab.services.correct(me, &person(PersonRole::Visitor, "张三丰")).await;
        let failed = ApiError::Problem(Box::new(Problem::new(ProblemType::Internal)));
        assert_eq!(corrected, Err(RegisterError::Api(failed)));
        assert_eq!(tab.state().profile.visitor.unwrap().label, "张*");
        assert!(phone.server.withdrawn.borrow().is_empty());

        phone.server.refuse.set(None);
        tab.services.correct(me, &person(PersonRole::Visitor, "张三丰")).await.unwrap();
        assert!(matches!(tab.status(visit), Status::Registered(_)), "{:?}", tab.status(visit));
    });
}

#[test]
fn a_person_is_withdrawn_after_the_check_ins_that_wait_to_be_sent() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        let id = tab.add_companion("李四").await;
        settle().await;
        phone.server.refuse.set(Some((1, ProblemType::Internal)));
        let visit = tab.check_in(1);
        tab.services.remove(id).unwrap();
        settle().await;
        assert!(phone.server.withdrawn.borrow().is_empty());
        phone.server.refuse.set(None);
        tab.services.kick();
        settle().await;
        assert!(matches!(tab.status(visit), Status::Registered(_)), "{:?}", tab.status(visit));
        assert_eq!(phone.server.withdrawn.borrow().len(), 1);
    });
}

#[test]
fn a_check_in_that_keeps_failing_holds_back_neither_withdrawals_nor_renewals_nor_other_check_ins() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        let id = tab.add_companion("李四").await;
        tab.services.tick(id, false).unwrap();
        settle().await;
        let old = tab.state().profile.visitor.unwrap().credential;
        pass_ms(181 * 86_400_000).await;
        phone.server.refuse.set(Some((1, ProblemType::Internal)));
        let failing: Vec<_> = (0..MAX_BATCH).map(|_| tab.check_in(1)).collect();
        let other = tab.check_in(2);
        tab.services.remove(id).unwrap();
        settle().await;
        assert!(failing.iter().all(|visit| matches!(tab.status(*visit), Status::Waiting(_))));
        assert!(matches!(tab.status(other), Status::Registered(_)), "{:?}", tab.status(other));
        assert_eq!(phone.server.withdrawn.borrow().len(), 1);
        assert_ne!(tab.state().profile.visitor.unwrap().credential, old);
    });
}

#[test]
fn a_registration_that_was_withdrawn_on_another_phone_shows_as_ended_after_a_refused_check_in() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        let id = tab.add_companion("李四").await;
        settle().await;
        let gone = tab.state().profile.person(id).unwrap().credential.clone();
        phone.server.withdrawn.borrow_mut().push(gone);
        let visit = tab.check_in(1);
        settle().await;
        assert_eq!(tab.status(visit), Status::Refused(Problem::new(ProblemType::CredentialWithdrawn)));
        let profile = tab.state().profile;
        assert_eq!(profile.person(id).unwrap().ended, Some(ProblemType::CredentialWithdrawn));
        assert_eq!(profile.visitor.unwrap().ended, None);
        let again = tab.check_in(1);
        settle().await;
        assert!(matches!(tab.status(again), Status::Registered(_)), "the others are registered without");
    });
}

#[test]
fn a_person_removed_without_a_network_is_withdrawn_later() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        let id = tab.add_companion("李四").await;
        let credential = tab.state().profile.person(id).unwrap().credential.clone();
        settle().await;
        phone.server.network.set(Network::Down);
        tab.services.remove(id).unwrap();
        settle().await;
        assert_eq!(tab.state().profile.person(id), None);
        phone.server.network.set(Network::Good);
        tab.services.kick();
        settle().await;
        assert_eq!(*phone.server.withdrawn.borrow(), [credential]);
        assert!(tab.state().profile.leaving.is_empty());
        assert_eq!(tab.services.remove(PersonId(1)), Err(ProfileError::Unknown));
    });
}

#[test]
fn the_registration_survives_cleared_storage_by_the_keepsake() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        settle().await;
        let credential = tab.state().profile.visitor.unwrap().credential;
        assert_eq!(phone.server.keepsake.borrow().as_ref().unwrap().credential, credential);
        drop(tab);
        phone.local.clear();

        let tab = phone.open();
        settle().await;
        let card = tab.state().profile.visitor.unwrap();
        assert_eq!((card.label.as_str(), card.ended), ("张*", None));
        assert!(card.expires_on.is_some(), "its days are known by renewing it");
        let visit = tab.check_in(1);
        settle().await;
        assert!(matches!(tab.status(visit), Status::Registered(_)));
    });
}

#[test]
fn a_visitor_who_removes_himself_is_not_brought_back_by_the_keepsake() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        let me = tab.register_visitor().await;
        settle().await;
        phone.server.network.set(Network::Down);
        tab.services.remove(me).unwrap();
        settle().await;
        drop(tab);
        phone.server.network.set(Network::Good);
        let tab = phone.open();
        settle().await;
        assert_eq!(tab.state().profile.visitor, None);
        assert_eq!(*phone.server.keepsake.borrow(), None);
    });
}

#[test]
fn a_kept_registration_that_was_withdrawn_says_so() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        settle().await;
        let credential = tab.state().profile.visitor.unwrap().credential;
        drop(tab);
        phone.local.clear();
        phone.server.withdrawn.borrow_mut().push(credential);
        let tab = phone.open();
        settle().await;
        assert_eq!(tab.state().profile.visitor.unwrap().ended, Some(ProblemType::CredentialWithdrawn));
    });
}

#[test]
fn a_credential_past_its_term_is_renewed_once() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        settle().await;
        let old = tab.state().profile.visitor.unwrap().credential;
        // 181 days later.
        pass_ms(181 * 86_400_000).await;
        tab.services.kick();
        settle().await;
        let card = tab.state().profile.visitor.unwrap();
        assert_ne!(card.credential, old);
        assert_eq!(phone.server.keepsake.borrow().as_ref().unwrap().credential, card.credential);
    });
}
