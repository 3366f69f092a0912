//! How good the picture of a symbol is.

use crate::frame::MAX_SIDE;
use crate::grid::Grid;
use crate::ink::Ink;
use crate::scan::Measured;

/// Modules a side of the patches that are looked at for glare.
const PATCH: usize = 4;
/// A patch whose greys differ less, as a share of the symbol's, shows no modules.
const WASHED: f32 = 0.3;

/// Measures a symbol that was read.
pub(crate) fn measure(ink: Ink<'_>, grid: &Grid) -> Measured {
    let modules = grid.modules;
    let (dark, light) = ends(ink, grid);
    let range = (light - dark).max(1.0);
    let width = grid.finders().map(|finder| edge_width(ink, grid, finder, range)).iter().sum::<f32>() / 3.0;
    let corners = grid.corners();
    let sides = (0..4).map(|i| (corners[(i + 1) % 4] - corners[i]).length());
    let module_px = sides.fold(f32::MAX, f32::min) / modules as f32;
    Measured {
        modules,
        module_px,
        contrast: (range / 255.0).min(1.0),
        sharpness: ((module_px - width) / (module_px - 1.0).max(0.5)).clamp(0.0, 1.0),
        glare: glare(ink, grid, range),
        damage: damage(ink, grid, (dark + light) / 2.0),
        inverted: ink.sign < 0.0,
    }
}

/// The grey of dark and of light modules, by the finders' rings.
fn ends(ink: Ink<'_>, grid: &Grid) -> (f32, f32) {
    let (mut dark, mut light) = (0.0, 0.0);
    for (u, v) in grid.finders() {
        dark += ink.at(grid.at(u, v)) / 3.0;
        for (a, b) in [(2.0, 0.0), (-2.0, 0.0), (0.0, 2.0), (0.0, -2.0)] {
            light += ink.at(grid.at(u + a, v + b)) / 12.0;
        }
    }
    (dark, light)
}

/// How many pixels the edges of a finder's core take from dark to light.
fn edge_width(ink: Ink<'_>, grid: &Grid, (u, v): (f32, f32), range: f32) -> f32 {
    let middle = grid.at(u, v);
    let mut widths = 0.0;
    for (a, b) in [(2.0, 0.0), (-2.0, 0.0), (0.0, 2.0), (0.0, -2.0)] {
        let way = grid.at(u + a, v + b) - middle;
        let length = way.length().max(1.0);
        let steps = ((length * 2.0) as usize).min(2 * MAX_SIDE as usize);
        let way = way * (0.5 / length);
        // The steepest rise within a pixel.
        let steepest = (0..steps)
            .map(|k| ink.at(middle + way * (k + 2) as f32) - ink.at(middle + way * k as f32))
            .fold(1.0, f32::max);
        widths += (range / steepest).max(1.0) / 4.0;
    }
    widths
}

/// The share of bright patches without any modules to be seen.
fn glare(ink: Ink<'_>, grid: &Grid, range: f32) -> f32 {
    let (mut washed, mut all) = (0, 0);
    for top in (0..grid.modules - PATCH + 1).step_by(PATCH) {
        for left in (0..grid.modules - PATCH + 1).step_by(PATCH) {
            let (mut least, mut most) = (f32::MAX, f32::MIN);
            for y in top..top + PATCH {
                for x in left..left + PATCH {
                    let grey = ink.view.sample(grid.at(x as f32 + 0.5, y as f32 + 0.5));
                    least = least.min(grey);
                    most = most.max(grey);
                }
            }
            all += 1;
            washed += u32::from(most - least < WASHED * range && most > 200.0);
        }
    }
    washed as f32 / all.max(1) as f32
}

/// The share of the finders' and the timing patterns' modules that are not what they should be.
fn damage(ink: Ink<'_>, grid: &Grid, threshold: f32) -> f32 {
    let modules = grid.modules;
    let (mut wrong, mut all) = (0, 0);
    let mut check = |x: usize, y: usize, dark: bool| {
        all += 1;
        wrong += u32::from((ink.at(grid.at(x as f32 + 0.5, y as f32 + 0.5)) < threshold) != dark);
    };
    for (left, top) in [(0, 0), (modules - 7, 0), (0, modules - 7)] {
        for y in 0..7usize {
            for x in 0..7usize {
                let ring = x.abs_diff(3).max(y.abs_diff(3));
                check(left + x, top + y, ring != 2);
            }
        }
    }
    for i in 8..modules - 8 {
        check(i, 6, i % 2 == 0);
        check(6, i, i % 2 == 0);
    }
    wrong as f32 / all as f32
}
