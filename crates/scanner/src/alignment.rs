//! Alignment patterns: the small squares inside a symbol of version 2 and up (ISO/IEC 18004, annex E).

use crate::ink::Ink;
use crate::projection::Projection;
use crate::scan::Point;

/// Lines of the largest symbols.
pub(crate) const MOST_LINES: usize = 7;

/// The rows (and columns) on which the middles of alignment patterns lie.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lines {
    at: [u8; MOST_LINES],
    count: usize,
}

impl Lines {
    /// Of a symbol of `modules` a side; none for version 1.
    pub fn of(modules: usize) -> Self {
        let version = (modules - 17) / 4;
        let mut at = [0; MOST_LINES];
        if version < 2 {
            return Self { at, count: 0 };
        }
        let count = version / 7 + 2;
        // Evenly from the last backwards, by an even step; version 32 is the standard's exception.
        let gaps = count - 1;
        let step = if version == 32 { 26 } else { (version * 4 + 4).div_ceil(gaps * 2) * 2 };
        at[0] = 6;
        for (i, line) in at[1..count].iter_mut().enumerate() {
            *line = (modules - 7 - step * (gaps - 1 - i)) as u8;
        }
        Self { at, count }
    }

    /// The middles of the lines, in modules.
    pub fn middles(&self) -> impl ExactSizeIterator<Item = f32> + Clone + '_ {
        self.at[..self.count].iter().map(|&line| f32::from(line) + 0.5)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }
}

/// Where a pattern was found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sighting {
    /// From where it was expected, in pixels.
    pub offset: Point,
    /// How well it looks like one: 1 at best.
    pub likeness: f32,
}

/// The pattern whose middle the map takes (u, v) to, more or less: sought up to `radius` modules around `guess` (in
/// pixels from there).
pub(crate) fn find(
    ink: Ink<'_>,
    map: &Projection,
    (u, v): (f32, f32),
    guess: Point,
    radius: f32,
) -> Sighting {
    const STEP: f32 = 0.5;
    let template: [Point; 25] =
        std::array::from_fn(|i| map.at(u + (i % 5) as f32 - 2.0, v + (i / 5) as f32 - 2.0));
    let (right, down) = map.steps(u, v);
    let reach = (radius / STEP).round() as i32;
    let mut best = Sighting { offset: guess, likeness: -1.0 };
    let mut most = f32::MIN;
    for j in -reach..=reach {
        for i in -reach..=reach {
            let (a, b) = (i as f32 * STEP, j as f32 * STEP);
            let offset = guess + right * a + down * b;
            let likeness = likeness(ink, &template, offset);
            // Of two that look alike, the nearer.
            let score = likeness - 0.02 * (a * a + b * b).sqrt();
            if score > most {
                (most, best) = (score, Sighting { offset, likeness });
            }
        }
    }
    let mut step = STEP / 2.0;
    while step > 0.06 {
        for _ in 0..2 {
            let mut moved = false;
            for way in [right, right * -1.0, down, down * -1.0] {
                let offset = best.offset + way * step;
                let likeness = likeness(ink, &template, offset);
                if likeness > best.likeness {
                    best = Sighting { offset, likeness };
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
        step /= 2.0;
    }
    best
}

/// Correlation with a dark square around a light one around a dark module.
fn likeness(ink: Ink<'_>, template: &[Point; 25], offset: Point) -> f32 {
    // Eight modules are light and seventeen dark, so that these weights sum up to nothing.
    const LIGHT: f32 = 17.0;
    const DARK: f32 = -8.0;
    let (mut sum, mut squares, mut product) = (0.0, 0.0, 0.0);
    for (i, &point) in template.iter().enumerate() {
        let grey = ink.at(point + offset);
        let (x, y) = (i % 5, i / 5);
        let light = x.abs_diff(2).max(y.abs_diff(2)) == 1;
        sum += grey;
        squares += grey * grey;
        product += grey * if light { LIGHT } else { DARK };
    }
    let spread = (squares - sum * sum / 25.0).max(1.0);
    product / (spread * (8.0 * LIGHT * LIGHT + 17.0 * DARK * DARK)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::Lines;

    /// Some rows of table E.1 of ISO/IEC 18004.
    #[test]
    fn the_lines_are_those_of_the_standard() {
        for (version, expected) in [
            (1, vec![]),
            (2, vec![6, 18]),
            (6, vec![6, 34]),
            (7, vec![6, 22, 38]),
            (14, vec![6, 26, 46, 66]),
            (16, vec![6, 26, 50, 74]),
            (22, vec![6, 26, 50, 74, 98]),
            (24, vec![6, 28, 54, 80, 106]),
            (32, vec![6, 34, 60, 86, 112, 138]),
            (36, vec![6, 24, 50, 76, 102, 128, 154]),
            (39, vec![6, 26, 54, 82, 110, 138, 166]),
            (40, vec![6, 30, 58, 86, 114, 142, 170]),
        ] {
            let lines = Lines::of(17 + 4 * version);
            assert_eq!(lines.at[..lines.count], expected, "version {version}");
        }
    }
}
