//! Where each module of a symbol lies: a projective map through the finders, corrected by what else is known of every
//! symbol (timing and alignment patterns).

use crate::alignment::{self, Lines};
use crate::bend::Bend;
use crate::ink::Ink;
use crate::outline::{Outline, outline};
use crate::projection::{Anchors, Projection};
use crate::scan::Point;
use crate::triple::Triple;
use crate::version;

/// A triple of finders, on the grey levels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trio {
    pub outlines: [Outline; 3],
    /// Modules a side as far as the distances between the finders tell.
    pub estimate: f32,
}

/// A guess at a symbol's size, with the map that follows from it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Guess {
    pub modules: usize,
    pub map: Projection,
    /// How well the timing patterns fit: 1 at best.
    pub timing: f32,
    /// The symbol itself says so.
    pub claimed: bool,
}

/// Where the modules lie.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grid {
    pub modules: usize,
    pub map: Projection,
    pub bend: Bend,
}

impl Grid {
    /// Where the middle of a module, or any other place of the symbol, lies in the picture.
    pub fn at(&self, u: f32, v: f32) -> Point {
        let flat = self.map.at(u, v);
        if self.bend.is_flat() {
            flat
        } else {
            flat + self.bend.offset(self.bend.place(u), self.bend.place(v))
        }
    }

    /// The middles of the finders, in modules: top left, top right, bottom left.
    pub fn finders(&self) -> [(f32, f32); 3] {
        let far = self.modules as f32 - 3.5;
        [(3.5, 3.5), (far, 3.5), (3.5, far)]
    }

    /// The symbol's corners: top left, top right, bottom right, bottom left.
    pub fn corners(&self) -> [Point; 4] {
        let end = self.modules as f32;
        [(0.0, 0.0), (end, 0.0), (end, end), (0.0, end)].map(|(u, v)| self.at(u, v))
    }
}

impl Trio {
    /// The finders' outlines; `None` where they are no symbol's.
    pub fn of(ink: Ink<'_>, triple: &Triple) -> Option<Self> {
        let [corner, right, below] = triple.centres();
        let along = right - corner;
        let down = below - corner;
        let (along, down) = (along * (1.0 / along.length()), down * (1.0 / down.length()));
        let [a, b, c] = &triple.finders;
        let outlines =
            [outline(ink, a, along, down)?, outline(ink, b, along, down)?, outline(ink, c, along, down)?];
        let [a, b, c] = &outlines;
        let across = (b.centre - a.centre).length() / (a.module.0 * b.module.0).sqrt() + 7.0;
        let high = (c.centre - a.centre).length() / (a.module.1 * c.module.1).sqrt() + 7.0;
        let estimate = (across + high) / 2.0;
        let alike = across < high * 1.6 && high < across * 1.6;
        (alike && (18.0..190.0).contains(&estimate)).then_some(Self { outlines, estimate })
    }

    /// The sizes that may be meant, the best first.
    pub fn guesses(&self, ink: Ink<'_>, guesses: &mut Vec<Guess>) {
        guesses.clear();
        let nearest = ((self.estimate - 17.0) / 4.0).round() as i32;
        let span = if self.estimate > 60.0 {
            3
        } else if self.estimate > 34.0 {
            2
        } else {
            1
        };
        let claimed = version::claimed(ink, &self.outlines)
            .filter(|&modules| (0.7..1.4).contains(&(self.estimate / modules as f32)));
        let near = (nearest - span).max(1)..=(nearest + span).min(40);
        for modules in near.map(|version| (17 + 4 * version) as usize).chain(claimed) {
            if guesses.iter().any(|guess| guess.modules == modules) {
                continue;
            }
            let mut anchors = Anchors::new();
            anchors.finders(modules, &self.outlines, 1.0);
            let Some(map) = Projection::fit(modules, anchors.all()) else { continue };
            let timing = timing(ink, &map, modules);
            guesses.push(Guess { modules, map, timing, claimed: claimed == Some(modules) });
        }
        let claim = |guess: &Guess| f32::from(guess.claimed);
        let fit = |guess: &Guess| {
            claim(guess) + guess.timing - ((self.estimate - guess.modules as f32) / self.estimate).abs() * 1.5
        };
        guesses.sort_unstable_by(|a, b| fit(b).total_cmp(&fit(a)));
    }

    /// The grid by all alignment patterns that can be found.
    pub fn settle(&self, ink: Ink<'_>, guess: &Guess) -> Grid {
        let modules = guess.modules;
        let mut grid = Grid { modules, map: guess.map, bend: Bend::NONE };
        let lines = Lines::of(modules);
        let Some(last) = lines.middles().last() else { return grid };
        let mut anchors = Anchors::new();
        anchors.finders(modules, &self.outlines, 0.5);
        let radius = (2.0 + modules as f32 * 0.06).min(7.0);
        let sighting = alignment::find(ink, &grid.map, (last, last), Point::default(), radius);
        if sighting.likeness > 0.55 {
            let pixel = grid.map.at(last, last) + sighting.offset;
            anchors.add((last, last), pixel, 6.0);
            if let Some(map) = Projection::fit(modules, anchors.all())
                && (guess.claimed || timing(ink, &map, modules) > guess.timing - 0.3)
            {
                grid.map = map;
            }
        }
        if lines.len() > 2 {
            self.bend(ink, &lines, &mut grid, &mut anchors);
        }
        grid
    }

