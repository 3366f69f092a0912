//! Paper that does not lie flat: a smooth bend on top of the projective map, first from how the finders lean, then from
//! patches all over the symbol, laid where dark and light come out most clearly.

use crate::alignment::{self, Lines};
use crate::bend::{Bend, MOST_LINES};
use crate::grid::{Grid, Trio};
use crate::ink::Ink;
use crate::projection::{Anchors, Projection};
use crate::scan::Point;

/// 1, u, v, uu, uv, vv, uuu, uuv, uvv, vvv.
const TERMS: usize = 10;
/// How much each term is held back where the anchors leave it open.
const HOLD: [f64; TERMS] = [1e-6, 1e-4, 1e-4, 1e-3, 1e-2, 1e-3, 3e-2, 3e-2, 3e-2, 3e-2];
/// Patches a side.
const PATCHES: usize = 7;
/// Modules to each side of a patch's middle.
const REACH: i32 = 2;

/// Offsets from the projective map, in pixels, as a polynomial of the module coordinates.
struct Bow {
    half: f64,
    normal: [[f64; TERMS + 2]; TERMS],
    x: [f64; TERMS],
    y: [f64; TERMS],
}

impl Bow {
    fn new(modules: usize) -> Self {
        let mut bow = Self {
            half: modules as f64 / 2.0,
            normal: [[0.0; TERMS + 2]; TERMS],
            x: [0.0; TERMS],
            y: [0.0; TERMS],
        };
        for (i, hold) in HOLD.into_iter().enumerate() {
            bow.normal[i][i] = hold;
        }
        bow
    }

    fn terms(&self, (u, v): (f32, f32)) -> [f64; TERMS] {
        let (u, v) = (f64::from(u) / self.half - 1.0, f64::from(v) / self.half - 1.0);
        [1.0, u, v, u * u, u * v, v * v, u * u * u, u * u * v, u * v * v, v * v * v]
    }

    fn add(&mut self, module: (f32, f32), offset: Point, weight: f64) {
        let terms = self.terms(module);
        for (row, a) in self.normal.iter_mut().zip(terms) {
            let a = a * weight;
            for (out, b) in row.iter_mut().zip(terms) {
                *out += a * b;
            }
            row[TERMS] += a * f64::from(offset.x);
            row[TERMS + 1] += a * f64::from(offset.y);
        }
    }

    fn solve(&mut self) {
        let mut rows = self.normal;
        // Held back and so positive definite: no pivots are needed.
        for i in 0..TERMS {
            let row = rows[i];
            for (j, other) in rows.iter_mut().enumerate() {
                if j != i {
                    let factor = other[i] / row[i];
                    for (out, value) in other[i..].iter_mut().zip(&row[i..]) {
                        *out -= factor * value;
                    }
                }
            }
        }
        for (i, row) in rows.iter().enumerate() {
            self.x[i] = row[TERMS] / row[i];
            self.y[i] = row[TERMS + 1] / row[i];
        }
    }

    fn offset(&self, module: (f32, f32)) -> Point {
        let (mut x, mut y) = (0.0, 0.0);
        for ((term, a), b) in self.terms(module).into_iter().zip(self.x).zip(self.y) {
            x += term * a;
            y += term * b;
        }
        Point::new(x as f32, y as f32)
    }
}

/// The grid as the paper lies.
pub(crate) fn drape(ink: Ink<'_>, trio: &Trio, flat: &Grid) -> Grid {
    let modules = flat.modules;
    let map = &flat.map;
    let mut bow = Bow::new(modules);
    let mut anchors = Anchors::new();
    anchors.finders(modules, &trio.outlines, 1.0);
    for anchor in anchors.all() {
        let flat = map.at(anchor.module.0, anchor.module.1);
        bow.add(anchor.module, anchor.pixel - flat, f64::from(anchor.weight));
    }
    bow.solve();
    let lines = Lines::of(modules);
    if let Some(last) = lines.middles().last() {
        let sighting = alignment::find(ink, map, (last, last), bow.offset((last, last)), 3.0);
        if sighting.likeness > 0.6 {
            bow.add((last, last), sighting.offset, 4.0);
            bow.solve();
        }
    }
    let end = modules as f32;
    let gap = (end - 7.0) / (PATCHES - 1) as f32;
    for step in [0.4, 0.2] {
        let mut next = Bow { half: bow.half, normal: bow.normal, x: bow.x, y: bow.y };
        for j in 0..PATCHES {
            for i in 0..PATCHES {
                let last = PATCHES - 1;
                if [(0, 0), (last, 0), (0, last)].contains(&(i, j)) {
                    continue;
                }
                let at = (3.5 + gap * i as f32, 3.5 + gap * j as f32);
                let offset = clearest(ink, &bow, map, at, step);
                next.add(at, offset, 1.0);
            }
        }
        next.solve();
        (bow.x, bow.y) = (next.x, next.y);
    }
    let mut bend = Bend::NONE;
    bend.count = MOST_LINES;
    for (k, line) in bend.lines.iter_mut().enumerate() {
        *line = end * k as f32 / (MOST_LINES - 1) as f32;
    }
    for j in 0..MOST_LINES {
        for i in 0..MOST_LINES {
            bend.offsets[j][i] = bow.offset((bend.lines[i], bend.lines[j]));
        }
    }
    Grid { bend, ..*flat }
}

/// Where the patch around the module lies best, as an offset from the flat map.
fn clearest(ink: Ink<'_>, bow: &Bow, map: &Projection, (u, v): (f32, f32), step: f32) -> Point {
    let flat = map.at(u, v);
    let at = |u: f32, v: f32| map.at(u, v) + bow.offset((u, v));
    let right = (at(u + 1.0, v) - at(u - 1.0, v)) * 0.5;
    let down = (at(u, v + 1.0) - at(u, v - 1.0)) * 0.5;
    let mut best = at(u, v);
    let mut most = clearness(ink, best, right, down);
    for step in [step, step / 2.0] {
        let from = best;
        for j in -1..=1 {
            for i in -1..=1 {
                let point = from + right * (i as f32 * step) + down * (j as f32 * step);
                let clearness = clearness(ink, point, right, down);
                if clearness > most * 1.01 {
                    (best, most) = (point, clearness);
                }
            }
        }
    }
    best - flat
}

/// How much the greys in the middles of the patch's modules differ.
fn clearness(ink: Ink<'_>, middle: Point, right: Point, down: Point) -> f32 {
    let (mut sum, mut squares, mut count) = (0.0, 0.0, 0.0);
    for v in -REACH..=REACH {
        for u in -REACH..=REACH {
            let grey = ink.at(middle + right * u as f32 + down * v as f32);
            sum += grey;
            squares += grey * grey;
            count += 1.0;
        }
    }
    squares - sum * sum / count
}
