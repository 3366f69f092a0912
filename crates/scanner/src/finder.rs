//! Finder patterns: the three squares of a symbol, dark and light as 1:1:3:1:1 along every line through them.

use crate::dark::Dark;
use crate::scan::Point;

/// No more are kept of a picture.
const MOST_FINDERS: usize = 256;
/// No more places of a picture are looked at closely.
const MOST_LOOKS: usize = 6000;

/// What looks like a finder pattern.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Finder {
    pub centre: Point,
    /// Pixels a module.
    pub module: f32,
    /// A seventh of its width and of its height, in pixels.
    pub size: (f32, f32),
    /// How often it was seen, on different lines or in different ways.
    pub seen: f32,
    /// How much it looks like one on the grey levels: 1 at best.
    pub likeness: f32,
    /// Light on dark.
    pub inverted: bool,
}

impl Finder {
    /// Pixels a module along a way (of length 1), as far as its width and height tell.
    pub fn module_along(&self, way: Point) -> f32 {
        let (x, y) = (way.x / self.size.0, way.y / self.size.1);
        1.0 / (x * x + y * y).sqrt()
    }
}

/// The five runs of a line through a finder, whether they are its: in any unit.
fn are_finder(runs: [i32; 5]) -> bool {
    let total: i32 = runs.iter().sum();
    if total < 7 {
        return false;
    }
    // A module is total / 7; each run may be off by six tenths of it and half a pixel, the core by twice that.
    let off = 62 * total + 385;
    let near = |run: i32, modules: i32, off: i32| ((7 * run - modules * total) * 100).abs() < off;
    near(runs[2], 3, off * 19 / 10)
        && near(runs[1], 1, off)
        && near(runs[3], 1, off)
        && near(runs[0], 1, off)
        && near(runs[4], 1, off)
}

/// Finds them in a picture, looking along every `step`th row.
pub(crate) fn find(pixels: Dark<'_>, step: usize, row: &mut Vec<u64>, found: &mut Vec<Finder>) {
    let (width, height) = pixels.size();
    let mut looks = 0;
    let mut y = step / 2;
    while y < height {
        // Each row adds its share, so that noise above a code does not use up what is left for it.
        let most_looks = MOST_LOOKS * (y + step) / height;
        // The ends of the last five runs, and of the one before.
        let mut ends = [0i32; 6];
        let mut runs = 0;
        pixels.row(y, row);
        let mut before = row.first().map_or(0, |word| word & 1);
        let first_dark = before == 1;
        let mut look = |end: usize| {
            ends.copy_within(1.., 0);
            ends[5] = end as i32;
            runs += 1;
            if runs < 5 {
                return;
            }
            let lengths = std::array::from_fn(|i| ends[i + 1] - ends[i]);
            if are_finder(lengths) && looks < most_looks {
                let dark = first_dark == (runs % 2 == 1);
                let middle = (ends[2] + ends[3]) / 2;
                if is_known(found, middle as f32, y as f32, !dark) {
                    return;
                }
                looks += 1;
                let total = ends[5] - ends[0];
                if let Some(finder) = check(pixels, middle, y as i32, dark, total) {
                    keep(found, finder);
                }
            }
        };
        for (i, &word) in row.iter().enumerate() {
            let mut edges = word ^ (word << 1 | before);
            before = word >> 63;
            while edges != 0 {
                let at = i * 64 + edges.trailing_zeros() as usize;
                edges &= edges - 1;
                if at >= width {
                    break;
                }
                look(at);
            }
        }
        look(width);
        y += step;
    }
}

/// A finder that was seen often enough needs no closer look at the other lines through its core.
fn is_known(found: &[Finder], x: f32, y: f32, inverted: bool) -> bool {
    found.iter().any(|known| {
        known.seen > 3.0
            && known.inverted == inverted
            && (known.centre.x - x).abs() < known.module
            && (known.centre.y - y).abs() < known.module * 1.6
    })
}

