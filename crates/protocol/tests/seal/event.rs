//! Event ids and digests (SEALING 6, and its test 5).

use venue_protocol::desk_numbers::SlipNumber;
use venue_protocol::id::{EventSecret, PassSecret, PlaceId, ReceiptSecret, Serial};
use venue_protocol::instant::Instant;
use venue_protocol::seal::Pid;
use venue_protocol::seal::event::{Body, DeskBody, DeskGuest, event_id};
use venue_protocol::wire::venues::Direction;

use crate::support::hex;

const SECRET: EventSecret = EventSecret([5; 16]);

fn scanned_at() -> Instant {
    "2026-11-23T02:10:09.123Z".parse().unwrap()
}

fn body(pids: &[Pid]) -> Body<'_> {
    let (place, serial) = (PlaceId([10, 11, 12, 13, 14, 15]), Serial(5));
    Body { place, serial, direction: Direction::Entry, scanned_at: scanned_at(), pids }
}

#[test]
fn an_event_id_has_exactly_these_bytes() {
    // Hour 498722 since the epoch | SHA-256("venue-code/v1/event\0" | 05..05)[..12]
    assert_eq!(hex(&event_id(&SECRET, scanned_at()).0), "00079c225f8a9492ce2fb8aeefd2f38e");
}

#[test]
fn a_digest_has_exactly_these_bytes() {
    // HMAC(05..05, "venue-code/v1/body\0" | place | serial | 01 | scan time in ms | 02 | 01..01 | 02..02)[..16]
    let pids = [Pid([1; 16]), Pid([2; 16])];
    assert_eq!(hex(&body(&pids).digest(&SECRET).0), "46007449368caa24b08a0443a6bc4a4b");
}

static RECEIPT: ReceiptSecret = ReceiptSecret([9; 16]);
static OTHER_RECEIPT: ReceiptSecret = ReceiptSecret([8; 16]);
static PASS: PassSecret = PassSecret([7; 16]);

fn desk(guest: DeskGuest<'_>) -> DeskBody<'_> {
    let place = PlaceId([10, 11, 12, 13, 14, 15]);
    DeskBody { place, direction: Direction::Entry, occurred_at: scanned_at(), slip: None, guest }
}

fn person<'a>(document: &'a [u8], name: &'a str, phone: &'a str) -> DeskGuest<'a> {
    DeskGuest::Person { document, name, phone, receipt: &RECEIPT }
}

#[test]
fn a_digest_of_a_desk_has_exactly_these_bytes() {
    // HMAC(05..05, "venue-code/v1/desk-body\0" | place | 01 | time in ms | ff ff ff ff | 01 | 09..09 | D | 06 | name | phone)
    let guest = person(b"\x01CHN\x12220102190001010016", "张三", "+8619900000000");
    assert_eq!(hex(&desk(guest).digest(&SECRET).0), "b550e9ad55172a8497fa894f063d93b3");
    // ... | 0012d687 | 02 | 07..07)[..16]
    let slip = SlipNumber::from_number(1_234_567);
    let pass = DeskBody { slip, ..desk(DeskGuest::Pass(&PASS)) };
    assert_eq!(hex(&pass.digest(&SECRET).0), "129106eeb53357145904d1d93593a0c9");
}

#[test]
fn another_guest_under_the_same_secret_has_another_digest() {
    let document: &[u8] = b"\x01CHN\x12220102190001010016";
    let original = desk(person(document, "张三", "+8619900000000"));
    let others = [
        desk(person(b"\x01CHN\x1222010219000101002X", "张三", "+8619900000000")),
        desk(person(document, "张四", "+8619900000000")),
        desk(person(document, "张三", "")),
        desk(person(document, "张三+", "8619900000000")),
        desk(DeskGuest::Person {
            document, name: "张三", phone: "+8619900000000", receipt: &OTHER_RECEIPT
        }),
        DeskBody { slip: SlipNumber::from_number(1), ..original },
        DeskBody { direction: Direction::Exit, ..original },
        DeskBody { place: PlaceId([1; 6]), ..original },
        DeskBody { occurred_at: scanned_at().plus_millis(1), ..original },
    ];
    for other in others {
        assert_ne!(other.digest(&SECRET), original.digest(&SECRET), "{other:?}");
    }
}

#[test]
fn a_check_in_sent_again_is_the_same_event_with_the_same_digest() {
    // The send time is no part of either, so there is nothing else to give them.
    let pids = [Pid([1; 16])];
    assert_eq!(event_id(&SECRET, scanned_at()), event_id(&SECRET, scanned_at()));
    assert_eq!(body(&pids).digest(&SECRET), body(&pids).digest(&SECRET));
}

#[test]
fn another_check_in_under_the_same_secret_has_another_digest() {
    let pids = [Pid([1; 16]), Pid([2; 16])];
    let original = body(&pids);
    let others = [
        Body { pids: &[Pid([1; 16]), Pid([3; 16])], ..original },
        Body { pids: &[Pid([2; 16]), Pid([1; 16])], ..original },
        Body { pids: &pids[..1], ..original },
        Body { pids: &[], ..original },
        Body { place: PlaceId([10, 11, 12, 13, 14, 16]), ..original },
        Body { serial: Serial(6), ..original },
        Body { direction: Direction::Exit, ..original },
        Body { scanned_at: scanned_at().plus_millis(1), ..original },
    ];
    for other in others {
        assert_ne!(other.digest(&SECRET), original.digest(&SECRET), "{other:?}");
    }
    assert_ne!(original.digest(&EventSecret([6; 16])), original.digest(&SECRET));
}

#[test]
fn an_event_id_tells_its_hour_and_nothing_of_its_secret() {
    let later = scanned_at().plus_millis(3_600_000);
    let (one, other) = (event_id(&SECRET, scanned_at()), event_id(&SECRET, later));
    assert_eq!(u32::from_be_bytes([other.0[0], other.0[1], other.0[2], other.0[3]]), later.hour());
    assert_eq!(one.0[4..], other.0[4..]);
    assert!(!one.0.windows(2).any(|pair| pair == [5, 5]));
}
