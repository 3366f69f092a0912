//! Rows of check-ins (SEALING 7).

use venue_protocol::id::{EventId, PlaceId};
use venue_protocol::instant::Day;
use venue_protocol::seal::BodyDigest;
use venue_protocol::seal::row::{Reference, Tag};
use venue_protocol::wire::venues::Direction;

/// Which table a check-in lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Partition {
    /// That of the day of the event id's hour.
    Day(Day),
    /// That of scans whose day by the device's clock is another than by the server's.
    Odd,
}

/// A row to add, one person of one check-in.
#[derive(Debug, Clone)]
pub struct NewRow {
    /// Where to.
    pub partition: Partition,
    /// The slot whose keys made tag and reference.
    pub slot: u32,
    /// By which released keys find the row.
    pub tag: Tag,
    /// The event.
    pub event: EventId,
    /// The person's number in the event.
    pub index: u8,
    /// The place.
    pub place: PlaceId,
    /// The minute since the Unix epoch.
    pub minute: u32,
    /// Entry or exit.
    pub direction: Direction,
    /// The sealed reference.
    pub reference: Reference,
    /// The event's digest.
    pub digest: BodyDigest,
    /// The planned stay in minutes.
    pub stay: Option<u16>,
}

/// What is known of a stored event in the clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredEvent {
    /// The event.
    pub event: EventId,
    /// Its digest.
    pub digest: BodyDigest,
    /// Where and when; `None` once it is undone.
    pub visit: Option<Visit>,
}

/// Place, minute and direction of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// The place.
    pub place: PlaceId,
    /// The minute since the Unix epoch.
    pub minute: u32,
    /// Entry or exit.
    pub direction: Direction,
}