/// Looks along the column, the row and the diagonals.
fn check(pixels: Dark<'_>, x: i32, y: i32, dark: bool, total: i32) -> Option<Finder> {
    let most = total * 2 / 5 + 2;
    let (up, tall) = cross(pixels, x, y, (0, 1), dark, most)?;
    let y = y as f32 + up;
    let (aside, wide) = cross(pixels, x, y as i32, (1, 0), dark, most)?;
    let x = x as f32 + aside;
    if tall > wide * 3.2 || wide > tall * 3.2 {
        return None;
    }
    let diagonals = [(1, 1), (1, -1)]
        .into_iter()
        .filter(|&along| cross(pixels, x as i32, y as i32, along, dark, most).is_some())
        .count();
    (diagonals > 0).then_some(Finder {
        centre: Point { x, y },
        module: (tall + wide) / 14.0,
        size: (wide / 7.0, tall / 7.0),
        seen: diagonals as f32,
        likeness: 0.0,
        inverted: !dark,
    })
}

/// Follows the line through (x, y) until the pattern ends on both sides: where its core's middle is, from there, and
/// how long the whole is, in steps. `most` pixels are a light or outer run at most.
fn cross(
    pixels: Dark<'_>,
    x: i32,
    y: i32,
    (dx, dy): (i32, i32),
    dark: bool,
    most: i32,
) -> Option<(f32, f32)> {
    let (width, height) = pixels.size();
    let at = |k: i32| {
        let (x, y) = (x + dx * k, y + dy * k);
        let inside = x >= 0 && y >= 0 && x < width as i32 && y < height as i32;
        inside.then(|| pixels.at(x as usize, y as usize) == dark)
    };
    if at(0) != Some(true) {
        return None;
    }
    // From the middle outwards: the core's half, the light ring, the dark ring.
    let arm = |sign: i32| -> Option<[i32; 3]> {
        let mut runs = [0; 3];
        let mut k = sign;
        for (i, run) in runs.iter_mut().enumerate() {
            let longest = if i == 0 { 3 * most } else { most };
            while at(k) == Some(i != 1) {
                *run += 1;
                k += sign;
                if *run > longest {
                    return None;
                }
            }
        }
        Some(runs)
    };
    let (forth, back) = (arm(1)?, arm(-1)?);
    let core = forth[0] + back[0] + 1;
    if !are_finder([back[2], back[1], core, forth[1], forth[2]]) {
        return None;
    }
    let middle = (forth[0] - back[0] + 1) as f32 / 2.0;
    Some((middle, (back[2] + back[1] + core + forth[1] + forth[2]) as f32))
}

/// Adds it to what is known of the same place, or as a new one.
pub(crate) fn keep(found: &mut Vec<Finder>, new: Finder) {
    let same = found.iter_mut().find(|known| {
        known.inverted == new.inverted
            && (known.centre.x - new.centre.x).abs() < known.module * 1.5
            && (known.centre.y - new.centre.y).abs() < known.module * 1.5
            && new.module < known.module * 2.0
            && known.module < new.module * 2.0
    });
    if let Some(known) = same {
        let (before, all) = (known.seen, known.seen + new.seen);
        let mean = |a: f32, b: f32| (a * before + b * new.seen) / all;
        known.centre.x = mean(known.centre.x, new.centre.x);
        known.centre.y = mean(known.centre.y, new.centre.y);
        known.module = mean(known.module, new.module);
        known.size = (mean(known.size.0, new.size.0), mean(known.size.1, new.size.1));
        known.likeness = known.likeness.max(new.likeness);
        known.seen = all;
    } else if found.len() < MOST_FINDERS {
        found.push(new);
    } else if let Some(least) = found.iter_mut().min_by(|a, b| a.seen.total_cmp(&b.seen))
        && least.seen <= new.seen
    {
        // Noise fills the list from the top of the picture; what is seen on more lines than that stays.
        *least = new;
    }
}
