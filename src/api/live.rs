//! `/api/v1/venues/{venue}/live` and `/counts`, and the rotating code

use venue_protocol::id::PlaceId;
use venue_protocol::instant::Day;
use venue_protocol::wire::live::Counts;
use venue_protocol::wire::manage::RotatingCodes;

use super::{Answer, ask};
use crate::platform::http::{Http, Method};

/// The events of the live view's stream.
pub const EVENTS: &[&str] = &["state", "arrival", "undone", "words", "beat"];

/// Where the live view's stream is.
pub fn stream_path(venue: PlaceId) -> String {
    format!("/api/v1/venues/{venue}/live")
}

/// Visits by hour and place, from a day to another, both included.
pub fn counts(http: &dyn Http, venue: PlaceId, from: Day, to: Day) -> Answer<'_, Counts> {
    ask(http, Method::Get, &counts_query(venue, from, to), None)
}

/// Where the same is as a file: `csv` or `xlsx`.
pub fn counts_file(venue: PlaceId, from: Day, to: Day, format: &str) -> String {
    format!("/api/v1{}&format={format}", counts_query(venue, from, to))
}

fn counts_query(venue: PlaceId, from: Day, to: Day) -> String {
    format!("/venues/{venue}/counts?from={from}&to={to}")
}

/// The rotating code of a place: the current one and those to come.
pub fn rotating(http: &dyn Http, venue: PlaceId, place: PlaceId) -> Answer<'_, RotatingCodes> {
    ask(http, Method::Get, &format!("/venues/{venue}/places/{place}/rotating"), None)
}
