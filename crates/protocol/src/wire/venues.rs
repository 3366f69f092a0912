//! `POST /api/v1/venues/look-up`: what a scanned or typed code stands for.

use serde::{Deserialize, Serialize};

use crate::id::{PlaceId, Serial};
use crate::instant::Instant;

/// Asks for the venue of a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum LookUp {
    /// By the token: the base32 text behind `/V/` in a code's URL, any letter case.
    Token(String),
    /// By the nine digits on the poster; spaces and hyphens are allowed.
    TypedCode(String),
}

/// What is shown before a check-in is sent. An expired, revoked or forged code gets a problem instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VenueInfo {
    /// The venue or zone.
    pub place: PlaceId,
    /// The issue of its code.
    pub serial: Serial,
    /// The token to check in with, as base32: for a typed code the one that it stands for.
    pub token: String,
    /// The venue's name.
    pub name: String,
    /// The zone's or gate's name, if the place is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Which directions are registered here.
    pub gate: Gate,
    /// A sensitive venue: its name is masked in histories.
    pub sensitive: bool,
    /// Until when the code is good; a later one may already hang beside it.
    pub valid_until: Instant,
}

/// Which directions a place registers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// Entries only.
    Entry,
    /// Exits only.
    Exit,
    /// Both; the device proposes one.
    Both,
}

impl Gate {
    /// Whether this direction is registered here.
    pub const fn allows(self, direction: Direction) -> bool {
        matches!(
            (self, direction),
            (Self::Both, _) | (Self::Entry, Direction::Entry) | (Self::Exit, Direction::Exit)
        )
    }

    /// The direction that is registered of a passage: the gate's own, unless it has both.
    pub const fn registers(self, sent: Direction) -> Direction {
        match self {
            Self::Entry => Direction::Entry,
            Self::Exit => Direction::Exit,
            Self::Both => sent,
        }
    }
}

/// Into the venue or out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Into it.
    Entry,
    /// Out of it.
    Exit,
}

impl Direction {
    /// The other one.
    pub const fn opposite(self) -> Self {
        match self {
            Self::Entry => Self::Exit,
            Self::Exit => Self::Entry,
        }
    }

    /// The byte of SEALING 6 and 7: 1 for an entry, 2 for an exit.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Entry => 1,
            Self::Exit => 2,
        }
    }

    /// Back from [`Direction::byte`].
    pub const fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            1 => Some(Self::Entry),
            2 => Some(Self::Exit),
            _ => None,
        }
    }
}
