//! The live ticker of a venue, `GET /api/v1/venues/{venue}/live` (server-sent events, held in memory only), and counts.
//!
//! Events by name: `state` ([`LiveState`], first and after a gap), `arrival` ([`Arrival`]), `undone` ([`Undone`]),
//! `words` ([`LiveWords`], at each step), `beat` (nothing, when nothing else was told for [`BEAT_S`]). The first three have
//! an `id`; with `Last-Event-ID` the stream goes on where it broke off, as far as the two minutes in memory reach.

use serde::{Deserialize, Serialize};

use super::venues::Direction;
use crate::id::PlaceId;
use crate::instant::Instant;
use crate::shared_word::SharedWord;

/// For so long an arrival stays in memory, in seconds (SEALING 13).
pub const KEPT_S: u32 = 120;

/// Everything at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveState {
    /// The server's time.
    pub now: Instant,
    /// Persons in the venue, as entries and exits of the last twelve hours tell; never below 0.
    pub headcount: u32,
    /// The same for each place: entries less exits through it, which may be negative.
    pub places: Vec<PlaceCount>,
    /// The latest arrivals, oldest first.
    pub arrivals: Vec<Arrival>,
    /// The venue's words from now on: the current five minutes first.
    pub words: Vec<SharedWord>,
}

/// Entries less exits through a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlaceCount {
    /// The place.
    pub place: PlaceId,
    /// Persons.
    pub count: i32,
}

/// Somebody came or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Arrival {
    /// Counts up.
    pub n: u64,
    /// Through which place.
    pub place: PlaceId,
    /// Entry or exit.
    pub direction: Direction,
    /// When it arrived at the server.
    pub at: Instant,
    /// How many persons.
    pub persons: u8,
    /// The masked name that the device shows on its pass, at most 40 characters; absent if it sent none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Registered by staff.
    pub by_staff: bool,
    /// Persons in the venue now.
    pub headcount: u32,
}

/// So often something comes, in seconds: a stream that is silent for much longer is dead, though nobody may say so.
pub const BEAT_S: u32 = 15;

/// An arrival was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Undone {
    /// Which one.
    pub n: u64,
    /// Where it was.
    pub place: PlaceId,
    /// Its direction.
    pub direction: Direction,
    /// Of so many persons.
    pub persons: u16,
    /// Persons in the venue now.
    pub headcount: u32,
}

/// The venue's words at the beginning of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveWords {
    /// The current five minutes first.
    pub words: Vec<SharedWord>,
}

/// `GET /venues/{venue}/counts?from=2026-11-01&to=2026-11-07` (days in Asia/Shanghai, both included, at most as many as are
/// kept); `&format=csv|xlsx` gives the same as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counts {
    /// One for each hour and place in which there was anything.
    pub hours: Vec<HourCount>,
}

/// What an hour had at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HourCount {
    /// The hour's beginning.
    pub hour: Instant,
    /// The place.
    pub place: PlaceId,
    /// Persons who came.
    pub entries: u32,
    /// Persons who went.
    pub exits: u32,
}
