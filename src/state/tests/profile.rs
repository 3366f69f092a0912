use venue_protocol::instant::Day;
use venue_protocol::problem::ProblemType;
use venue_protocol::wire::persons::PersonRole::{Companion, Visitor};

use super::samples::card;
use crate::state::profile::{MAX_COMPANIONS, MAX_PRESENT, PersonId, Profile, ProfileError};

const TODAY: Day = Day(2518);

fn with_companions(count: u32) -> Profile {
    let mut profile = Profile::default();
    profile.add(card(100, Visitor)).unwrap();
    (0..count).for_each(|n| profile.add(card(n, Companion)).unwrap());
    profile
}

#[test]
fn at_most_ten_companions_are_present() {
    let mut profile = with_companions(12);
    assert_eq!(profile.present(TODAY).len(), 1 + MAX_PRESENT);
    assert_eq!(profile.tick(PersonId(11), true), Err(ProfileError::TooManyPresent));
    profile.tick(PersonId(0), false).unwrap();
    assert_eq!(profile.tick(PersonId(11), true), Ok(()));
    assert_eq!(profile.tick(PersonId(77), true), Err(ProfileError::Unknown));
}

#[test]
fn no_more_companions_are_kept_than_there_is_room_for() {
    let mut profile = with_companions(MAX_COMPANIONS as u32);
    assert_eq!(profile.add(card(99, Companion)), Err(ProfileError::Full));
}

#[test]
fn the_visitor_is_always_present_and_comes_first() {
    let mut me = card(1, Visitor);
    (me.here, me.once) = (false, true);
    let mut profile = with_companions(1);
    profile.add(me).unwrap();
    let present = profile.present(TODAY);
    assert_eq!((present[0].id, present[0].here, present[0].once), (PersonId(1), true, false));
}

#[test]
fn a_corrected_card_keeps_its_place_number_and_tick() {
    let mut profile = with_companions(2);
    profile.tick(PersonId(0), false).unwrap();
    let mut fresh = card(55, Companion);
    fresh.label = "王*".into();
    profile.correct(PersonId(0), fresh.clone()).unwrap();
    let now = &profile.companions[0];
    assert_eq!((now.id, now.here, &now.label), (PersonId(0), false, &fresh.label));
    assert_eq!(now.credential, fresh.credential);
}

#[test]
fn a_removed_person_is_withdrawn_and_gone() {
    let mut profile = with_companions(2);
    let gone = profile.remove(PersonId(1), true).unwrap();
    assert_eq!(profile.leaving, [gone.credential]);
    assert_eq!(profile.person(PersonId(1)), None);
    assert_eq!(profile.remove(PersonId(1), true), Err(ProfileError::Unknown));
}

#[test]
fn a_guest_for_once_is_dropped_only_unticked_and_stays_registered() {
    let mut profile = with_companions(3);
    profile.companions[0].once = true;
    profile.companions[1].once = true;
    let party = [0, 1, 2].map(PersonId);
    profile.tick_guests(&party, false);
    profile.tick(PersonId(1), true).unwrap();
    profile.drop_guests(|id| party.contains(&id));
    let left: Vec<_> = profile.companions.iter().map(|card| (card.id.0, card.here)).collect();
    assert_eq!(left, [(1, true), (2, true)]);
    assert!(profile.leaving.is_empty(), "the guest stays registered, to be found if need be");
}

#[test]
fn guests_come_back_as_far_as_there_is_room() {
    let mut profile = with_companions(MAX_PRESENT as u32 + 1);
    profile.companions.iter_mut().for_each(|card| card.once = true);
    profile.tick_guests(&[PersonId(10)], true);
    assert!(!profile.person(PersonId(10)).unwrap().here);
    profile.tick_guests(&[PersonId(9)], false);
    profile.tick_guests(&[PersonId(10)], true);
    assert!(profile.person(PersonId(10)).unwrap().here);
}

#[test]
fn a_party_is_the_visitor_and_those_of_it_who_are_still_here() {
    let mut profile = with_companions(3);
    profile.tick(PersonId(1), false).unwrap();
    profile.remove(PersonId(2), true).unwrap();
    let party: Vec<_> = profile.party(&[1, 2].map(PersonId), TODAY).iter().map(|card| card.id.0).collect();
    assert_eq!(party, [100, 1]);
}

#[test]
fn a_dead_registration_is_not_checked_in() {
    let mut profile = with_companions(2);
    profile.companions[0].expires_on = Some(TODAY.minus(1));
    profile.companions[1].ended = Some(ProblemType::CredentialWithdrawn);
    assert_eq!(profile.present(TODAY).len(), 1);
}

#[test]
fn a_credential_is_renewed_from_the_day_after_its_term_on() {
    let mut one = card(1, Visitor);
    one.renew_on = Some(TODAY);
    assert!(!one.wants_renewal(TODAY));
    assert!(one.wants_renewal(TODAY.plus(1)));
    one.renew_on = None;
    assert!(one.wants_renewal(TODAY), "what came from a keepsake learns its days by renewing");
}
