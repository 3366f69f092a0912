//! Registering, correcting, removing, renewing, and the keepsake.

use venue_protocol::problem::ProblemType;
use venue_protocol::wire::persons::PersonRole;

use super::fakes::{Phone, run, settle};
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
fn a_check_in_that_waits_is_sent_with_the_corrected_registration() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        let me = tab.register_visitor().await;
        settle().await;
        // Held up by the lock of another tab, so that it has not been tried.
        let guard = crate::platform::locks::Lock::try_lock(&phone.lock).await.unwrap();
        let visit = tab.check_in(1);
        settle().await;
        tab.services.correct(me, &person(PersonRole::Visitor, "张三丰")).await.unwrap();
        let new = tab.state().profile.visitor.unwrap().credential;
        drop(guard);
        super::fakes::pass_ms(3_000).await;
        assert!(matches!(tab.status(visit), Status::Registered(_)));
        let rows = phone.server.rows.borrow();
        assert_eq!(rows.values().next().unwrap().check_in.persons, [new]);
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
        super::fakes::pass_ms(181 * 86_400_000).await;
        tab.services.kick();
        settle().await;
        let card = tab.state().profile.visitor.unwrap();
        assert_ne!(card.credential, old);
        assert_eq!(phone.server.keepsake.borrow().as_ref().unwrap().credential, card.credential);
    });
}
