//! Values to test with.

use venue_protocol::id::{Credential, EventId, EventSecret};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::shared_word::SharedWord;
use venue_protocol::token::{TOKEN_LEN, VenueToken};
use venue_protocol::wire::check_ins::{CheckInReceipt, Means};
use venue_protocol::wire::persons::PersonRole;
use venue_protocol::wire::venues::{Direction, Gate};

use crate::state::profile::{PersonCard, PersonId};
use crate::state::visit::{Delivery, Receipt, Status, VenueCard, Visit, VisitId};

pub const MINUTE_MS: i64 = 60_000;
pub const HOUR_MS: i64 = 60 * MINUTE_MS;

/// 2026-11-23, ten in the morning in Shanghai.
pub fn morning() -> Instant {
    "2026-11-23T10:00:00+08:00".parse().unwrap()
}

/// A token of this place, for days or rotating.
pub fn token(place: u8, version: u8) -> VenueToken {
    let mut bytes = [place; TOKEN_LEN];
    bytes[0] = version;
    VenueToken::from_bytes(&bytes).unwrap()
}

pub fn venue(gate: Gate) -> VenueCard {
    VenueCard { name: "南湖公园".into(), zone: Some("东门".into()), sensitive: false, gate }
}

/// A visit of this number at this place, waiting to be sent.
pub fn waiting(number: u32, place: u8, direction: Direction, scanned_at: Instant) -> Visit {
    let [a, b, c, d] = number.to_be_bytes();
    Visit {
        id: VisitId(number),
        secret: EventSecret([a, b, c, d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        token: token(place, 1),
        venue: Some(venue(Gate::Both)),
        nameless: false,
        direction,
        scanned_at,
        means: Means::Camera,
        stay: None,
        labels: vec!["张*".into()],
        party: vec![PersonId(1)],
        left_at: None,
        undo_failed: false,
        status: Status::Waiting(Delivery { persons: vec![Credential([1; 62])], tried: false }),
    }
}

/// What the server answers to a check-in of this time, without words.
pub fn answer(occurred_at: Instant) -> CheckInReceipt {
    CheckInReceipt { event: EventId([9; 16]), occurred_at, flags: vec![], words: vec![], notice: None }
}

/// The same visit, registered as soon as scanned.
pub fn registered(number: u32, place: u8, direction: Direction, scanned_at: Instant) -> Visit {
    let mut visit = waiting(number, place, direction, scanned_at);
    visit.status = Status::Registered(Receipt::new(answer(scanned_at), scanned_at));
    visit
}

/// The word of the step that a time lies in.
pub fn word_at(time: Instant) -> SharedWord {
    SharedWord::pick(SharedWord::step(time), [7; 4])
}

pub fn card(number: u32, role: PersonRole) -> PersonCard {
    PersonCard {
        id: PersonId(number),
        credential: Credential([number as u8; 62]),
        receipt_secret: None,
        label: "李*".into(),
        document: None,
        role,
        here: true,
        once: false,
        registered_on: Day(2518),
        renew_on: Some(Day(2698)),
        expires_on: Some(Day(2918)),
        ended: None,
    }
}
