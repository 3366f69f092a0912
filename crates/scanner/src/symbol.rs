//! Three finders to a text: the grid is fitted, bent if need be, and read.

use crate::alignment::Lines;
use crate::drape::drape;
use crate::grid::{Grid, Guess, Trio, timing};
use crate::ink::Ink;
use crate::matrix::Illegible;
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
    /// And for each alignment pattern that is looked for.
    pub const GRID: i32 = 30;
    pub const ALIGNMENT: i32 = 20;
    pub const DRAPE: i32 = 400;
    /// Per way of reading a symbol of so many modules.
    pub const WAY: i32 = 60;
    pub const MODULES: i32 = 45 * 45;
}

/// What came of three finders.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "it is used up at once, and no frame may allocate")]
pub(crate) enum Outcome {
    /// A text, and where its modules lie.
    Read(Grid),
    /// A whole symbol of a kind that is not read.
    Unsupported,
    /// Nothing, and nothing will come of it.
    Nothing,
    /// Nothing yet: the budget ran out.
    CutShort,
}

/// Memory for reading symbols.
#[derive(Debug)]
pub(crate) struct SymbolReader {
    guesses: Vec<Guess>,
    reader: Reader,
    /// What the last symbol that was read says.
    pub text: Vec<u8>,
}

impl SymbolReader {
    pub const fn new() -> Self {
        Self { guesses: Vec::new(), reader: Reader::new(), text: Vec::new() }
    }

    /// Reads the symbol of these finders into `text`. Takes what it costs off the budget, and a little more than there
    /// is at the most.
    pub fn read(&mut self, view: View<'_>, triple: &Triple, budget: &mut i32) -> Outcome {
        let ink = Ink::of(view, triple.finders[0].inverted);
        *budget -= cost::OUTLINE;
        let Some(trio) = Trio::of(ink, triple) else { return Outcome::Nothing };
        trio.guesses(ink, &mut self.guesses);
        for i in 0..self.guesses.len().min(MOST_GUESSES) {
            let guess = self.guesses[i];
            if !guess.claimed && guess.timing < LEAST_TIMING.0 {
                continue;
            }
            if *budget <= 0 {
                return Outcome::CutShort;
            }
            let patterns = Lines::of(guess.modules).len();
            *budget -= cost::GRID + cost::ALIGNMENT * (patterns * patterns) as i32;
            let flat = trio.settle(ink, &guess);
            let fit = timing(ink, &flat.map, flat.modules);
            if !guess.claimed && fit < LEAST_TIMING.1 {
                continue;
            }
            match self.attempt(ink, &flat, budget) {
                Outcome::Nothing => {}
                done => return done,
            }
            if !guess.claimed && fit <= LIKELY_TIMING {
                continue;
            }
            if *budget <= 0 {
                return Outcome::CutShort;
            }
            *budget -= cost::DRAPE;
            match self.attempt(ink, &drape(ink, &trio, &flat), budget) {
                Outcome::Nothing => {}
                done => return done,
            }
        }
        Outcome::Nothing
    }

    /// Whether what was read last was seen in a mirror.
    pub fn mirrored(&self) -> bool {
        self.reader.mirrored()
    }

    fn attempt(&mut self, ink: Ink<'_>, grid: &Grid, budget: &mut i32) -> Outcome {
        let way = (cost::WAY * (grid.modules * grid.modules) as i32 / cost::MODULES).max(1);
        let affordable = (*budget / way).clamp(1, WAYS.len() as i32) as usize;
        let (outcome, tried) = self.reader.read(ink, grid, affordable, &mut self.text);
        *budget -= way * tried as i32;
        match outcome {
            Ok(()) => Outcome::Read(*grid),
            Err(Illegible::Unsupported) => Outcome::Unsupported,
            Err(Illegible::Damaged) if affordable < WAYS.len() => Outcome::CutShort,
            Err(Illegible::Damaged) => Outcome::Nothing,
        }
    }
}
