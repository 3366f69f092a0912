//! A manager's own ID number, sealed to the reviewers.

use venue_protocol::id::{ApplicantNumber, PlaceId};
use venue_protocol::seal::applicant_number::MAX_NUMBER;
use venue_protocol::seal::{PrivateKey, SealError};

use crate::support::{Counting, fixture, hex, tracer};

const VENUE: PlaceId = PlaceId([1, 2, 3, 4, 5, 6]);

/// `22010219000101018X`, sealed to the tracers' key of the tests with the ephemeral key of 00 01 .. 1f.
const SEALED: &str = "
    b1f1b840de7a3241b02748cf9b05b74dc8c5e8451298738817bd76aa8ebe8c2bbb7a44abfac2c178d1a3c55ebb2be4d2
    504f41f44fb3dc69f5dccfe98d5cd0c80181451a2568ac19434301a9d77916ac";

#[test]
fn a_number_has_exactly_these_bytes() {
    let sealed =
        ApplicantNumber::seal("22010219000101018X", VENUE, &tracer().public(), &mut Counting::default())
            .unwrap();
    assert_eq!(hex(&sealed.0), fixture(SEALED));
}

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
