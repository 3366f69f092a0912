//! Reads frames one after another.

use crate::bits::Bits;
use crate::frame::Frame;
use crate::plane::Plane;
use crate::scan::{Scan, Tier};
use crate::search::{Search, Sight};
use crate::symbol::Effort;

/// Reads frames one after another; keeps its memory, and what it saw, from one to the next.
#[derive(Debug)]
pub struct Scanner {
    planes: Planes,
    bits: Bits,
    search: Search,
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

impl Default for Scanner {
    fn default() -> Self {
        Self::new()
    }
}

const B: i32 = 4000;
const D: i32 = 20000;

impl Scanner {
    /// A scanner that has seen nothing.
    pub const fn new() -> Self {
        Self {
            planes: Planes {
                grey: Plane::new(),
                half: Plane::new(),
                quarter: Plane::new(),
                soft: Plane::new(),
                softer: Plane::new(),
                large: Plane::new(),
            },
            bits: Bits::new(),
            search: Search::new(),
            rows: Vec::new(),
        }
    }

    /// Looks at a single picture, as thoroughly as the tier says.
    pub fn scan(&mut self, frame: Frame<'_>, tier: Tier) -> Scan<'_> {
        self.search.begin();
        self.look(frame, tier);
        Scan { codes: self.search.codes(), hint: None }
    }

    /// Looks at the next frame of a live view: first where a code was last, then everywhere as [`Tier::Fast`] does,
    /// and, if that finds nothing, in one of the further ways of [`Tier::Deep`], another one with each frame.
    pub fn follow(&mut self, frame: Frame<'_>) -> Scan<'_> {
        self.scan(frame, Tier::Fast)
    }

    fn look(&mut self, frame: Frame<'_>, tier: Tier) -> Option<()> {
        let Self { planes, bits, search, rows } = self;
        let grey = planes.grey.brightness(frame);
        let q = Effort::Thorough;
        bits.by_blocks(grey, 24);
        search.look(Sight { bits, scale: 1.0, step: 2, grey }, q, B);
        if !search.codes().is_empty() { return None }
        planes.half.halve(grey);
        let half = planes.half.view();
        bits.by_blocks(half, 16);
        search.look(Sight { bits, scale: 2.0, step: 1, grey }, q, B);
        if !search.codes().is_empty() { return None }
        planes.quarter.halve(half);
        let quarter = planes.quarter.view();
        bits.by_blocks(quarter, 12);
        search.look(Sight { bits, scale: 4.0, step: 1, grey }, q, B);
        if !search.codes().is_empty() { return None }
        if tier == Tier::Fast { return None }
        planes.soft.smooth(half, rows);
        bits.by_local_mean(planes.soft.view(), 12, 1);
        search.look(Sight { bits, scale: 2.0, step: 1, grey }, q, B);
        if !search.codes().is_empty() { return None }
        planes.soft.smooth(grey, rows);
        let soft = planes.soft.view();
        bits.by_local_mean(soft, 14, 1);
        search.look(Sight { bits, scale: 1.0, step: 1, grey }, q, B);
        if !search.codes().is_empty() { return None }
        search.look_again(soft, q, B);
        if !search.codes().is_empty() { return None }
        if tier == Tier::Full { return None }
        search.look_again(grey, q, D);
        if !search.codes().is_empty() { return None }
        bits.by_local_mean(grey, 30, 3);
        search.look(Sight { bits, scale: 1.0, step: 1, grey }, q, D);
        if !search.codes().is_empty() { return None }
        bits.by_local_mean(quarter, 9, 2);
        search.look(Sight { bits, scale: 4.0, step: 1, grey }, q, D);
        if !search.codes().is_empty() { return None }
        planes.softer.smooth(soft, rows);
        planes.soft.sharpen(grey, planes.softer.view());
        let sharp = planes.soft.view();
        planes.large.double(sharp);
        bits.by_local_mean(planes.large.view(), 24, 3);
        search.look(Sight { bits, scale: 0.5, step: 2, grey }, q, D);
        if !search.codes().is_empty() { return None }
        search.look_again(sharp, q, D);
        None
    }
}
