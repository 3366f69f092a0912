//! Shades as numbers, before a sensor rounds and cuts them off; and what is painted with them.

use crate::noise::Noise;

/// Grey from 0 to 255 and beyond, row by row.
#[derive(Debug, Clone)]
pub struct Plane {
    pub width: usize,
    pub height: usize,
    pub shades: Vec<f32>,
}

/// A neighbour and its share of a pixel.
#[derive(Debug, Clone, Copy)]
pub struct Tap {
    pub x: isize,
    pub y: isize,
    pub share: f32,
}

impl Plane {
    pub fn new((width, height): (u32, u32)) -> Self {
        let (width, height) = (width as usize, height as usize);
        Self { width, height, shades: vec![0.0; width * height] }
    }

    pub fn fill(&mut self, shade: f32) {
        self.shades.fill(shade);
    }

    /// Changes each pixel by its middle's place.
    pub fn each(&mut self, mut change: impl FnMut(f32, f32, &mut f32)) {
        self.within((0.0, 0.0), (self.width as f32, self.height as f32), &mut change);
    }

    /// The same in a rectangle, as far as it lies in the picture.
    pub fn within(&mut self, from: (f32, f32), to: (f32, f32), mut change: impl FnMut(f32, f32, &mut f32)) {
        let cut = |at: f32, end: usize| (at.max(0.0) as usize).min(end);
        let columns = cut(from.0.floor(), self.width)..cut(to.0.ceil(), self.width);
        for y in cut(from.1.floor(), self.height)..cut(to.1.ceil(), self.height) {
            let row = &mut self.shades[y * self.width..][..self.width];
            for x in columns.clone() {
                change(x as f32 + 0.5, y as f32 + 0.5, &mut row[x]);
            }
        }
    }

    /// Paints what is nearer to `at` than 0 by `distance`, with an edge as wide as a pixel or as `soft`.
    fn paint(
        &mut self,
        at: (f32, f32),
        reach: f32,
        soft: f32,
        shade: f32,
        distance: impl Fn(f32, f32) -> f32,
    ) {
        let soft = soft.max(1.0);
        let reach = reach + soft;
        self.within((at.0 - reach, at.1 - reach), (at.0 + reach, at.1 + reach), |x, y, under| {
            let cover = (0.5 - distance(x - at.0, y - at.1) / soft).clamp(0.0, 1.0);
            *under += (shade - *under) * cover;
        });
    }

    /// A ring, or a disc if nothing is spared.
    pub fn ring(&mut self, at: (f32, f32), outer: f32, inner: f32, soft: f32, shade: f32) {
        self.paint(at, outer, soft, shade, |x, y| {
            let radius = x.hypot(y);
            (radius - outer).max(inner - radius)
        });
    }

    /// A rectangle of two half sides, turned.
    pub fn slab(&mut self, at: (f32, f32), half: (f32, f32), degrees: f32, soft: f32, shade: f32) {
        let (sin, cos) = degrees.to_radians().sin_cos();
        self.paint(at, half.0.hypot(half.1), soft, shade, |x, y| {
            let (along, across) = (x * cos + y * sin, y * cos - x * sin);
            (along.abs() - half.0).max(across.abs() - half.1)
        });
    }

    /// Clouds of about `cell` pixels, up to `height` lighter or darker.
    pub fn cloud(&mut self, cell: f32, height: f32, noise: &mut Noise) {
        let columns = (self.width as f32 / cell) as usize + 2;
        let rows = (self.height as f32 / cell) as usize + 2;
        let knots: Vec<f32> = (0..columns * rows).map(|_| height * noise.even()).collect();
        self.each(|x, y, shade| {
            let (x, y) = (x / cell, y / cell);
            let (column, row) = (x as usize, y as usize);
            let (right, down) = (x - column as f32, y - row as f32);
            let knot = |i: usize, j: usize| knots[(row + j) * columns + column + i];
            let above = knot(0, 0) + (knot(1, 0) - knot(0, 0)) * right;
            let below = knot(0, 1) + (knot(1, 1) - knot(0, 1)) * right;
            *shade += above + (below - above) * down;
        });
    }

    /// Each pixel becomes the sum of its neighbours' shares; the border's pixels stand for what lies beyond.
    pub fn convolve(&mut self, taps: &[Tap]) {
        let reach =
            |along: fn(&Tap) -> isize| taps.iter().map(|tap| along(tap).unsigned_abs()).max().unwrap_or(0);
        let (reach_x, reach_y) = (reach(|tap| tap.x), reach(|tap| tap.y));
        let stride = self.width + 2 * reach_x;
        let mut padded = Vec::with_capacity(stride * (self.height + 2 * reach_y));
        for y in 0..self.height + 2 * reach_y {
            let row =
                &self.shades[y.saturating_sub(reach_y).min(self.height - 1) * self.width..][..self.width];
            padded.extend(std::iter::repeat_n(row[0], reach_x));
            padded.extend_from_slice(row);
            padded.extend(std::iter::repeat_n(row[self.width - 1], reach_x));
        }
        for (y, row) in self.shades.chunks_exact_mut(self.width).enumerate() {
            row.fill(0.0);
            for tap in taps {
                let top = (y + reach_y).wrapping_add_signed(tap.y);
                let from = top * stride + reach_x.wrapping_add_signed(tap.x);
                for (sum, neighbour) in row.iter_mut().zip(&padded[from..from + self.width]) {
                    *sum += tap.share * neighbour;
                }
            }
        }
    }
}
