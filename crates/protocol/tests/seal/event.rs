//! Event ids and digests (SEALING 6, and its test 5).

use venue_protocol::id::{EventSecret, PlaceId, Serial};
use venue_protocol::instant::Instant;
use venue_protocol::seal::Pid;
use venue_protocol::seal::event::{Body, event_id};
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
