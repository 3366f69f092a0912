//! A manager's own ID number, sealed to the reviewers.

use venue_protocol::id::{ApplicantNumber, PlaceId};
use venue_protocol::seal::applicant_number::MAX_NUMBER;
use venue_protocol::seal::{PrivateKey, SealError};

use crate::support::Counting;

const VENUE: PlaceId = PlaceId([1, 2, 3, 4, 5, 6]);

#[test]
fn only_the_reviewers_open_it_and_only_for_this_venue() {
    let mut rng = Counting::default();
    let (reviewers, others) = (PrivateKey::generate(&mut rng), PrivateKey::generate(&mut rng));
    let number = "22010219000101018X";
    let sealed = ApplicantNumber::seal(number, VENUE, &reviewers.public(), &mut rng).unwrap();
    assert_eq!(sealed.open(VENUE, &reviewers).unwrap().as_str(), number);
    assert_eq!(sealed.open(VENUE, &others).unwrap_err(), SealError::Forged);
    assert_eq!(sealed.open(PlaceId([9; 6]), &reviewers).unwrap_err(), SealError::Forged);
    for index in 0..ApplicantNumber::LEN {
        let mut altered = sealed;
        altered.0[index] ^= 1;
        assert!(altered.open(VENUE, &reviewers).is_err(), "byte {index}");
    }
}

#[test]
fn numbers_of_all_lengths_are_sealed_to_the_same_length() {
    let mut rng = Counting::default();
    let reviewers = PrivateKey::generate(&mut rng);
    for length in 0..=MAX_NUMBER {
        let number = "7".repeat(length);
        let sealed = ApplicantNumber::seal(&number, VENUE, &reviewers.public(), &mut rng).unwrap();
        assert_eq!(sealed.open(VENUE, &reviewers).unwrap().as_str(), number);
    }
    let longer = "7".repeat(MAX_NUMBER + 1);
    let refused = ApplicantNumber::seal(&longer, VENUE, &reviewers.public(), &mut rng);
    assert_eq!(refused.unwrap_err(), SealError::Layout);
}
