//! The venues that this device has seen: their names are there without a network, too.

use serde::{Deserialize, Serialize};
use venue_protocol::id::PlaceId;
use venue_protocol::wire::venues::VenueInfo;

use super::stored::{Kept, Stored};
use super::visit::VenueCard;

/// At most so many venues are remembered.
const MAX_VENUES: usize = 200;

/// Venues by place, the latest seen first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Venues(Vec<(PlaceId, VenueCard)>);

impl Venues {
    /// The venue or zone of a code.
    pub fn get(&self, place: PlaceId) -> Option<&VenueCard> {
        self.0.iter().find(|(seen, _)| *seen == place).map(|(_, card)| card)
    }

    /// Remembers one; the one not seen for the longest time makes room.
    pub fn put(&mut self, info: &VenueInfo) {
        self.0.retain(|(seen, _)| *seen != info.place);
        self.0.insert(0, (info.place, VenueCard::from(info)));
        self.0.truncate(MAX_VENUES);
    }
}

impl Stored for Venues {
    const VERSION: u16 = 1;
    const KIND: Kept = Kept::Venues;

    fn is_sound(&self) -> bool {
        self.0.len() <= MAX_VENUES && self.0.iter().all(|(_, card)| card.is_sound())
    }
}
