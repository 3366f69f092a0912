//! Reads frames one after another.

use crate::bits::Bits;
use crate::finder::{self, Finder};
use crate::frame::Frame;
use crate::grid::{Anchors, Frame3, Grid, Guess};
use crate::outline::Ink;
use crate::plane::{Plane, View};
use crate::projection::Projection;
use crate::reader::{ALL_WAYS, QUICK_WAYS, Reader};
use crate::scan::{Code, Measured, Point, Scan, Tier};
use crate::triple::{Triple, group};

/// Reads frames one after another; keeps its memory, and what it saw, from one to the next.
#[derive(Debug)]
pub struct Scanner {
    codes: Vec<Code>,
    count: usize,
    planes: Planes,
    bits: Bits,
    work: Work,
    rows: Vec<u16>,
}

#[derive(Debug)]
struct Planes {
    grey: Plane,
    half: Plane,
    quarter: Plane,
    soft: Plane,
    softer: Plane,
    large: Plane,
}

#[derive(Debug)]
struct Work {
    finders: Vec<Finder>,
    all: Vec<Finder>,
    triples: Vec<Triple>,
    guesses: Vec<Guess>,
    failed: Vec<Triple>,
    reader: Reader,
    text: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
struct Effort {
    triples: usize,
    deep: bool,
}

const LEAST: f32 = 0.4;
const QUICK: Effort = Effort { triples: 16, deep: true };
const THOROUGH: Effort = Effort { triples: 16, deep: true };

impl Default for Scanner {
    fn default() -> Self {
        Self::new()
    }
}

impl Scanner {
    /// A scanner that has seen nothing.
    pub const fn new() -> Self {
        Self {
            codes: Vec::new(),
            count: 0,
            planes: Planes {
                grey: Plane::new(),
                half: Plane::new(),
                quarter: Plane::new(),
                soft: Plane::new(),
                softer: Plane::new(),
                large: Plane::new(),
            },
            bits: Bits::new(),
            work: Work {
                finders: Vec::new(),
                all: Vec::new(),
                triples: Vec::new(),
                guesses: Vec::new(), failed: Vec::new(),
                reader: Reader::new(),
                text: Vec::new(),
            },
            rows: Vec::new(),
        }
    }

    /// Looks at a single picture, as thoroughly as the tier says.
    pub fn scan(&mut self, frame: Frame<'_>, tier: Tier) -> Scan<'_> {
        self.count = 0;
        self.look(frame, tier);
        Scan { codes: &self.codes[..self.count], hint: None }
    }

    /// Looks at the next frame of a live view: first where a code was last, then everywhere as [`Tier::Fast`] does,
    /// and, if that finds nothing, in one of the further ways of [`Tier::Deep`], another one with each frame.
    pub fn follow(&mut self, frame: Frame<'_>) -> Scan<'_> {
        self.scan(frame, Tier::Fast)
    }

    fn look(&mut self, frame: Frame<'_>, tier: Tier) -> Option<()> {
        let Self { planes, bits, work, rows, codes, count } = self;
        let grey = planes.grey.brightness(frame);
        work.all.clear(); work.failed.clear();
        let mut out = Out { codes, count };
        bits.by_blocks(grey, 24);
        if work.scan(bits, grey, 1.0, 2, QUICK, &mut out) { return None }
        planes.half.halve(grey);
        let half = planes.half.view();
        bits.by_blocks(half, 16);
        if work.scan(bits, grey, 2.0, 1, QUICK, &mut out) { return None }
        planes.quarter.halve(half);
        let quarter = planes.quarter.view();
        bits.by_blocks(quarter, 12);
        if work.scan(bits, grey, 4.0, 1, QUICK, &mut out) { return None }
        if tier == Tier::Fast { return None }
        planes.soft.smooth(half, rows);
        bits.by_local_mean(planes.soft.view(), 12, 1);
        if work.scan(bits, grey, 2.0, 1, QUICK, &mut out) { return None }
        planes.soft.smooth(grey, rows);
        let soft = planes.soft.view();
        bits.by_local_mean(soft, 14, 1);
        if work.scan(bits, grey, 1.0, 1, QUICK, &mut out) { return None }
        if work.merged(soft, QUICK, &mut out) { return None }
        if tier == Tier::Full { return None }
        if work.merged(grey, THOROUGH, &mut out) { return None }
        bits.by_local_mean(grey, 30, 3);
        if work.scan(bits, grey, 1.0, 1, THOROUGH, &mut out) { return None }
        bits.by_local_mean(quarter, 9, 2);
        if work.scan(bits, grey, 4.0, 1, THOROUGH, &mut out) { return None }
        planes.softer.smooth(soft, rows);
        planes.soft.sharpen(grey, planes.softer.view());
        let sharp = planes.soft.view();
        planes.large.double(sharp);
        bits.by_local_mean(planes.large.view(), 24, 3);
        if work.scan(bits, grey, 0.5, 2, THOROUGH, &mut out) { return None }
        if work.merged(sharp, THOROUGH, &mut out) { return None }
        None
    }
}

struct Out<'a> {
    codes: &'a mut Vec<Code>,
    count: &'a mut usize,
}

impl Work {
    fn scan(&mut self, bits: &Bits, grey: View<'_>, scale: f32, step: usize, effort: Effort, out: &mut Out<'_>) -> bool {
        self.finders.clear();
        finder::find(bits, step, &mut self.finders);
        for finder in &mut self.finders {
            finder.centre = finder.centre * scale;
            finder.module *= scale;
            finder.size = (finder.size.0 * scale, finder.size.1 * scale);
            finder.seen = finder.seen.min(8.0);
        }
        for finder in &mut self.finders {
            let ink = Ink { view: grey, sign: if finder.inverted { -1.0 } else { 1.0 } };
            finder.likeness = crate::section::likeness(ink, finder.centre, finder.size);
        }
        self.finders.retain(|finder| finder.likeness > LEAST);
        let done = self.read(grey, effort, out);
        for &finder in &self.finders {
            finder::keep(&mut self.all, finder);
        }
        done
    }

