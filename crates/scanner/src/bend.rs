//! How paper departs from the plane.

use crate::scan::Point;

/// Lines of a bend at the most.
pub(crate) const MOST_LINES: usize = 13;

/// How the paper departs from the plane: offsets in pixels on the crossings of some rows and columns, and between them
/// evenly.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bend {
    /// In modules.
    pub lines: [f32; MOST_LINES],
    pub count: usize,
    pub offsets: [[Point; MOST_LINES]; MOST_LINES],
}

impl Bend {
    /// Flat.
    pub const NONE: Self = Self {
        lines: [0.0; MOST_LINES],
        count: 0,
        offsets: [[Point::new(0.0, 0.0); MOST_LINES]; MOST_LINES],
    };

    /// Whether there is none.
    pub fn is_flat(&self) -> bool {
        self.count < 2
    }

    /// The cell's first line, and how far in it `at` lies.
    pub fn place(&self, at: f32) -> (usize, f32) {
        let mut cell = 0;
        while cell + 2 < self.count && at > self.lines[cell + 1] {
            cell += 1;
        }
        let (from, to) = (self.lines[cell], self.lines[cell + 1]);
        (cell, ((at - from) / (to - from)).clamp(-1.0, 2.0))
    }

    /// The offset at a place of [`Bend::place`].
    pub fn offset(&self, (i, x): (usize, f32), (j, y): (usize, f32)) -> Point {
        let mix = |a: Point, b: Point, share: f32| a + (b - a) * share;
        let row = &self.offsets[j];
        let next = &self.offsets[j + 1];
        mix(mix(row[i], row[i + 1], x), mix(next[i], next[i + 1], x), y)
    }
}
