//! From module coordinates to the picture: a projective map, fitted by least squares.

use crate::outline::Outline;
use crate::scan::Point;

/// A projective map; the last of its nine numbers is 1 where it was fitted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Projection([f64; 9]);

/// What a map should do: take `module` to `pixel`, as far as `weight` says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Anchor {
    pub module: (f32, f32),
    pub pixel: Point,
    pub weight: f32,
}

/// Anchors of one fit: the finders' and the alignment patterns'.
#[derive(Debug)]
pub(crate) struct Anchors {
    all: [Anchor; 64],
    count: usize,
}

impl Anchors {
    pub fn new() -> Self {
        Self { all: [Anchor { module: (0.0, 0.0), pixel: Point::new(0.0, 0.0), weight: 0.0 }; 64], count: 0 }
    }

    pub fn add(&mut self, module: (f32, f32), pixel: Point, weight: f32) {
        if let Some(free) = self.all.get_mut(self.count) {
            *free = Anchor { module, pixel, weight };
            self.count += 1;
        }
    }

    /// The four corners and the middle of each finder.
    pub fn finders(&mut self, modules: usize, outlines: &[Outline; 3], corner_weight: f32) {
        let far = (modules - 7) as f32;
        for (outline, (u, v)) in outlines.iter().zip([(0.0, 0.0), (far, 0.0), (0.0, far)]) {
            for (corner, (a, b)) in
                outline.corners.iter().zip([(0.0, 0.0), (7.0, 0.0), (7.0, 7.0), (0.0, 7.0)])
            {
                self.add((u + a, v + b), *corner, corner_weight);
            }
            self.add((u + 3.5, v + 3.5), outline.centre, 2.0);
        }
    }

    pub fn all(&self) -> &[Anchor] {
        &self.all[..self.count]
    }
}

impl Projection {
    /// Where a point of the symbol lies in the picture.
    #[inline]
    pub fn at(&self, u: f32, v: f32) -> Point {
        let (u, v, m) = (f64::from(u), f64::from(v), &self.0);
        let scale = 1.0 / (m[6] * u + m[7] * v + m[8]);
        Point::new(
            ((m[0] * u + m[1] * v + m[2]) * scale) as f32,
            ((m[3] * u + m[4] * v + m[5]) * scale) as f32,
        )
    }

    /// How far a module reaches to the right and down there, in the picture.
    pub fn steps(&self, u: f32, v: f32) -> (Point, Point) {
        ((self.at(u + 1.0, v) - self.at(u - 1.0, v)) * 0.5, (self.at(u, v + 1.0) - self.at(u, v - 1.0)) * 0.5)
    }

    /// The map of a symbol of `modules` a side that suits the anchors best. `None` where there is none.
    pub fn fit(modules: usize, anchors: &[Anchor]) -> Option<Self> {
        let half = modules as f64 / 2.0;
        let count = anchors.len().max(1) as f64;
        let mean_x = anchors.iter().map(|anchor| f64::from(anchor.pixel.x)).sum::<f64>() / count;
        let mean_y = anchors.iter().map(|anchor| f64::from(anchor.pixel.y)).sum::<f64>() / count;
        let spread = anchors
            .iter()
            .map(|anchor| {
                (f64::from(anchor.pixel.x) - mean_x).abs() + (f64::from(anchor.pixel.y) - mean_y).abs()
            })
            .sum::<f64>()
            / count
            + 1e-9;
        let mut normal = [[0.0; 9]; 8];
        for anchor in anchors {
            let (u, v) = (f64::from(anchor.module.0) / half - 1.0, f64::from(anchor.module.1) / half - 1.0);
            let (x, y) = (
                (f64::from(anchor.pixel.x) - mean_x) / spread,
                (f64::from(anchor.pixel.y) - mean_y) / spread,
            );
            let weight = f64::from(anchor.weight);
            for row in
                [[u, v, 1.0, 0.0, 0.0, 0.0, -u * x, -v * x, x], [0.0, 0.0, 0.0, u, v, 1.0, -u * y, -v * y, y]]
            {
                for (a, out) in normal.iter_mut().enumerate() {
                    let scaled = weight * row[a];
                    for (out, value) in out.iter_mut().zip(row) {
                        *out += scaled * value;
                    }
                }
            }
        }
        // The less perspective, the better, where the anchors leave it open.
        normal[6][6] += 1e-5;
        normal[7][7] += 1e-5;
        let s = solve(&mut normal)?;
        let mut map = [0.0; 9];
        // Undo the scaling of both sides: first of the modules, then of the pixels.
        for (row, [a, b, c]) in
            [[s[0], s[1], s[2]], [s[3], s[4], s[5]], [s[6], s[7], 1.0]].into_iter().enumerate()
        {
            map[row * 3] = a / half;
            map[row * 3 + 1] = b / half;
            map[row * 3 + 2] = c - a - b;
        }
        for column in 0..3 {
            map[column] = map[column] * spread + mean_x * map[6 + column];
            map[3 + column] = map[3 + column] * spread + mean_y * map[6 + column];
        }
        map.iter().all(|value| value.is_finite()).then_some(Self(map))
    }
}

/// Gauss and Jordan, with pivots.
fn solve(rows: &mut [[f64; 9]; 8]) -> Option<[f64; 8]> {
    for column in 0..8 {
        let pivot = (column..8).max_by(|&a, &b| rows[a][column].abs().total_cmp(&rows[b][column].abs()))?;
        rows.swap(column, pivot);
        let row = rows[column];
        if row[column].abs() < 1e-12 {
            return None;
        }
        for (i, other) in rows.iter_mut().enumerate() {
            let factor = other[column] / row[column];
            if i != column && factor != 0.0 {
                for (out, value) in other[column..].iter_mut().zip(&row[column..]) {
                    *out -= factor * value;
                }
            }
        }
    }
    Some(std::array::from_fn(|i| rows[i][8] / rows[i][i]))
}
