//! `/api/v1/venues/{venue}` in the hands of managers and reviewers, and `/service`

use venue_protocol::id::PlaceId;
use venue_protocol::wire::manage::{ManagedVenue, Reissue, Service, VenueLine, VenueSettings, WithReason};

use super::{Answer, ask, tell};
use crate::json::to_text;
use crate::platform::dom;
use crate::platform::http::{Http, Method};

/// What the consoles need to know of this service.
pub fn service(http: &dyn Http) -> Answer<'_, Service> {
    ask(http, Method::Get, "/service", None)
}

/// A venue.
pub fn show(http: &dyn Http, venue: PlaceId) -> Answer<'_, ManagedVenue> {
    ask(http, Method::Get, &format!("/venues/{venue}"), None)
}

/// Venues by a part of their names, for reviewers.
pub fn find<'a>(http: &'a dyn Http, name: &str) -> Answer<'a, Vec<VenueLine>> {
    ask(http, Method::Get, &format!("/venues?name={}", dom::in_query(name)), None)
}

/// Changes its settings.
pub fn set<'a>(http: &'a dyn Http, venue: PlaceId, settings: &VenueSettings) -> Answer<'a, ()> {
    tell(http, Method::Put, &format!("/venues/{venue}/settings"), Some(to_text(settings)))
}

/// New codes.
pub fn reissue<'a>(http: &'a dyn Http, venue: PlaceId, reissue: &Reissue) -> Answer<'a, ManagedVenue> {
    ask(http, Method::Post, &format!("/venues/{venue}/reissue"), Some(to_text(reissue)))
}

/// Closes it for good.
pub fn close<'a>(http: &'a dyn Http, venue: PlaceId, reason: &WithReason) -> Answer<'a, ()> {
    tell(http, Method::Post, &format!("/venues/{venue}/close"), Some(to_text(reason)))
}

/// Ends all its codes, by a reviewer.
pub fn revoke<'a>(http: &'a dyn Http, venue: PlaceId, reason: &WithReason) -> Answer<'a, ()> {
    tell(http, Method::Post, &format!("/venues/{venue}/revoke"), Some(to_text(reason)))
}