    /// Refines the map by all the patterns in between, and keeps what remains as the bend.
    fn bend(&self, ink: Ink<'_>, lines: &Lines, grid: &mut Grid, anchors: &mut Anchors) {
        let count = lines.len();
        let mut seen: Crossings = [[None; alignment::MOST_LINES]; alignment::MOST_LINES];
        let mut found = 0;
        // From the corner outwards, so that what is known nearby tells where to look.
        for sum in 0..2 * count - 1 {
            for (i, u) in lines.middles().enumerate() {
                let Some(j) = sum.checked_sub(i).filter(|&j| j < count) else { continue };
                if (i == 0 && (j == 0 || j == count - 1)) || (i == count - 1 && j == 0) {
                    continue;
                }
                let Some(v) = lines.middles().nth(j) else { continue };
                // Not quite as far as the neighbours: the nearer to the map, the likelier.
                let guess = near(&seen, (i, j), 0.01, 0.02) * 0.9;
                let sighting = alignment::find(ink, &grid.map, (u, v), guess, 1.5);
                if sighting.likeness > 0.6 {
                    seen[j][i] = Some(sighting.offset);
                    found += 1;
                }
            }
        }
        if found < 2 {
            return;
        }
        for (v, row) in lines.middles().zip(&seen) {
            for (u, offset) in lines.middles().zip(row) {
                if let Some(offset) = offset {
                    anchors.add((u, v), grid.map.at(u, v) + *offset, 2.0);
                }
            }
        }
        let Some(map) = Projection::fit(grid.modules, anchors.all()) else { return };
        let mut bend = Bend::NONE;
        bend.count = count;
        for (line, middle) in bend.lines.iter_mut().zip(lines.middles()) {
            *line = middle;
        }
        let ends = [(0, 0), (count - 1, 0), (0, count - 1)];
        let mut known: Crossings = [[None; alignment::MOST_LINES]; alignment::MOST_LINES];
        for (((i, j), (u, v)), outline) in ends.into_iter().zip(grid.finders()).zip(&self.outlines) {
            known[j][i] = Some(outline.centre - map.at(u, v));
        }
        for (j, v) in lines.middles().enumerate() {
            for (i, u) in lines.middles().enumerate() {
                if let Some(offset) = seen[j][i] {
                    known[j][i] = Some(grid.map.at(u, v) + offset - map.at(u, v));
                }
            }
        }
        // What was not seen lies as its neighbours do.
        for j in 0..count {
            for i in 0..count {
                bend.offsets[j][i] = known[j][i].unwrap_or_else(|| near(&known, (i, j), 0.0, 1e-3));
            }
        }
        grid.map = map;
        grid.bend = bend;
    }
}

/// Offsets in pixels on the crossings of the alignment patterns' lines, by row, where they are known.
type Crossings = [[Option<Point>; alignment::MOST_LINES]; alignment::MOST_LINES];

/// The mean of what is known, the nearest crossings above all. `floor` keeps a weight finite, and `rest` is that of no
/// offset at all.
fn near(known: &Crossings, (i, j): (usize, usize), floor: f32, rest: f32) -> Point {
    let (mut sum, mut weights) = (Point::default(), rest);
    for (b, row) in known.iter().enumerate() {
        for (a, offset) in row.iter().enumerate() {
            if let Some(offset) = offset {
                let apart = (a.abs_diff(i).pow(2) + b.abs_diff(j).pow(2)) as f32;
                let weight = 1.0 / (apart * apart + floor);
                sum = sum + *offset * weight;
                weights += weight;
            }
        }
    }
    sum * (1.0 / weights)
}

/// How well the two lines of alternating modules between the finders fit the map: 1 at best.
pub(crate) fn timing(ink: Ink<'_>, map: &Projection, modules: usize) -> f32 {
    let (mut sum, mut squares, mut product, mut count) = (0.0, 0.0, 0.0, 0.0);
    for i in 7..modules - 7 {
        let at = i as f32 + 0.5;
        for point in [map.at(at, 6.5), map.at(6.5, at)] {
            let grey = ink.at(point);
            sum += grey;
            squares += grey * grey;
            product += if i % 2 == 0 { -grey } else { grey };
            count += 1.0;
        }
    }
    let mean = sum / count;
    let spread: f32 = (squares / count - mean * mean).max(1.0);
    product / count / spread.sqrt()
}
