//! Which direction is proposed at a gate that is entry and exit (DESIGN 8).

use venue_protocol::id::PlaceId;
use venue_protocol::instant::Instant;
use venue_protocol::wire::venues::{Direction, Gate};

use super::history::History;
use super::profile::PersonId;
use super::visit::Visit;

/// An entry further back than this does not make the next scan an exit.
pub(super) const STILL_INSIDE_MS: i64 = 12 * 3_600_000;

/// The direction to propose: at a gate for both, exit if the visitor seems to be inside. A gate of which nothing is
/// known counts as one for both.
pub fn propose(gate: Option<Gate>, place: PlaceId, history: &History, now: Instant) -> Direction {
    match gate {
        Some(Gate::Entry) => Direction::Entry,
        Some(Gate::Exit) => Direction::Exit,
        Some(Gate::Both) | None if inside(place, history, now).is_some() => Direction::Exit,
        Some(Gate::Both) | None => Direction::Entry,
    }
}

/// Who entered a place with the visitor and has not left it, if the visitor seems to be inside.
pub fn party_inside(place: PlaceId, history: &History, now: Instant) -> &[PersonId] {
    inside(place, history, now).map(|entry| &entry.party[..]).unwrap_or_default()
}

/// The entry that the visitor has not left: the last event of this device at a place, if it is an entry less than 12 h
/// old that has not been ended by hand.
fn inside(place: PlaceId, history: &History, now: Instant) -> Option<&Visit> {
    let last = history.visits().find(|visit| visit.token.place == place && visit.counts())?;
    let age = now.millis_since(last.scanned_at);
    let inside = last.direction == Direction::Entry && last.left_at.is_none() && age < STILL_INSIDE_MS;
    inside.then_some(last)
}
