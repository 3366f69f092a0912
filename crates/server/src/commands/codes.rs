//! Telling what was issued.

use std::fmt;

use serde::Serialize;
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::instant::Instant;
use venue_protocol::token::{CodeHost, VenueToken};
use venue_protocol::typed_code::TypedCode;
use venue_protocol::wire::venues::Gate;

use crate::store::Place;

/// A poster's content.
#[derive(Debug, Serialize)]
pub(super) struct Issued {
    place: PlaceId,
    venue: PlaceId,
    serial: Serial,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    zone: Option<String>,
    gate: Gate,
    url: String,
    typed_code: String,
    valid_until: Instant,
}

impl fmt::Display for Issued {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zone = self.zone.as_ref().map(|zone| format!(" · {zone}")).unwrap_or_default();
        writeln!(f, "name        {}{zone}", self.name)?;
        writeln!(f, "place       {}", self.place)?;
        writeln!(f, "venue       {}", self.venue)?;
        writeln!(f, "serial      {}", self.serial)?;
        writeln!(f, "url         {}", self.url)?;
        writeln!(f, "typed code  {}", self.typed_code)?;
        write!(f, "valid until {}", self.valid_until)
    }
}

impl Issued {
    pub(super) fn new(place: &Place, token: &VenueToken, typed: TypedCode, host: &CodeHost) -> Self {
        Self {
            place: place.id,
            venue: place.venue,
            serial: token.serial,
            name: place.name.clone(),
            zone: place.zone.clone(),
            gate: place.gate,
            url: token.url(host),
            typed_code: typed.to_string(),
            valid_until: token.validity.until(),
        }
    }
}
