//! What a code stands for, with and without a network.

use venue_protocol::problem::ProblemType;
use venue_protocol::wire::check_ins::Means;

use super::Tab;
use super::fakes::{Phone, run, settle};
use super::server::Network;
use crate::api::ApiError;
use crate::services::venues::KnownVenue;
use crate::services::visits::NewCheckIn;
use crate::state::visit::{ScannedCode, ShownName};

fn scanned(tab: &Tab, place: u8) -> ScannedCode {
    tab.entry(place).code
}

#[test]
fn a_venue_seen_once_is_known_without_a_network() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        assert!(matches!(tab.services.look_up(&scanned(&tab, 1)).await, Ok(KnownVenue::Fresh(_))));
        for network in [Network::Down, Network::Gateway, Network::Overloaded] {
            phone.server.network.set(network);
            let seen = tab.services.look_up(&scanned(&tab, 1)).await;
            assert!(matches!(seen, Ok(KnownVenue::Remembered(_))), "{seen:?}");
            assert_eq!(tab.services.look_up(&scanned(&tab, 2)).await, Ok(KnownVenue::NameFollows));
        }
    });
}

#[test]
fn a_revoked_code_is_refused_with_its_reason() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        phone.server.refuse.set(Some((1, ProblemType::CodeRevoked)));
        let refused = tab.services.look_up(&scanned(&tab, 1)).await;
        assert_eq!(refused.unwrap_err().kind, ProblemType::CodeRevoked);
    });
}

#[test]
fn a_typed_code_stands_for_a_token() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        let (code, venue) = tab.services.look_up_typed("123456788").await.unwrap();
        assert_eq!((code.means, venue.name.as_str()), (Means::Typed, "南湖公园"));
        let unknown = tab.services.look_up_typed("000000000").await.unwrap_err();
        assert_eq!(unknown.problem(), Some(ProblemType::CodeUnknown));
        phone.server.network.set(Network::Down);
        assert_eq!(tab.services.look_up_typed("123456788").await, Err(ApiError::Offline));
    });
}

#[test]
fn a_name_that_was_to_follow_comes_when_the_check_in_is_registered() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        settle().await;
        phone.server.network.set(Network::Down);
        let visit = tab.services.check_in(NewCheckIn { venue: None, ..tab.entry(1) }).unwrap();
        settle().await;
        assert_eq!(tab.state().history.visit(visit).unwrap().shown_name(), ShownName::Follows);
        phone.server.network.set(Network::Good);
        tab.services.kick();
        settle().await;
        let name = ShownName::Name { name: "南湖公园", zone: None };
        assert_eq!(tab.state().history.visit(visit).unwrap().shown_name(), name);
    });
}

#[test]
fn a_name_that_cannot_follow_is_not_asked_for_again() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        tab.services.check_in(NewCheckIn { venue: None, ..tab.entry(1) }).unwrap();
        super::fakes::pass_ms(70).await;
        phone.server.refuse.set(Some((1, ProblemType::CodeRevoked)));
        settle().await;
        tab.services.kick();
        settle().await;
        assert!(phone.server.asked("/api/v1/venues/look-up") <= 1);
    });
}

#[test]
fn the_keys_are_there_without_a_network_after_one_visit() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        assert_eq!(tab.state().keys, None);
        settle().await;
        drop(tab);
        phone.server.network.set(Network::Down);
        let tab = phone.open();
        assert_eq!(tab.state().keys.unwrap().host, "EXAMPLE.ORG");
    });
}
