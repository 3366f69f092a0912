//! What lies in the device's storage may be wrong, old, hostile, full or not to be had.

use proptest::prelude::*;

use super::fakes::{Phone, pass_ms, run, settle};
use super::server::Network;
use crate::platform::local::{LocalStore, StoreError};
use crate::state::settings::Settings;
use crate::state::stored::{Kept, StoreTrouble};
use crate::state::visit::{Status, VisitId};

const PERSONS: &str = "venue-code/persons";
const SETTINGS: &str = "venue-code/settings";

#[test]
fn a_corrupt_value_is_set_aside_and_said_and_the_rest_goes_on() {
    run(async {
        let phone = Phone::new();
        phone.local.values.set(PERSONS, "{broken").unwrap();
        phone.local.values.set(SETTINGS, r#"{"v":1,"data":{"elder":true}}"#).unwrap();
        let tab = phone.open();
        let aside = format!("{PERSONS}.set-aside.1");
        assert_eq!(
            tab.state().troubles,
            [StoreTrouble::SetAside { kind: Kept::Persons, key: aside.clone() }]
        );
        assert!(tab.state().settings.elder);
        tab.register_visitor().await;
        settle().await;
        assert_eq!(phone.local.dump()[&aside], "{broken");
        assert!(phone.local.dump()[PERSONS].contains("张*"));
    });
}

#[test]
fn a_value_of_another_version_is_set_aside_and_no_earlier_one_is_written_over() {
    run(async {
        let phone = Phone::new();
        phone.local.values.set(&format!("{SETTINGS}.set-aside.1"), "older").unwrap();
        phone.local.values.set(SETTINGS, r#"{"v":9,"data":{}}"#).unwrap();
        let tab = phone.open();
        assert_eq!(tab.state().settings, Settings::default());
        let kept = phone.local.dump();
        assert_eq!(kept[&format!("{SETTINGS}.set-aside.1")], "older");
        assert_eq!(kept[&format!("{SETTINGS}.set-aside.2")], r#"{"v":9,"data":{}}"#);
    });
}

#[test]
fn a_corrupt_visit_takes_no_other_with_it_and_comes_back_from_the_mirror() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        settle().await;
        phone.server.network.set(Network::Down);
        let (one, two) = (tab.check_in(1), tab.check_in(2));
        settle().await;
        drop(tab);
        phone.local.values.set(&format!("venue-code/visit/{}", one.0), "null").unwrap();
        phone.server.network.set(Network::Good);
        let tab = phone.open();
        assert_eq!(tab.state().history.visits().count(), 1);
        pass_ms(5_000).await;
        assert!(matches!(tab.status(one), Status::Registered(_)));
        assert!(matches!(tab.status(two), Status::Registered(_)));
        assert!(matches!(tab.state().troubles[..], [StoreTrouble::SetAside { kind: Kept::Visit, .. }]));
    });
}

#[test]
fn a_visit_under_anothers_key_is_set_aside() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        let visit = tab.check_in(1);
        settle().await;
        let text = phone.local.dump()[&format!("venue-code/visit/{}", visit.0)].clone();
        phone.local.values.set("venue-code/visit/7", &text).unwrap();
        tab.services.reload();
        assert_eq!(tab.state().history.visits().count(), 1);
        assert_eq!(tab.state().troubles.len(), 1);
    });
}

#[test]
fn without_storage_everything_works_as_long_as_the_page_stays_open_and_says_so() {
    run(async {
        let phone = Phone::new();
        phone.local.mood.set(Some(StoreError::Disabled));
        let tab = phone.open();
        tab.register_visitor().await;
        let visit = tab.check_in(1);
        settle().await;
        assert!(matches!(tab.status(visit), Status::Registered(_)));
        assert_eq!(tab.state().troubles, [StoreTrouble::Disabled]);
    });
}

#[test]
fn a_full_store_loses_no_check_in_and_says_so() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        settle().await;
        phone.server.network.set(Network::Down);
        phone.local.mood.set(Some(StoreError::Full));
        let visit = tab.check_in(1);
        settle().await;
        assert_eq!(tab.state().troubles, [StoreTrouble::Full]);
        drop(tab);
        // The mirror has it.
        phone.local.mood.set(None);
        phone.server.network.set(Network::Good);
        let tab = phone.open();
        pass_ms(5_000).await;
        assert!(matches!(tab.status(visit), Status::Registered(_)));
    });
}

#[test]
fn what_cannot_be_set_aside_is_not_written_over() {
    run(async {
        let phone = Phone::new();
        phone.local.values.set(PERSONS, "{broken").unwrap();
        phone.local.mood.set(Some(StoreError::Full));
        let tab = phone.open();
        let unreadable = StoreTrouble::Unreadable { kind: Kept::Persons, key: PERSONS.into() };
        assert!(tab.state().troubles.contains(&unreadable));
        tab.register_visitor().await;
        assert!(tab.state().profile.visitor.is_some());
        phone.local.mood.set(None);
        settle().await;
        assert_eq!(phone.local.dump()[PERSONS], "{broken");
        drop(tab);
        let _tab = phone.open();
        assert_eq!(phone.local.dump()[&format!("{PERSONS}.set-aside.1")], "{broken");
    });
}

