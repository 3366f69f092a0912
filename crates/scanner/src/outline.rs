//! A finder's outline on the grey levels: its middle, its size and its four corners, finer than pixels.

use crate::finder::Finder;
use crate::ink::Ink;
use crate::scan::Point;
use crate::section;

/// Grey steps between dark and light that can still be told apart.
const LEAST_CONTRAST: f32 = 8.0;
/// What looks less like a finder is none.
const LEAST_LIKENESS: f32 = 0.65;

/// A finder as it lies in the picture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outline {
    pub centre: Point,
    /// Pixels a module along the symbol's rows, and along its columns.
    pub module: (f32, f32),
    /// Top left, top right, bottom right, bottom left of its outer edge.
    pub corners: [Point; 4],
}

/// Finds the outline of a finder, where the symbol's rows run along `right` and its columns along `down` (of length 1).
pub(crate) fn outline(ink: Ink<'_>, finder: &Finder, right: Point, down: Point) -> Option<Outline> {
    let mut middle = finder.centre;
    let mut size = (finder.module_along(right), finder.module_along(down));
    for _ in 0..2 {
        let along = section::measure(ink, middle, right, size.0);
        if along.likeness < LEAST_LIKENESS {
            return None;
        }
        middle = middle + right * along.offset;
        let across = section::measure(ink, middle, down, size.1);
        if across.likeness < LEAST_LIKENESS {
            return None;
        }
        middle = middle + down * across.offset;
        size = (along.module, across.module);
        if along.offset.abs() < 0.15 && across.offset.abs() < 0.15 {
            break;
        }
    }
    let corners = corners(ink, middle, right * size.0, down * size.1);
    Some(Outline { centre: middle, module: size, corners })
}

/// The corners of the outer edge: a line is fitted to each side, neighbours are crossed. `right` and `down` are a
/// module long.
fn corners(ink: Ink<'_>, middle: Point, right: Point, down: Point) -> [Point; 4] {
    let side = |out: Point, along: Point| {
        let (offset, slope) = side(ink, middle, out, along);
        (middle + out * offset, along + out * slope)
    };
    let top = side(down * -1.0, right);
    let bottom = side(down, right);
    let left = side(right * -1.0, down);
    let right = side(right, down);
    [crossing(top, left), crossing(top, right), crossing(bottom, right), crossing(bottom, left)]
}

fn crossing((a, u): (Point, Point), (b, v): (Point, Point)) -> Point {
    a + u * ((b - a).cross(v) / u.cross(v))
}

/// How far the side lies from the middle, in modules along `out`, and how it leans: by seven looks across it.
fn side(ink: Ink<'_>, middle: Point, out: Point, along: Point) -> (f32, f32) {
    const LOOKS: usize = 7;
    const STEPS: usize = 25;
    const FROM: f32 = 2.3;
    const STEP: f32 = 0.1;
    let straight = (3.5, 0.0);
    let mut seen = [(0.0, 0.0); LOOKS];
    let mut count = 0;
    for look in 0..LOOKS {
        let beside = (look as f32 - 3.0) * 0.95;
        let greys: [f32; STEPS] =
            std::array::from_fn(|k| ink.at(middle + along * beside + out * (FROM + STEP * k as f32)));
        let mut darkest = 0;
        for k in 1..16 {
            if greys[k] < greys[darkest] {
                darkest = k;
            }
        }
        let dark = greys[darkest];
        let light = greys[darkest..].iter().copied().fold(f32::MIN, f32::max);
        if light - dark < LEAST_CONTRAST {
            continue;
        }
        let edge = (dark + light) / 2.0;
        if let Some(k) = (darkest + 1..STEPS).find(|&k| greys[k] >= edge) {
            let share = (edge - greys[k - 1]) / (greys[k] - greys[k - 1] + 1e-3);
            seen[count] = (beside, FROM + (k as f32 - 1.0 + share) * STEP);
            count += 1;
        }
    }
    let seen = &mut seen[..count];
    if count < 3 {
        return straight;
    }
    // The quarter that fits worst is left out: a neighbouring module, dirt, a torn edge.
    let (offset, slope) = line(seen);
    let off = |&(beside, edge): &(f32, f32)| (edge - offset - slope * beside).abs();
    seen.sort_unstable_by(|a, b| off(a).total_cmp(&off(b)));
    let (offset, slope) = line(&seen[..(count - count / 4).max(3)]);
    if (offset - 3.5).abs() < 0.9 && slope.abs() < 0.25 { (offset, slope) } else { straight }
}

/// The line of least squares: offset and slope.
fn line(points: &[(f32, f32)]) -> (f32, f32) {
    let count = points.len() as f32;
    let sum = |of: fn(&(f32, f32)) -> f32| points.iter().map(of).sum::<f32>();
    let (x, y) = (sum(|p| p.0), sum(|p| p.1));
    let (xx, xy) = (sum(|p| p.0 * p.0), sum(|p| p.0 * p.1));
    let divisor = count * xx - x * x;
    if divisor.abs() < 1e-3 {
        return (y / count, 0.0);
    }
    let slope = (count * xy - x * y) / divisor;
    ((y - slope * x) / count, slope)
}
