//! What tracer and approver send each other (SEALING 8).

use venue_protocol::seal::case::{CaseId, CaseRequest, Release};
use venue_protocol::seal::key_record::{ApproverHalf, TracerHalf};
use venue_protocol::seal::{PrivateKey, SealError};
use zeroize::Zeroizing;

use crate::support::{Counting, approver, tracer};

const CASE: CaseId = CaseId([5; 16]);

fn own() -> PrivateKey {
    PrivateKey([0x44; 32])
}

fn request() -> CaseRequest {
    CaseRequest {
        subjects: vec![Zeroizing::new(b"\x01CHN\x03123".to_vec())],
        halves: vec![(7, TracerHalf([1; 32])), (9, TracerHalf([2; 32]))],
    }
}

#[test]
fn a_request_is_read_by_the_approvers_for_its_case_and_tracer_only() {
    let sealed =
        request().seal(CASE, &own().public(), &approver().public(), &mut Counting::default()).unwrap();
    let opened = CaseRequest::open(&sealed, CASE, &own().public(), &approver()).unwrap();
    assert_eq!((opened.subjects, opened.halves), (request().subjects, request().halves));
    for (case, by, key) in [
        (CaseId([6; 16]), own().public(), approver()),
        (CASE, tracer().public(), approver()),
        (CASE, own().public(), tracer()),
    ] {
        assert_eq!(CaseRequest::open(&sealed, case, &by, &key).err(), Some(SealError::Forged));
    }
    assert_eq!(
        CaseRequest::open(&sealed[..40], CASE, &own().public(), &approver()).err(),
        Some(SealError::Layout)
    );
}

#[test]
fn the_length_of_a_request_does_not_tell_the_document() {
    let seal = |document: &[u8]| {
        let request =
            CaseRequest { subjects: vec![Zeroizing::new(document.to_vec())], ..CaseRequest::default() };
        request.seal(CASE, &own().public(), &approver().public(), &mut Counting::default()).unwrap().len()
    };
    assert_eq!(seal(b"\x01CHN\x01X"), seal(b"\x01CHN\x12220102190001010016"));
}

#[test]
fn a_release_is_read_by_that_tracer_for_that_case_only() {
    let release = Release { halves: vec![(7, ApproverHalf([3; 32]))] };
    let sealed = release.seal(CASE, &own().public(), &mut Counting::default()).unwrap();
    assert_eq!(Release::open(&sealed, CASE, &own()).unwrap().halves, release.halves);
    assert_eq!(Release::open(&sealed, CaseId([6; 16]), &own()).err(), Some(SealError::Forged));
    assert_eq!(Release::open(&sealed, CASE, &tracer()).err(), Some(SealError::Forged));
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(Release::open(&changed, CASE, &own()).is_err(), "byte {at}");
    }
}

#[test]
fn whom_a_request_names_does_not_stand_in_debug() {
    assert_eq!(format!("{:?}", request()), "CaseRequest { subjects: 1, .. }");
}
