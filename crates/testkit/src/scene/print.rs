//! A code on paper: turned, tilted, bent, and partly covered.

use super::plane::Plane;
use super::symbol::Symbol;
use crate::pose::{Pose, Turn};

/// A printed code and how it hangs before the camera. Start from [`Print::new`].
#[derive(Debug, Clone, PartialEq)]
pub struct Print {
    /// What is printed.
    pub symbol: Symbol,
    /// Where its middle is seen, in pixels.
    pub at: (f32, f32),
    /// Pixels a module, if it were not tilted.
    pub module: f32,
    /// Turned in the picture's plane, in degrees.
    pub roll: f32,
    /// Leant away from the camera, in degrees.
    pub tilt: f32,
    /// The direction of the side that is farther away, in degrees.
    pub tilt_towards: f32,
    /// The angle about a bottle or a pillar that the symbol spans, in radians; 0 is flat.
    pub curl: f32,
    /// Bent about its level axis instead of the upright one.
    pub curl_level: bool,
    /// Grey of the ink.
    pub ink: f32,
    /// Grey of the paper.
    pub paper: f32,
    /// Light modules on dark ground.
    pub inverted: bool,
    /// Seen in a mirror, or from behind a window.
    pub mirrored: bool,
    /// Modules of bare paper around the symbol.
    pub quiet: f32,
    /// What covers it.
    pub stickers: Vec<Sticker>,
}

/// Something that lies on the symbol; in modules from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sticker {
    /// Its middle.
    pub at: (f32, f32),
    /// Half of its sides.
    pub half: (f32, f32),
    /// Its grey.
    pub shade: f32,
    /// A finger's end rather than a rectangle.
    pub round: bool,
}

/// A code in a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// What it says.
    pub text: String,
    /// Modules a side.
    pub side: usize,
    /// Top left, top right, bottom right and bottom left of the symbol as it was printed, without its quiet zone.
    pub corners: [(f32, f32); 4],
}

impl Seen {
    /// Pixels a module along the shortest of the four sides.
    pub fn smallest_module(&self) -> f32 {
        let length = |i: usize| {
            let ((x, y), (to_x, to_y)) = (self.corners[i], self.corners[(i + 1) % 4]);
            (to_x - x).hypot(to_y - y)
        };
        (0..4).map(length).fold(f32::INFINITY, f32::min) / self.side as f32
    }
}

impl Print {
    /// Straight before the camera, in black on white.
    pub const fn new(symbol: Symbol, at: (f32, f32), module: f32) -> Self {
        Self {
            symbol,
            at,
            module,
            roll: 0.0,
            tilt: 0.0,
            tilt_towards: 0.0,
            curl: 0.0,
            curl_level: false,
            ink: 25.0,
            paper: 220.0,
            inverted: false,
            mirrored: false,
            quiet: 4.0,
            stickers: Vec::new(),
        }
    }

    /// Paints it over what is there.
    pub(super) fn draw(&self, plane: &mut Plane, half_view: f32) -> Seen {
        let pose = self.pose(plane, half_view);
        let side = self.symbol.side as f32;
        let (from, to) = self.bounds(&pose);
        // So many samples a pixel that edges are averaged as on a sensor.
        let samples = if self.module < 3.0 { 4 } else { 3 };
        let step = 1.0 / samples as f32;
        plane.within(from, to, |x, y, under| {
            let mut sum = 0.0;
            for sample in 0..samples * samples {
                let (i, j) = ((sample % samples) as f32 + 0.5, (sample / samples) as f32 + 0.5);
                let seen = self.hit(&pose, x - 0.5 + i * step, y - 0.5 + j * step);
                sum += seen
                    .and_then(|(u, v, light)| Some(light * self.shade_at(u + side / 2.0, v + side / 2.0)?))
                    .unwrap_or(*under);
            }
            *under = sum * step * step;
        });
        let far = side / 2.0;
        let corners =
            [(-far, -far), (far, -far), (far, far), (-far, far)].map(|(u, v)| self.see(&pose, u, v));
        Seen { text: self.symbol.text.clone(), side: self.symbol.side, corners }
    }

