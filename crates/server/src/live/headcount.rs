//! Entries less exits through a place, of the last twelve hours.

use std::collections::BTreeMap;

use venue_protocol::instant::Instant;
use venue_protocol::wire::venues::Direction;

/// Times are told apart to so many minutes.
pub const PIECE_MINUTES: u32 = 5;
/// For so long somebody who came is taken to be there.
const HOURS: u32 = 12;
const PIECES: u32 = HOURS * 60 / PIECE_MINUTES;

/// The first minute that counts.
pub const fn first_minute(now: Instant) -> u32 {
    first_piece(now) * PIECE_MINUTES
}

const fn first_piece(now: Instant) -> u32 {
    piece(now).saturating_sub(PIECES - 1)
}

const fn piece(now: Instant) -> u32 {
    now.minute() / PIECE_MINUTES
}

/// One place.
#[derive(Debug, Default)]
pub(super) struct Headcount {
    pieces: BTreeMap<u32, i32>,
    sum: i32,
}

impl Headcount {
    /// So many persons went this way in a piece of time.
    pub(super) fn add(&mut self, piece: u32, direction: Direction, persons: i32) {
        let change = match direction {
            Direction::Entry => persons,
            Direction::Exit => -persons,
        };
        *self.pieces.entry(piece).or_default() += change;
        self.sum += change;
    }

    /// The same, in a minute: of now if it lies ahead, not at all if it is too long ago.
    pub(super) fn add_at(&mut self, minute: u32, now: Instant, direction: Direction, persons: i32) {
        let at = (minute / PIECE_MINUTES).min(piece(now));
        if at >= first_piece(now) {
            self.add(at, direction, persons);
        }
    }

    /// Forgets what is too long ago.
    pub(super) fn forget(&mut self, now: Instant) {
        let first = first_piece(now);
        while let Some(piece) = self.pieces.first_entry()
            && *piece.key() < first
        {
            self.sum -= piece.remove();
        }
    }

    pub(super) const fn sum(&self) -> i32 {
        self.sum
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }
}
