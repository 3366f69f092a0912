use proptest::prelude::*;
use venue_protocol::wire::keys::PublicKeys;
use venue_protocol::wire::persons::PersonRole::{Companion, Visitor};
use venue_protocol::wire::venues::Direction;

use super::samples::*;
use crate::state::profile::Profile;
use crate::state::settings::Settings;
use crate::state::stored::{Stored, Unreadable, from_text, to_text};
use crate::state::venues::Venues;
use crate::state::visit::Visit;

fn profile() -> Profile {
    let mut profile = Profile::default();
    profile.add(card(1, Visitor)).unwrap();
    profile.add(card(2, Companion)).unwrap();
    profile
}

#[test]
fn what_is_kept_reads_back_as_it_was() {
    let visits =
        [waiting(1, 1, Direction::Entry, morning()), registered(2, 1, Direction::Exit, morning()), {
            let mut visit = registered(3, 1, Direction::Exit, morning());
            visit.ask_undo();
            visit
        }];
    for visit in visits {
        assert_eq!(from_text::<Visit>(&to_text(&visit).unwrap()).unwrap(), visit);
    }
    assert_eq!(from_text::<Profile>(&to_text(&profile()).unwrap()).unwrap(), profile());
}

#[test]
fn a_visit_of_an_earlier_version_that_kept_no_party_reads_back() {
    let visit = waiting(1, 1, Direction::Entry, morning());
    let mut old: serde_json::Value = serde_json::from_str(&to_text(&visit).unwrap()).unwrap();
    assert!(old["data"].as_object_mut().unwrap().remove("party").is_some());
    assert_eq!(from_text::<Visit>(&old.to_string()).unwrap(), Visit { party: vec![], ..visit });
}

#[test]
fn another_version_is_not_taken_for_this_one() {
    let read = from_text::<Settings>(r#"{"v":2,"data":{}}"#);
    assert!(matches!(read, Err(Unreadable::Version(2))), "{read:?}");
}

#[test]
fn a_profile_that_the_app_could_not_have_written_is_not_taken() {
    let spoil: [fn(&mut Profile); 5] = [
        |profile| profile.companions[0].id = profile.visitor.as_ref().unwrap().id,
        |profile| profile.companions[0].role = Visitor,
        |profile| profile.companions[0].label = "长".repeat(41),
        |profile| profile.companions[0].label = String::new(),
        |profile| profile.companions = (10..60).map(|n| card(n, Companion)).collect(),
    ];
    for spoil in spoil {
        let mut profile = profile();
        spoil(&mut profile);
        let read = from_text::<Profile>(&to_text(&profile).unwrap());
        assert!(matches!(read, Err(Unreadable::Unsound)), "{read:?}");
    }
}

#[test]
fn a_visit_without_persons_or_with_too_many_is_not_taken() {
    for count in [0, 12] {
        let mut visit = waiting(1, 1, Direction::Entry, morning());
        visit.labels = vec!["张*".into(); count];
        assert!(from_text::<Visit>(&to_text(&visit).unwrap()).is_err());
    }
}

fn read_as_anything(text: &str) {
    let _ = from_text::<Profile>(text);
    let _ = from_text::<Settings>(text);
    let _ = from_text::<Visit>(text);
    let _ = from_text::<Venues>(text);
    let _ = from_text::<PublicKeys>(text);
}

/// JSON of any shape, with the names and values that our own types know.
fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let word = prop_oneof![
        Just("waiting"),
        Just("registered"),
        Just("persons"),
        Just("tried"),
        Just("id"),
        Just("status"),
        Just("visitor"),
        Just("companions"),
        Just("label"),
        Just("scanned_at"),
        Just("token"),
        Just("here"),
        Just("9999-12-31T23:59:59Z"),
        Just("language"),
        Just("zh-CN"),
        Just("AAAA"),
        Just("场所"),
    ]
    .prop_map(str::to_owned);
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        word.clone().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 48, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::btree_map(word.clone(), inner, 0..6)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_stored_text_panics(text in any::<String>()) {
        read_as_anything(&text);
    }

    #[test]
    fn no_stored_json_panics(data in any_json()) {
        read_as_anything(&serde_json::json!({"v": 1, "data": data}).to_string());
    }

    #[test]
    fn a_cut_or_changed_value_never_panics_and_is_sound_if_it_is_read(at in 0_usize..2000, byte in any::<u8>(), cut in any::<bool>()) {
        let text = to_text(&registered(1, 1, Direction::Entry, morning())).unwrap();
        let mut bytes = text.into_bytes();
        let at = at % bytes.len();
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(visit) = from_text::<Visit>(&text) {
            prop_assert!(visit.is_sound());
        }
    }
}