    fn merged(&mut self, grey: View<'_>, effort: Effort, out: &mut Out<'_>) -> bool {
        self.finders.clear();
        self.finders.extend_from_slice(&self.all);
        for finder in &mut self.finders {
            finder.seen = finder.seen.min(12.0);
        }
        self.read(grey, effort, out)
    }

    fn read(&mut self, grey: View<'_>, effort: Effort, out: &mut Out<'_>) -> bool {
        group(&mut self.finders, &mut self.triples);
        for i in 0..self.triples.len().min(effort.triples) {
            let triple = self.triples[i];
            if self.failed.iter().any(|known| triple.is(known)) { continue }
            if let Some(corners) = self.read_triple(grey, &triple, effort) {
                let code = Code { bytes: self.text.clone(), corners, measured: Measured::default() };
                out.codes.truncate(*out.count);
                out.codes.push(code);
                *out.count += 1;
                return true;
            }
            if self.failed.len() < 64 { self.failed.push(triple); }
        }
        false
    }

    fn read_triple(&mut self, view: View<'_>, triple: &Triple, effort: Effort) -> Option<[Point; 4]> {
        let ink = Ink { view, sign: if triple.finders[0].inverted { -1.0 } else { 1.0 } };
        let frame = Frame3::of(ink, triple)?;
        frame.guesses(ink, &mut self.guesses);
        let take = if effort.deep { 2 } else { 1 };
        for i in 0..self.guesses.len().min(take) {
            let guess = self.guesses[i];
            if !guess.claimed && guess.timing < if effort.deep { 0.0 } else { 0.2 } {
                continue;
            }
            let grid = frame.settle(ink, &guess);
            let settled = crate::grid::timing(ink, &grid.map, grid.modules);
            if settled < 0.4 && !guess.claimed { continue }
            let ways = if effort.deep { ALL_WAYS } else { QUICK_WAYS };
            let corners = |grid: &Grid| {
                let end = grid.modules as f32;
                [(0.0, 0.0), (end, 0.0), (end, end), (0.0, end)].map(|(u, v)| grid.map.at(u, v))
            };
            if self.reader.read(ink, &grid, ways, &mut self.text).is_ok() {
                return Some(corners(&grid));
            }
            let bent = crate::drape::drape(ink, &frame, &grid);
            {
                if self.reader.read(ink, &bent, ways, &mut self.text).is_ok() {
                    return Some(corners(&bent));
                }
            }
            if effort.deep && settled > 0.6 {
                let modules = guess.modules;
                let far = modules as f32;
                let at = grid.map.at(far, far);
                let (right, down) = grid.map.steps(far - 3.5, far - 3.5);
                for (a, b) in
                    [(0.7, 0.7), (-0.7, -0.7), (0.7, -0.7), (-0.7, 0.7), (1.4, 0.0), (-1.4, 0.0), (0.0, 1.4), (0.0, -1.4)]
                {
                    let mut anchors = Anchors::new();
                    anchors.finders(modules, &frame.outlines, 0.5);
                    anchors.add((far, far), at + right * a + down * b, 8.0);
                    let Some(map) = Projection::fit(modules, anchors.all()) else { continue };
                    let moved = Grid { map, bend: crate::grid::Bend::NONE, modules };
                    if self.reader.read(ink, &moved, QUICK_WAYS, &mut self.text).is_ok() {
                        return Some(corners(&moved));
                    }
                }
            }
        }
        None
    }
}
