use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::instant::Instant;
use venue_protocol::wire::manage::{IssuedCode, ManagedPlace, ManagedVenue, VenueSettings};
use venue_protocol::wire::venues::Gate;

use super::{DOOR, YARD, at};
use crate::console::state::places::{name, open_places};

fn place(place: PlaceId, zone: Option<&str>, dead_from: Instant, revoked: bool) -> ManagedPlace {
    let code = IssuedCode {
        serial: Serial(1),
        typed_code: "012 345 678".into(),
        issued_at: at("08:00:00"),
        dead_from,
        revoked,
    };
    ManagedPlace { place, zone: zone.map(Into::into), gate: Gate::Both, codes: vec![code] }
}

#[test]
fn only_places_with_a_code_in_force_are_offered() {
    let venue = ManagedVenue {
        venue: DOOR,
        name: "饭店".into(),
        sensitive: false,
        approved_at: at("08:00:00"),
        closed_at: None,
        ended_reason: None,
        form: None,
        settings: VenueSettings::default(),
        places: vec![
            place(DOOR, None, at("12:00:00"), false),
            place(YARD, Some("后院"), at("09:00:00"), false),
            place(PlaceId([3; 6]), Some("地库"), at("12:00:00"), true),
        ],
    };
    let open: Vec<_> = open_places(&venue, at("09:00:00")).iter().map(|place| place.place).collect();
    assert_eq!(open, [DOOR]);
    assert_eq!((name(&venue, DOOR), name(&venue, YARD)), ("饭店", "后院"));
}