#[test]
fn a_broken_mirror_is_no_hindrance() {
    run(async {
        let phone = Phone::new();
        phone.mirror.broken.set(true);
        let tab = phone.open();
        tab.register_visitor().await;
        let visit = tab.check_in(1);
        settle().await;
        assert!(matches!(tab.status(visit), Status::Registered(_)));
    });
}

#[test]
fn a_corrupt_mirror_is_set_aside_and_said() {
    run(async {
        let phone = Phone::new();
        phone.mirror.values.borrow_mut().insert("venue-code/visit/7".into(), "garbage".into());
        let tab = phone.open();
        settle().await;
        assert!(matches!(tab.state().troubles[..], [StoreTrouble::SetAside { kind: Kept::Visit, .. }]));
        assert_eq!(phone.local.dump()["venue-code/visit/7.set-aside.1"], "garbage");
        assert!(phone.mirror.values.borrow().is_empty());
    });
}

#[test]
fn a_corrupt_copy_takes_nothing_from_the_local_store() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        settle().await;
        phone.server.network.set(Network::Down);
        let visit = tab.check_in(1);
        settle().await;
        drop(tab);
        phone.mirror.values.borrow_mut().values_mut().for_each(|text| text.truncate(20));
        let tab = phone.open();
        settle().await;
        assert!(matches!(tab.status(visit), Status::Waiting(_)));
        assert!(matches!(tab.state().troubles[..], [StoreTrouble::SetAside { kind: Kept::Visit, .. }]));
    });
}

#[test]
fn the_mirror_is_empty_when_everything_is_delivered() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        tab.register_visitor().await;
        tab.check_in(1);
        pass_ms(5).await;
        assert_eq!(phone.mirror.values.borrow().len(), 1);
        settle().await;
        assert!(phone.mirror.values.borrow().is_empty());
    });
}

#[test]
fn what_was_deleted_does_not_come_back_from_the_mirror() {
    type Delete = fn(&super::Tab, VisitId);
    let ways: [Delete; 2] =
        [|tab, id| assert!(tab.services.forget(id)), |tab, _| assert_eq!(tab.services.forget_all(), 0)];
    for delete in ways {
        run(async {
            let phone = Phone::new();
            let tab = phone.open();
            let visit = delivered_but_still_mirrored(&phone, &tab).await;
            delete(&tab, visit);
            settle().await;
            assert!(phone.mirror.values.borrow().is_empty());
            drop(tab);
            phone.local.clear();
            let tab = phone.open();
            settle().await;
            assert!(tab.state().history.is_empty());
        });
    }
}

#[test]
fn what_was_too_old_to_keep_does_not_come_back_from_the_mirror() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        delivered_but_still_mirrored(&phone, &tab).await;
        drop(tab);
        pass_ms(31 * 86_400_000).await;
        let tab = phone.open();
        settle().await;
        assert!(tab.state().history.is_empty());
        assert!(phone.mirror.values.borrow().is_empty());
    });
}

/// A visit whose copy could not be taken away when it was delivered.
async fn delivered_but_still_mirrored(phone: &Phone, tab: &super::Tab) -> VisitId {
    tab.register_visitor().await;
    settle().await;
    let visit = tab.check_in(1);
    pass_ms(5).await;
    phone.mirror.broken.set(true);
    settle().await;
    assert!(matches!(tab.status(visit), Status::Registered(_)));
    assert_eq!(phone.mirror.values.borrow().len(), 1);
    phone.mirror.broken.set(false);
    visit
}

#[test]
fn another_tab_sees_what_this_one_did() {
    run(async {
        let phone = Phone::new();
        let (first, second) = (phone.open(), phone.open());
        first.register_visitor().await;
        let visit = first.check_in(1);
        settle().await;
        (0..3).for_each(|_| second.services.reload_soon());
        settle().await;
        assert_eq!(second.status(visit), first.status(visit));
        assert_eq!(second.state().profile, first.state().profile);
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_stored_text_stops_the_app_and_none_is_lost(
        texts in prop::collection::vec((0..6_usize, prop_oneof![any::<String>(), Just(r#"{"v":1,"data":7}"#.to_owned())]), 0..6),
        mirrored in any::<Option<String>>(),
    ) {
        run(async {
            let keys = [PERSONS, SETTINGS, "venue-code/keys", "venue-code/venues", "venue-code/visit/1", "venue-code/visit/x"];
            let phone = Phone::new();
            for (key, text) in &texts {
                phone.local.values.set(keys[*key], text).unwrap();
            }
            let before = phone.local.dump();
            if let Some(text) = mirrored {
                phone.mirror.values.borrow_mut().insert("venue-code/visit/1".into(), text);
            }
            let tab = phone.open();
            settle().await;
            assert!(tab.state().loaded);
            tab.register_visitor().await;
            let visit = tab.check_in(1);
            settle().await;
            assert!(matches!(tab.status(visit), Status::Registered(_)));
            let after: Vec<String> = phone.local.dump().into_values().collect();
            for (key, text) in &before {
                assert!(after.contains(text), "{key}: {text} is gone");
            }
        });
    }
}