    fn pose(&self, plane: &Plane, half_view: f32) -> Pose {
        let (sin, cos) = self.tilt.to_radians().sin_cos();
        let (down, right) = self.tilt_towards.to_radians().sin_cos();
        // The yaw and the pitch by which the paper faces away from that direction.
        let yaw = (-sin * right).atan2(cos).to_degrees();
        let pitch = (sin * down).asin().to_degrees();
        let size = (plane.width as u32, plane.height as u32);
        let at = (self.at.0 - plane.width as f32 / 2.0, self.at.1 - plane.height as f32 / 2.0);
        Pose::new(size, half_view, Turn { yaw, pitch, roll: self.roll }, at, self.module)
    }

    /// The symbol's point at a picture's point, from its middle, and the light on the paper there.
    fn hit(&self, pose: &Pose, x: f32, y: f32) -> Option<(f32, f32, f32)> {
        let (u, v, light) = if self.curl == 0.0 {
            let (u, v) = pose.hit(x, y)?;
            (u, v, 1.0)
        } else {
            self.hit_bent(pose.eye, pose.ray(x, y))?
        };
        Some((if self.mirrored { -u } else { u }, v, light))
    }

    /// The nearer of the two points at which a ray meets the cylinder that the paper lies on.
    fn hit_bent(&self, eye: [f32; 3], ray: [f32; 3]) -> Option<(f32, f32, f32)> {
        let (across, along) = if self.curl_level { (1, 0) } else { (0, 1) };
        let radius = self.symbol.side as f32 / self.curl;
        let (x, z) = (eye[across], eye[2] - radius);
        let square = ray[across].powi(2) + ray[2].powi(2);
        let half = x * ray[across] + z * ray[2];
        let root = half.powi(2) - square * (x * x + z * z - radius * radius);
        let reach = (root >= 0.0).then(|| (-half - root.sqrt()) / square)?;
        let angle = (x + reach * ray[across]).atan2(-(z + reach * ray[2]));
        let (bent, straight) = (angle * radius, eye[along] + reach * ray[along]);
        let light = 0.55 + 0.45 * angle.cos();
        Some(if self.curl_level { (straight, bent, light) } else { (bent, straight, light) })
    }

    /// Where the symbol's point is seen.
    fn see(&self, pose: &Pose, u: f32, v: f32) -> (f32, f32) {
        let u = if self.mirrored { -u } else { u };
        if self.curl == 0.0 {
            return pose.see([u, v, 0.0]);
        }
        let radius = self.symbol.side as f32 / self.curl;
        let (bent, straight) = if self.curl_level { (v, u) } else { (u, v) };
        let (sin, cos) = (bent / radius).sin_cos();
        let (across, away) = (radius * sin, radius * (1.0 - cos));
        pose.see(if self.curl_level { [straight, across, away] } else { [across, straight, away] })
    }

    /// The part of the picture in which the paper lies.
    fn bounds(&self, pose: &Pose) -> ((f32, f32), (f32, f32)) {
        let far = self.symbol.side as f32 / 2.0 + self.quiet;
        let (mut from, mut to) = ((f32::INFINITY, f32::INFINITY), (f32::NEG_INFINITY, f32::NEG_INFINITY));
        for i in 0..=8 {
            let along = far * (i as f32 / 4.0 - 1.0);
            for (u, v) in [(along, -far), (along, far), (-far, along), (far, along)] {
                let (x, y) = self.see(pose, u, v);
                from = (from.0.min(x - 2.0), from.1.min(y - 2.0));
                to = (to.0.max(x + 2.0), to.1.max(y + 2.0));
            }
        }
        (from, to)
    }

    /// The print's grey, in modules from the symbol's top left corner; none beside the paper.
    fn shade_at(&self, u: f32, v: f32) -> Option<f32> {
        let side = self.symbol.side as f32;
        let paper = -self.quiet..side + self.quiet;
        if !paper.contains(&u) || !paper.contains(&v) {
            return None;
        }
        if let Some(sticker) = self.stickers.iter().rfind(|sticker| sticker.covers(u, v)) {
            return Some(sticker.shade);
        }
        let dark = u >= 0.0 && v >= 0.0 && self.symbol.is_dark(u as usize, v as usize);
        Some(if dark != self.inverted { self.ink } else { self.paper })
    }
}

impl Sticker {
    fn covers(&self, u: f32, v: f32) -> bool {
        let (x, y) = ((u - self.at.0).abs() / self.half.0, (v - self.at.1).abs() / self.half.1);
        if self.round { x * x + y * y < 1.0 } else { x < 1.0 && y < 1.0 }
    }
}
