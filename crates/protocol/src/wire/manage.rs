//! An approved venue in the hands of its managers and of reviewers: `/api/v1/venues/{venue}/...`, `GET /service`.

use serde::{Deserialize, Serialize};

use super::applications::ApplicationForm;
use super::venues::Gate;
use crate::id::{PlaceId, Serial};
use crate::instant::{Day, Instant};

/// `GET /service`: what the consoles need to know of this service. Public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Service {
    /// The divisions that it serves, in their order.
    pub divisions: Vec<Division>,
    /// The hotlines.
    pub hotlines: Vec<String>,
    /// The reviewers' public key, base64url, once they have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewer_key: Option<String>,
}

/// A county or district.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Division {
    /// The code of GB/T 2260, six digits.
    pub code: String,
    /// The Chinese name.
    pub zh: String,
    /// The English name.
    pub en: String,
}

/// `GET /venues/{venue}`: for members and reviewers. For a reviewer `GET /venues?name=...` finds up to 50.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ManagedVenue {
    /// The venue.
    pub venue: PlaceId,
    /// Its name.
    pub name: String,
    /// Whether its name is masked in histories.
    pub sensitive: bool,
    /// When it was approved.
    pub approved_at: Instant,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Instant>,
    /// Why it was closed, or why a reviewer revoked its codes, until new ones are issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_reason: Option<String>,
    /// The form as approved; absent for a venue that was made on the command line. Managers and reviewers only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<ApplicationForm>,
    /// Its settings.
    pub settings: VenueSettings,
    /// The venue itself, if it has a code, and its zones.
    pub places: Vec<ManagedPlace>,
}

/// One line of a reviewer's search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VenueLine {
    /// The venue.
    pub venue: PlaceId,
    /// Its name.
    pub name: String,
    /// Whether it was closed.
    pub closed: bool,
}

/// A place with a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ManagedPlace {
    /// The place.
    pub place: PlaceId,
    /// The zone's name; absent for the venue itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Which directions it registers.
    pub gate: Gate,
    /// Its codes, newest first.
    pub codes: Vec<IssuedCode>,
}

/// One issue of a place's code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssuedCode {
    /// Which issue.
    pub serial: Serial,
    /// The nine digits.
    pub typed_code: String,
    /// When it was issued.
    pub issued_at: Instant,
    /// From then on it is dead.
    pub dead_from: Instant,
    /// Whether it was revoked.
    pub revoked: bool,
}

/// `PUT /venues/{venue}/settings` (answered 204), by managers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VenueSettings {
    /// How many guests one staff member may register by hand in an hour, 1 to 3600.
    pub hourly_limit: u16,
    /// Only the rotating code counts: posters of this venue are refused.
    pub rotating_only: bool,
}

impl Default for VenueSettings {
    fn default() -> Self {
        Self { hourly_limit: 300, rotating_only: false }
    }
}

/// `POST /venues/{venue}/reissue`: new codes; answered with [`ManagedVenue`]. By managers and reviewers; after a revocation
/// by reviewers from outside alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Reissue {
    /// Which place; without it, all of the venue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// The last day of the old codes, within a year, so that the wall keeps working until the new poster hangs; without it
    /// they die at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_until: Option<Day>,
}

/// `POST /venues/{venue}/close` (by managers) and `POST /venues/{venue}/revoke` (by reviewers), both 204: all codes die.
/// A closed venue registers nobody any more; after a revocation a reviewer can issue codes anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WithReason {
    /// Why, 1 to 500 characters.
    pub reason: String,
}

/// `GET /venues/{venue}/places/{place}/rotating`: the rotating code (token version 2), the current one and those to come,
/// so that a tablet survives a short loss of the network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RotatingCodes {
    /// The server's time, by which the tablet sets its clock.
    pub now: Instant,
    /// In the order of time.
    pub codes: Vec<RotatingCode>,
}

/// A code for 30 seconds, accepted for 60.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RotatingCode {
    /// From when on it is shown.
    pub from: Instant,
    /// The URL for the QR code.
    pub url: String,
}
