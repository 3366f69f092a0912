//! The places of a venue, as the pages at the door choose among them.

use venue_protocol::id::PlaceId;
use venue_protocol::instant::Instant;
use venue_protocol::wire::manage::{IssuedCode, ManagedPlace, ManagedVenue};
use venue_protocol::wire::venues::{Direction, Gate};

/// Whether a code registers visits now.
pub fn in_force(code: &IssuedCode, now: Instant) -> bool {
    !code.revoked && code.dead_from > now
}

/// The places with a code in force.
pub fn open_places(venue: &ManagedVenue, now: Instant) -> Vec<ManagedPlace> {
    let open = |place: &&ManagedPlace| place.codes.iter().any(|code| in_force(code, now));
    venue.places.iter().filter(open).cloned().collect()
}

/// What a place is called: the zone's name, or the venue's own.
pub fn name(venue: &ManagedVenue, place: PlaceId) -> &str {
    let zone = venue.places.iter().find(|one| one.place == place).and_then(|one| one.zone.as_deref());
    zone.unwrap_or(&venue.name)
}

/// The direction that a gate has by itself.
pub const fn only_direction(gate: Gate) -> Option<Direction> {
    match gate {
        Gate::Entry => Some(Direction::Entry),
        Gate::Exit => Some(Direction::Exit),
        Gate::Both => None,
    }
}
