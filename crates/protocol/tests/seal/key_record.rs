//! Key records (SEALING 3).

use proptest::prelude::*;
use venue_protocol::seal::key_record::{ApproverHalf, Halves, TracerHalf};
use venue_protocol::seal::{KeyKind, KeyRecord, Pid, SealError};
use venue_protocol::wire::keys::PublicKey as ServerKey;

use crate::support::{
    Counting, approver, authority, fixture, hex, open_together, server, server_key, slot, tracer,
};

/// The record of `slot()`, whose halves are 00 01 .. 1f and 20 21 .. 3f.
const RECORD: &str = "
    01 01 00000007 01c897f8
    d19bf3f082782c87 65cf5c9b1de5d41f 6960d15f39adb489af579c154477e4d1
    b259f6ee92dcba0111850b13b3f6dccc827726f9b08235ab62922b6b3f3f2a19ccf11772753a7717e0485380a9461993
    3e298d8a7587a08c3a1434044c0275feafe88364e9d75907e1ee2d637cbf05a4
    bad762e098446cbcc58b30c7e804f82847b8b911185996582af9f27bfd4e875fa771651bca62343373d0acb2bb1c787a
    6c2e04f0af5db279cf4114c6228068f8bb4610728fbfdea37fc04d339270200b
    f6a9046146272601b7d2d8ca1c2c0e9870435af3bef4e6e7de393822804b9dda8cf89c76a72ca20aeb946c5c5905caf7
    d2d831660603cea5a6384f7f2e5c4100";

fn halves() -> (TracerHalf, ApproverHalf) {
    let (record, _) = slot();
    (record.open_tracer_half(&tracer()).unwrap(), record.open_approver_half(&approver()).unwrap())
}

fn changed(at: usize) -> Result<KeyRecord, SealError> {
    let mut bytes = slot().0.to_bytes();
    bytes[at] ^= 1;
    KeyRecord::from_bytes(&bytes)
}

#[test]
fn a_record_has_exactly_these_bytes() {
    let (record, keys) = slot();
    assert_eq!(hex(&record.to_bytes()), fixture(RECORD));
    assert_eq!(hex(&halves().0.0), "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    assert_eq!(hex(&halves().1.0), "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f");
    // HMAC(T, 01..01 | 0000)[..16]
    assert_eq!(hex(&keys.tag(&Pid([1; 16]), 0).0), "6e197b5cff6494f5cb607dd3c4932e9d");
}

#[test]
fn a_record_says_what_it_is_for_and_who_can_open_it() {
    let (record, _) = slot();
    assert_eq!((record.kind(), record.id(), record.start_minute()), (KeyKind::Slot, 7, 29_923_320));
    assert_eq!(record.tracer(), tracer().public().kid());
    assert_eq!(record.approver(), approver().public().kid());
    assert_eq!(record.verify(&server_key()), Ok(()));
}

#[test]
fn both_halves_together_give_the_keys_that_the_server_had() {
    let (record, keys) = slot();
    let stored = KeyRecord::from_bytes(&record.to_bytes()).unwrap();
    let opened = open_together(&stored);
    assert_eq!(opened.tag(&Pid([1; 16]), 3), keys.tag(&Pid([1; 16]), 3));
}

#[test]
fn an_index_gives_its_own_key_by_both_halves() {
    let (record, key) =
        KeyRecord::begin_index(9, 29_922_720, &authority(), &server(), &mut Counting::default()).unwrap();
    let (tracer, approver) =
        (record.open_tracer_half(&tracer()).unwrap(), record.open_approver_half(&approver()).unwrap());
    let halves = Halves { tracer: &tracer, approver: &approver };
    let opened = record.open_index(&halves).unwrap();
    let document = b"\x01CHN\x12110105194912310022";
    assert_eq!(opened.idx(document, 0), key.idx(document, 0));
    // HMAC(I, D | 0000)[..16]
    assert_eq!(hex(&key.idx(document, 0).0), "186510e870b93de98ca528970bea4bfa");
    assert_eq!(record.open_slot(&halves).unwrap_err(), SealError::Layout);
    assert_eq!(slot().0.open_index(&halves).unwrap_err(), SealError::Layout);
}

#[test]
fn neither_role_opens_the_others_half() {
    let (record, _) = slot();
    assert_eq!(record.open_tracer_half(&approver()), Err(SealError::WrongKey));
    assert_eq!(record.open_approver_half(&tracer()), Err(SealError::WrongKey));
}

#[test]
fn a_wrong_half_is_refused() {
    let (record, _) = slot();
    let (tracer, approver) = halves();
    for byte in 0..32 {
        let (mut wrong_tracer, mut wrong_approver) = (tracer.clone(), approver.clone());
        wrong_tracer.0[byte] ^= 1;
        wrong_approver.0[byte] ^= 1;
        for halves in [
            Halves { tracer: &wrong_tracer, approver: &approver },
            Halves { tracer: &tracer, approver: &wrong_approver },
        ] {
            assert_eq!(record.open_slot(&halves).unwrap_err(), SealError::WrongHalves);
        }
    }
}

#[test]
fn a_record_with_any_byte_of_the_head_changed_gives_no_half() {
    for at in 0..42 {
        let opened = changed(at).and_then(|record| {
            let tracer = record.open_tracer_half(&tracer()).map(drop);
            let approver = record.open_approver_half(&approver()).map(drop);
            tracer.or(approver)
        });
        // A wrong kid of one role leaves the other's kid right, and then its AAD is wrong.
        assert!(opened.is_err(), "byte {at}");
    }
}

#[test]
fn a_record_with_any_byte_changed_is_not_the_servers() {
    for at in 0..KeyRecord::LEN {
        let verified = changed(at).and_then(|record| record.verify(&server_key()));
        assert!(verified.is_err(), "byte {at}");
    }
    assert_eq!(slot().0.verify(&ServerKey(tracer().public().0)), Err(SealError::Forged));
}

#[test]
fn the_audited_hash_is_that_of_all_bytes() {
    use sha2::{Digest, Sha256};
    let (record, _) = slot();
    assert_eq!(record.hash(), <[u8; 32]>::from(Sha256::digest(record.to_bytes())));
}

#[test]
fn an_unknown_suite_is_named_so_that_it_can_be_shown_as_sealed() {
    let mut bytes = slot().0.to_bytes();
    bytes[0] = 2;
    assert_eq!(KeyRecord::from_bytes(&bytes), Err(SealError::UnknownSuite(2)));
}

#[test]
fn keys_and_halves_do_not_show_in_debug() {
    let (record, keys) = slot();
    let shown = format!("{keys:?} {:?} {:?} {record:?}", halves().0, halves().1);
    assert!(shown.starts_with("SlotKeys(..) TracerHalf(..) ApproverHalf(..)"), "{shown}");
}

proptest! {
    #[test]
    fn reading_what_was_written_gives_the_same_record(id in any::<u32>(), start in any::<u32>(), seed in any::<u32>()) {
        let mut rng = Counting::from(seed.into());
        let (record, _) = KeyRecord::begin_slot(id, start, &authority(), &server(), &mut rng).unwrap();
        prop_assert_eq!(KeyRecord::from_bytes(&record.to_bytes()), Ok(record));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..300), good_start in any::<bool>()) {
        if good_start && bytes.len() > 1 {
            bytes[..2].copy_from_slice(&[1, 1]);
        }
        if let Ok(record) = KeyRecord::from_bytes(&bytes) {
            prop_assert!(record.verify(&server_key()).is_err());
            prop_assert!(record.open_tracer_half(&tracer()).is_err());
        }
    }
}
