//! A line through a finder on the grey levels: where its middle is and how large its modules are, by correlation with
//! what such a line should look like. Blur, noise and uneven light move this less than they move any single edge.

use crate::ink::Ink;
use crate::scan::Point;

/// Grey steps between dark and light that can still be told apart.
const LEAST_CONTRAST: f32 = 5.0;
/// Steps of the search at the most; ten are usual.
const MOST_STEPS: usize = 64;
/// Samples a module of the size that is expected.
const PER_MODULE: f32 = 6.0;
/// Samples to each side of the expected middle.
const ARM: usize = 42;
const SAMPLES: usize = 2 * ARM + 1;
/// Modules from the middle to where the light beyond the pattern ends, as far as it is looked at: a separator is one
/// module wide, and perspective may make it smaller.
const END: f32 = 4.2;
/// Shares of light and dark on the line.
const LIGHT: f32 = (2.0 + 2.0 * (END - 3.5)) / (2.0 * END);
const DARK: f32 = 5.0 / (2.0 * END);

/// What was found on a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Section {
    /// The middle, from where it was expected, in pixels along the line.
    pub offset: f32,
    /// Pixels a module.
    pub module: f32,
    /// Correlation with the ideal: 1 at best.
    pub likeness: f32,
}

/// Sums over the samples from the line's beginning, of the greys and of their squares.
struct Sums {
    greys: [f32; SAMPLES + 1],
    squares: [f32; SAMPLES + 1],
}

impl Sums {
    fn of(ink: Ink<'_>, middle: Point, way: Point, module: f32) -> Self {
        let mut sums = Self { greys: [0.0; SAMPLES + 1], squares: [0.0; SAMPLES + 1] };
        let step = way * (module / PER_MODULE);
        let mut at = middle - step * ARM as f32;
        // From the middle's grey, so that the sums stay small and exact.
        let base = ink.at(middle);
        let (mut sum, mut squares) = (0.0, 0.0);
        for k in 0..SAMPLES {
            let grey = ink.at(at) - base;
            sum += grey;
            squares += grey * grey;
            (sums.greys[k + 1], sums.squares[k + 1]) = (sum, squares);
            at = at + step;
        }
        sums
    }

    /// Correlation with a pattern whose middle lies `offset` samples from the line's, with `module` samples a module.
    fn likeness(&self, offset: f32, module: f32) -> f32 {
        let place = |modules: f32| {
            let at = (ARM as f32 + 0.5 + offset + modules * module).clamp(0.0, SAMPLES as f32 - 0.001);
            (at as usize, at - at.floor())
        };
        let sum = |(k, share): (usize, f32), of: &[f32; SAMPLES + 1]| of[k] + (of[k + 1] - of[k]) * share;
        let [a, b, c, d, e, f, g, h] = [-END, -3.5, -2.5, -1.5, 1.5, 2.5, 3.5, END].map(place);
        let [first, b, c, d, e, f, g, last] = [a, b, c, d, e, f, g, h].map(|at| sum(at, &self.greys));
        let dark = (c - b) + (e - d) + (g - f);
        let all = last - first;
        let contrast = (all - dark) / (LIGHT * 2.0 * END * module) - dark / (DARK * 2.0 * END * module);
        if contrast < LEAST_CONTRAST {
            return 0.0;
        }
        let count = 2.0 * END * module;
        let mean = all / count;
        let spread = (sum(h, &self.squares) - sum(a, &self.squares)) / count - mean * mean;
        contrast * (LIGHT * DARK).sqrt() / spread.max(1.0).sqrt()
    }
}

/// The finder's section along `way` (of length 1), sought within a module of `middle` and from seven tenths to
/// fourteen tenths of `module`.
pub(crate) fn measure(ink: Ink<'_>, middle: Point, way: Point, module: f32) -> Section {
    let sums = Sums::of(ink, middle, way, module);
    let mut best = (0.0, 0.0, 0.0);
    for size in [0.73, 0.82, 0.92, 1.02, 1.14, 1.28] {
        let size = size * PER_MODULE;
        for offset in -3..=3 {
            let offset = offset as f32 * 0.3 * PER_MODULE;
            let likeness = sums.likeness(offset, size);
            if likeness > best.0 {
                best = (likeness, offset, size);
            }
        }
    }
    let mut step = 0.6;
    for _ in 0..MOST_STEPS {
        if step < 0.06 {
            break;
        }
        let (_, offset, size) = best;
        for (offset, size) in
            [(offset + step, size), (offset - step, size), (offset, size + step), (offset, size - step)]
        {
            let likeness = sums.likeness(offset, size);
            if likeness > best.0 {
                best = (likeness, offset, size);
            }
        }
        if best.1 == offset && best.2 == size {
            step /= 2.0;
        }
    }
    let (likeness, offset, size) = best;
    let unit = module / PER_MODULE;
    Section { offset: offset * unit, module: size * unit, likeness }
}

/// How much it looks like a finder, along all four ways through `middle`: the least of them.
pub(crate) fn likeness(ink: Ink<'_>, middle: Point, module: (f32, f32)) -> f32 {
    let diagonal = (module.0 * module.0 + module.1 * module.1).sqrt() / std::f32::consts::SQRT_2;
    const HALF: f32 = std::f32::consts::FRAC_1_SQRT_2;
    [
        (Point::new(1.0, 0.0), module.0, &[0.88, 1.0, 1.13][..]),
        (Point::new(0.0, 1.0), module.1, &[0.88, 1.0, 1.13]),
        (Point::new(HALF, HALF), diagonal, &[0.65, 0.78, 0.94, 1.13, 1.36]),
        (Point::new(HALF, -HALF), diagonal, &[0.65, 0.78, 0.94, 1.13, 1.36]),
    ]
    .into_iter()
    .map(|(way, module, sizes)| {
        let sums = Sums::of(ink, middle, way, module);
        let mut best = 0.0f32;
        for &size in sizes {
            for offset in [-0.3, 0.0, 0.3] {
                best = best.max(sums.likeness(offset * PER_MODULE, size * PER_MODULE));
            }
        }
        best
    })
    .fold(1.0, f32::min)
}
