//! Venues, their places and codes, and the authority's public keys.

use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::instant::Instant;
use venue_protocol::seal::roster::Roster;
use venue_protocol::seal::{Authority, PublicKey};
use venue_protocol::token::TOKEN_LEN;
use venue_protocol::typed_code::TypedCode;
use venue_protocol::wire::venues::Gate;

/// All that a server needs to judge codes, kept in its memory.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    /// [`super::Store::change`] at the time of reading.
    pub change: i64,
    /// Venues and zones.
    pub places: Vec<Place>,
    /// Those of them that a change removed.
    pub removed: Vec<PlaceId>,
    /// Their codes, old ones too.
    pub codes: Vec<Code>,
    /// What holds of each venue.
    pub rules: Vec<(PlaceId, VenueRules)>,
    /// The authority's public keys, once it has some.
    pub authority: Option<Authority>,
    /// The roster in force, once there is one.
    pub roster: Option<Roster>,
    /// The reviewers' public key, once they have one.
    pub reviewers: Option<PublicKey>,
}

/// What holds of a venue beyond its places and codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VenueRules {
    /// Whether it was closed.
    pub closed: bool,
    /// Since when only the rotating code counts.
    pub rotating_since: Option<Instant>,
    /// How many guests one staff member may register by hand in an hour.
    pub hourly_limit: u16,
}

/// A venue or one of its zones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its id.
    pub id: PlaceId,
    /// The venue that it belongs to; the same id if it is the venue itself.
    pub venue: PlaceId,
    /// The venue's name.
    pub name: String,
    /// The zone's name.
    pub zone: Option<String>,
    /// Which directions it registers.
    pub gate: Gate,
    /// Whether the venue's name is masked in histories.
    pub sensitive: bool,
}

/// One issue of a place's code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The place.
    pub place: PlaceId,
    /// Which issue.
    pub serial: Serial,
    /// What can be typed instead.
    pub typed: TypedCode,
    /// The token.
    pub token: [u8; TOKEN_LEN],
    /// From then on it is dead: revoked, or replaced by a newer one.
    pub dead_from: Option<Instant>,
}
