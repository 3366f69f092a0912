//! From dark and light pixels to codes: finders, triples of them, symbols.

use crate::dark::Dark;
use crate::finder::{self, Finder};
use crate::grid::Grid;
use crate::hint::hint;
use crate::ink::Ink;
use crate::measure::measure;
use crate::plane::View;
use crate::scan::{Code, Hint, Point};
use crate::section;
use crate::symbol::{Outcome, SymbolReader};
use crate::triple::{Triple, group};

/// Finders that look less like one are not worth a try.
const LEAST_LIKENESS: f32 = 0.35;
/// Triples that had their chance are remembered, so that they have it once a frame.
const MOST_DONE_WITH: usize = 64;
/// Codes in a frame; no wall has more.
const MOST_CODES: usize = 16;

/// What is known of the frame so far, with memory for it that is used again.
#[derive(Debug)]
pub(crate) struct Search {
    row: Vec<u64>,
    fresh: Vec<Finder>,
    /// All finders of the frame, seen in any way.
    finders: Vec<Finder>,
    triples: Vec<Triple>,
    done_with: Vec<Triple>,
    reader: SymbolReader,
    codes: Vec<Code>,
    count: usize,
    unsupported: bool,
}

/// A way of seeing the frame, and where finders are read: the finders' plane is `scale` times smaller.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sight<'a> {
    pub pixels: Dark<'a>,
    pub scale: f32,
    /// Every so many rows.
    pub step: usize,
    pub grey: View<'a>,
}

impl Search {
    pub const fn new() -> Self {
        Self {
            row: Vec::new(),
            fresh: Vec::new(),
            finders: Vec::new(),
            triples: Vec::new(),
            done_with: Vec::new(),
            reader: SymbolReader::new(),
            codes: Vec::new(),
            count: 0,
            unsupported: false,
        }
    }

    /// Forgets the last frame.
    pub fn begin(&mut self) {
        self.finders.clear();
        self.done_with.clear();
        self.count = 0;
        self.unsupported = false;
    }

    /// What was read in this frame.
    pub fn codes(&self) -> &[Code] {
        &self.codes[..self.count]
    }

    /// Whether there is a whole symbol of a kind that is not read.
    pub fn has_unsupported(&self) -> bool {
        self.unsupported
    }

    /// Whether something was read, and nothing else in sight looks like a symbol.
    pub fn is_done(&self) -> bool {
        /// What is less sure is most often a part of the symbol that was read, or of its surroundings.
        const SURE: f32 = 0.6;
        let codes = self.codes();
        let left = self
            .finders
            .iter()
            .filter(|finder| finder.likeness > SURE && !are_covering(codes, finder.centre));
        codes.len() == MOST_CODES || !codes.is_empty() && left.count() < 3
    }

    /// Whether there are finders enough for a symbol.
    pub fn has_three(&self) -> bool {
        self.finders.len() >= 3
    }

    /// What would help, if nothing was read.
    pub fn hint(&mut self, grey: View<'_>) -> Option<Hint> {
        if self.count > 0 || self.unsupported {
            return None;
        }
        group(&mut self.finders, &mut self.triples);
        hint(grey, &self.finders, &self.triples)
    }

    /// The codes were read in a part of the frame that begins there.
    pub fn shift(&mut self, by: Point) {
        for code in &mut self.codes[..self.count] {
            code.corners = code.corners.map(|corner| corner + by);
        }
    }

    /// Looks for finders, and reads what they belong to. The budget bounds the work: about a microsecond a unit.
    pub fn look(&mut self, sight: Sight<'_>, budget: i32) {
        let Sight { pixels, scale, step, grey } = sight;
        self.fresh.clear();
        finder::find(pixels, step, &mut self.row, &mut self.fresh);
        for finder in &mut self.fresh {
            finder.centre = finder.centre * scale;
            finder.module *= scale;
            finder.size = (finder.size.0 * scale, finder.size.1 * scale);
            finder.likeness = section::likeness(Ink::of(grey, finder.inverted), finder.centre, finder.size);
        }
        let (codes, count) = (&self.codes, self.count);
        self.fresh.retain(|finder| {
            finder.likeness > LEAST_LIKENESS && !are_covering(&codes[..count], finder.centre)
        });
        self.read(grey, budget);
        for &finder in &self.fresh {
            finder::keep(&mut self.finders, finder);
        }
    }

    /// Reads what all finders of the frame together belong to, on another plane of the same size.
    pub fn look_again(&mut self, grey: View<'_>, budget: i32) {
        self.fresh.clear();
        let codes = &self.codes[..self.count];
        let left = self.finders.iter().filter(|finder| !are_covering(codes, finder.centre));
        self.fresh.extend(left);
        self.done_with.clear();
        self.read(grey, budget);
    }

    fn read(&mut self, grey: View<'_>, mut budget: i32) {
        group(&mut self.fresh, &mut self.triples);
        for i in 0..self.triples.len() {
            if budget <= 0 || self.count == MOST_CODES {
                break;
            }
            let triple = self.triples[i];
            let is_known = self.done_with.iter().any(|known| triple.is(known));
            if is_known || triple.centres().iter().any(|&centre| are_covering(self.codes(), centre)) {
                continue;
            }
            match self.reader.read(grey, &triple, &mut budget) {
                Outcome::CutShort => continue,
                Outcome::Nothing => {}
                Outcome::Unsupported => self.unsupported = true,
                Outcome::Read(grid) => self.add(Ink::of(grey, triple.finders[0].inverted), &grid),
            }
            if self.done_with.len() < MOST_DONE_WITH {
                self.done_with.push(triple);
            }
        }
    }

    /// Adds what was read last; nothing is read in a symbol without a text.
    fn add(&mut self, ink: Ink<'_>, grid: &Grid) {
        if self.reader.text.is_empty() {
            return;
        }
        if self.codes.len() == self.count {
            self.codes.push(Code::default());
        }
        let code = &mut self.codes[self.count];
        code.bytes.clear();
        code.bytes.extend_from_slice(&self.reader.text);
        code.corners = grid.corners();
        if self.reader.mirrored() {
            code.corners.swap(1, 3);
        }
        code.measured = measure(ink, grid);
        self.count += 1;
    }
}

/// Whether the point lies on one of the codes.
fn are_covering(codes: &[Code], point: Point) -> bool {
    codes.iter().any(|code| covers(code, point))
}

/// Whether the point lies on the code.
fn covers(code: &Code, point: Point) -> bool {
    let [a, b, c, d] = code.corners;
    let side = |from: Point, to: Point| (to - from).cross(point - from) > 0.0;
    let sides = [side(a, b), side(b, c), side(c, d), side(d, a)];
    sides.iter().all(|&inside| inside) || sides.iter().all(|&inside| !inside)
}
