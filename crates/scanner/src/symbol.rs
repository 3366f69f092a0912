//! Three finders to a text: the grid is fitted, bent if need be, and read.

use crate::drape::drape;
use crate::grid::{Frame3, Grid, Guess, timing};
use crate::outline::Ink;
use crate::plane::View;
use crate::reader::{Reader, WAYS};
use crate::triple::Triple;

/// A timing pattern that fits less is none, before and after the alignment patterns were looked for.
const LEAST_TIMING: (f32, f32) = (0.2, 0.4);
/// With a timing pattern like this, the paper may well be bent or the symbol damaged.
const LIKELY_TIMING: f32 = 0.5;
/// Sizes that are tried: the likeliest.
const MOST_GUESSES: usize = 2;

/// What things cost, in units of about a microsecond on a laptop, so that the work on a frame can be bounded.
mod cost {
    pub const OUTLINE: i32 = 30;
    pub const GRID: i32 = 150;
    pub const DRAPE: i32 = 400;
    /// Per way of reading a symbol of 45 modules a side.
    pub const WAY: i32 = 60;
}

/// Memory for reading symbols.
#[derive(Debug)]
pub(crate) struct Desk {
    guesses: Vec<Guess>,
    reader: Reader,
    /// What the last symbol that was read says.
    pub text: Vec<u8>,
}

impl Desk {
    pub const fn new() -> Self {
        Self { guesses: Vec::new(), reader: Reader::new(), text: Vec::new() }
    }

    /// Reads the symbol of these finders into `text`, and tells where its modules lie. Takes what it costs off the
    /// budget.
    pub fn read(&mut self, view: View<'_>, triple: &Triple, budget: &mut i32) -> Option<Grid> {
        let ink = Ink::of(view, triple.finders[0].inverted);
        *budget -= cost::OUTLINE;
        let frame = Frame3::of(ink, triple)?;
        frame.guesses(ink, &mut self.guesses);
        for i in 0..self.guesses.len().min(MOST_GUESSES) {
            let guess = self.guesses[i];
            if !guess.claimed && guess.timing < LEAST_TIMING.0 {
                continue;
            }
            *budget -= cost::GRID;
            let flat = frame.settle(ink, &guess);
            let fit = timing(ink, &flat.map, flat.modules);
            if !guess.claimed && fit < LEAST_TIMING.1 {
                continue;
            }
            if self.attempt(ink, &flat, budget) {
                return Some(flat);
            }
            if *budget > 0 && (guess.claimed || fit > LIKELY_TIMING) {
                *budget -= cost::DRAPE;
                let bent = drape(ink, &frame, &flat);
                if self.attempt(ink, &bent, budget) {
                    return Some(bent);
                }
            }
        }
        None
    }

    /// Whether what was read last was seen in a mirror.
    pub fn mirrored(&self) -> bool {
        self.reader.mirrored()
    }

    fn attempt(&mut self, ink: Ink<'_>, grid: &Grid, budget: &mut i32) -> bool {
        let affordable = (*budget / cost::WAY).clamp(1, WAYS.len() as i32) as usize;
        let (outcome, tried) = self.reader.read(ink, grid, affordable, &mut self.text);
        let area = (grid.modules * grid.modules) as i32;
        *budget -= cost::WAY * tried as i32 * area / (45 * 45);
        outcome.is_ok()
    }
}
