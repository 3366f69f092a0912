//! What the management terminal keeps: slips that were used, paper passes; and counts of visits.

use std::ops::RangeInclusive;

use async_trait::async_trait;
use venue_protocol::desk_numbers::{PassNumber, SlipNumber};
use venue_protocol::id::PlaceId;
use venue_protocol::instant::Day;
use venue_protocol::seal::{PassName, SealedPass};
use venue_protocol::wire::venues::Direction;

use super::StoreError;

/// Persons who went through a place in one direction, in one piece of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passages {
    /// The place.
    pub place: PlaceId,
    /// Which piece of time, counted since the Unix epoch.
    pub piece: u32,
    /// Entry or exit.
    pub direction: Direction,
    /// How many persons.
    pub persons: u32,
}

/// A slip of a venue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// Given out, and not yet keyed in.
    Unused,
    /// Keyed in.
    Used,
}

/// A pass as it is kept.
#[derive(Debug, Clone)]
pub struct Pass {
    /// Under which it is found.
    pub name: PassName,
    /// What stands on it and on its stub.
    pub number: PassNumber,
    /// Who gave it out.
    pub venue: PlaceId,
    /// The credential; `None` once the pass has ended.
    pub sealed: Option<SealedPass>,
    /// Its last day.
    pub expires_on: Day,
}

/// Reading.
#[async_trait]
pub trait DeskReads: Send + Sync {
    /// Who went through any place since a minute, in pieces of so many minutes.
    async fn passages_since(&self, minute: u32, piece: u32) -> Result<Vec<Passages>, StoreError>;
    /// Who went through these places on these days, by the hour.
    async fn passages_of(
        &self,
        places: &[PlaceId],
        days: RangeInclusive<Day>,
    ) -> Result<Vec<Passages>, StoreError>;
}

/// Writing, within a transaction of [`super::Writer`].
#[async_trait]
pub trait DeskWrites: Send {
    /// How many slips of a venue are not keyed in yet.
    async fn unused_slips(&mut self, venue: PlaceId) -> Result<u32, StoreError>;
    /// Gives a slip out; whether its number was free.
    async fn add_slip(&mut self, venue: PlaceId, number: SlipNumber, day: Day) -> Result<bool, StoreError>;
    /// A slip that this venue gave out.
    async fn slip(&mut self, venue: PlaceId, number: SlipNumber) -> Result<Option<Slip>, StoreError>;
    /// Notes whether a slip was keyed in.
    async fn set_slip(&mut self, number: SlipNumber, slip: Slip) -> Result<(), StoreError>;
    /// Adds a pass; whether its number was free.
    async fn add_pass(&mut self, pass: &Pass) -> Result<bool, StoreError>;
    /// A pass.
    async fn pass(&mut self, name: PassName) -> Result<Option<Pass>, StoreError>;
    /// A pass of this venue by its number.
    async fn pass_by_number(
        &mut self,
        venue: PlaceId,
        number: PassNumber,
    ) -> Result<Option<Pass>, StoreError>;
    /// Destroys what a pass opens.
    async fn end_pass(&mut self, name: PassName) -> Result<(), StoreError>;
}
