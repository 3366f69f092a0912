//! A grid on the grey levels to the text in it: the modules are sampled, told dark from light, and read.

use crate::grid::Grid;
use crate::ink::Ink;
use crate::matrix::{Illegible, MOST_MODULES, Matrix};

/// How the sampled greys are made dark and light.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Split {
    /// By the mean of the square of `2 * radius + 1` modules around.
    Around { radius: usize },
    /// By one threshold between the two heaps of greys.
    Heaps,
}

/// The ways to try, the likeliest first: nineteen in twenty codes are read in the first. How much is sharpened, and how
/// it is split.
pub(crate) const WAYS: [(f32, Split); 12] = [
    (0.0, Split::Around { radius: 4 }),
    (0.0, Split::Heaps),
    (0.5, Split::Around { radius: 4 }),
    (0.5, Split::Heaps),
    (0.0, Split::Around { radius: 2 }),
    (0.35, Split::Around { radius: 2 }),
    (0.7, Split::Around { radius: 4 }),
    (0.7, Split::Heaps),
    (0.7, Split::Around { radius: 2 }),
    (1.1, Split::Around { radius: 4 }),
    (1.1, Split::Heaps),
    (1.1, Split::Around { radius: 2 }),
];

/// Memory for reading.
#[derive(Debug)]
pub(crate) struct Reader {
    greys: Vec<f32>,
    sharp: Vec<f32>,
    sums: Vec<f32>,
    matrix: Matrix,
    tried: [u64; WAYS.len()],
}

impl Reader {
    pub const fn new() -> Self {
        Self {
            greys: Vec::new(),
            sharp: Vec::new(),
            sums: Vec::new(),
            matrix: Matrix::new(),
            tried: [0; WAYS.len()],
        }
    }

    /// Reads the grid into `text`, in the first `ways` ways; also tells in how many it was tried.
    pub fn read(
        &mut self,
        ink: Ink<'_>,
        grid: &Grid,
        ways: usize,
        text: &mut Vec<u8>,
    ) -> (Result<(), Illegible>, usize) {
        if !self.sample(ink, grid) {
            return (Err(Illegible::Damaged), 1);
        }
        let modules = grid.modules;
        let mut sharpened = 0.0;
        let mut tried = 0;
        for &(sharpness, split) in &WAYS[..ways] {
            if sharpness > 0.0 && sharpness != sharpened {
                self.sharpen(modules, sharpness);
                sharpened = sharpness;
            }
            let greys = if sharpness > 0.0 { &self.sharp } else { &self.greys };
            match split {
                Split::Around { radius } => around(greys, modules, radius, &mut self.sums, &mut self.matrix),
                Split::Heaps => heaps(greys, modules, &mut self.matrix),
            }
            let print = self.matrix.print();
            if self.tried[..tried].contains(&print) {
                continue;
            }
            self.tried[tried] = print;
            tried += 1;
            match self.matrix.read(text) {
                Err(Illegible::Damaged) => {}
                done => return (done, tried),
            }
        }
        (Err(Illegible::Damaged), tried)
    }

    /// Whether what was read last was seen in a mirror.
    pub fn mirrored(&self) -> bool {
        self.matrix.mirrored
    }

    /// The grey in the middle of each module. False if the grid reaches far out of the picture.
    fn sample(&mut self, ink: Ink<'_>, grid: &Grid) -> bool {
        let modules = grid.modules;
        self.greys.resize(MOST_MODULES * MOST_MODULES, 0.0);
        let (width, height) = (ink.view.width as f32, ink.view.height as f32);
        let inside = grid.corners().into_iter().all(|corner| {
            (-0.1 * width..1.1 * width).contains(&corner.x)
                && (-0.1 * height..1.1 * height).contains(&corner.y)
        });
        if !inside {
            return false;
        }
        let places: [(usize, f32); MOST_MODULES] = if grid.bend.is_flat() {
            [(0, 0.0); MOST_MODULES]
        } else {
            std::array::from_fn(|i| grid.bend.place(i as f32 + 0.5))
        };
        for (y, row) in self.greys[..modules * modules].chunks_exact_mut(modules).enumerate() {
            for (x, grey) in row.iter_mut().enumerate() {
                let mut point = grid.map.at(x as f32 + 0.5, y as f32 + 0.5);
                if !grid.bend.is_flat() {
                    point = point + grid.bend.offset(places[x], places[y]);
                }
                *grey = ink.at(point);
            }
        }
        true
    }

    /// Takes from each module what its neighbours put into it.
    fn sharpen(&mut self, modules: usize, amount: f32) {
        self.sharp.resize(MOST_MODULES * MOST_MODULES, 0.0);
        for y in 0..modules {
            for x in 0..modules {
                let at = y * modules + x;
                let here = self.greys[at];
                let left = if x > 0 { self.greys[at - 1] } else { here };
                let right = if x + 1 < modules { self.greys[at + 1] } else { here };
                let above = if y > 0 { self.greys[at - modules] } else { here };
                let below = if y + 1 < modules { self.greys[at + modules] } else { here };
                self.sharp[at] = here + amount * 2.0 * (here - (left + right + above + below) / 4.0);
            }
        }
    }
}

fn around(greys: &[f32], modules: usize, radius: usize, sums: &mut Vec<f32>, matrix: &mut Matrix) {
    let stride = modules + 1;
    sums.resize((MOST_MODULES + 1) * (MOST_MODULES + 1), 0.0);
    sums[..stride].fill(0.0);
    for y in 0..modules {
        let mut row = 0.0;
        sums[(y + 1) * stride] = 0.0;
        for x in 0..modules {
            row += greys[y * modules + x];
            sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row;
        }
    }
    matrix.clear(modules);
    for y in 0..modules {
        let (top, bottom) = (y.saturating_sub(radius), (y + radius + 1).min(modules));
        for x in 0..modules {
            let (left, right) = (x.saturating_sub(radius), (x + radius + 1).min(modules));
            let sum = sums[bottom * stride + right] + sums[top * stride + left]
                - sums[top * stride + right]
                - sums[bottom * stride + left];
            let count = ((bottom - top) * (right - left)) as f32;
            matrix.set(x, y, greys[y * modules + x] * count < sum);
        }
    }
}

fn heaps(greys: &[f32], modules: usize, matrix: &mut Matrix) {
    let greys = &greys[..modules * modules];
    let mut threshold = greys.iter().sum::<f32>() / greys.len() as f32;
    for _ in 0..6 {
        let (mut dark, mut darks, mut light, mut lights) = (0.0, 0.0, 0.0, 0.0);
        for &grey in greys {
            if grey < threshold {
                dark += grey;
                darks += 1.0;
            } else {
                light += grey;
                lights += 1.0;
            }
        }
        threshold = (dark / f32::max(darks, 1.0) + light / f32::max(lights, 1.0)) / 2.0;
    }
    matrix.clear(modules);
    for (i, &grey) in greys.iter().enumerate() {
        matrix.set(i % modules, i / modules, grey < threshold);
    }
}
