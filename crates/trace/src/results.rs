//! What a case gives: persons, their stays, and who overlapped. For table, timeline, graph and files.

use serde::{Deserialize, Serialize};
use venue_protocol::id::{EventId, PlaceId};
use venue_protocol::wire::cases::{PlaceInfo, Window, WirePid};
use venue_protocol::wire::venues::Direction;

use crate::confidence::{Confidence, Doubt};
use crate::contact::{Overlap, overlap, window_interval};
use crate::person::Who;
use crate::sealed::SealedCounts;
use crate::stay::{Interval, Span};

/// The results of a case, or of several that were merged. Persons and stays are named by their number in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Results {
    /// The case's window.
    pub window: Window,
    /// The places of the stays, in order of their ids.
    pub places: Vec<PlaceInfo>,
    /// The persons of the case first, then the contacts in the order in which they were first seen.
    pub persons: Vec<Person>,
    /// The track of the case's persons, and the stays of the contacts in which they overlapped it.
    pub stays: Vec<Stay>,
    /// Who overlapped whom.
    pub encounters: Vec<Encounter>,
    /// What stays sealed.
    pub sealed: Sealed,
}

/// What could not be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sealed {
    /// Key records, of slots and, in a case about persons, of the days on which they may have registered.
    pub records: SealedCounts,
    /// Slots that began after the approval, whose keys were not released: rows that came in that late are missing.
    pub not_released: u32,
    /// Rows.
    pub rows: SealedCounts,
    /// Identities.
    pub identities: SealedCounts,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The registrations whose rows are here.
    pub pids: Vec<WirePid>,
    /// Who it is.
    pub who: Who,
    /// 0 for the persons of the case, 1 for their contacts, 2 for the contacts of these.
    pub degree: u8,
}

impl Person {
    /// D, if it is known.
    pub fn document(&self) -> Option<&[u8]> {
        match &self.who {
            Who::Known { document, .. } => Some(&document.0),
            Who::Destroyed | Who::Sealed | Who::NotAsked => None,
        }
    }
}

/// An entry or exit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignAt {
    /// The check-in.
    pub event: EventId,
    /// The venue or zone.
    pub place: PlaceId,
    /// Seconds since the Unix epoch.
    pub at: u32,
    /// Entry or exit.
    pub direction: Direction,
    /// How long after the scan it arrived, in minutes.
    pub late_minutes: u16,
}

/// A stay at a venue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// Whose: the number in [`Results::persons`].
    pub person: usize,
    /// The venue.
    pub venue: PlaceId,
    /// From when to when.
    pub interval: Interval,
    /// The zones within it.
    pub spans: Vec<Span>,
    /// What it is known from.
    pub signs: Vec<SignAt>,
    /// How far it is to be trusted.
    pub confidence: Confidence,
    /// Why not beyond doubt.
    pub doubts: Vec<Doubt>,
}

impl Stay {
    /// How long it lasted within a window.
    pub fn within(&self, window: Window) -> Overlap {
        let window = window_interval(window);
        overlap(&self.interval, &self.interval, &window).unwrap_or_default()
    }

    /// Whether the person says that they were not there, and the tracer agrees.
    pub fn is_disputed(&self) -> bool {
        self.doubts.contains(&Doubt::Disputed)
    }
}

/// Two stays that overlapped, perhaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Encounter {
    /// The stay of the person of the case: the number in [`Results::stays`]. None if the case is about a place: then it is
    /// the window that was overlapped.
    pub subject: Option<usize>,
    /// The other stay.
    pub other: usize,
    /// For how long.
    pub overlap: Overlap,
    /// For how long in the same zone; none if they cannot have been in the same one.
    pub same_place: Option<Overlap>,
    /// They were registered by one check-in.
    pub came_along: bool,
    /// The worse of both stays.
    pub confidence: Confidence,
}
