//! What a phone's camera sees of a page: turned in perspective, blurred, unevenly lit, noisy.

use image::{GrayImage, Luma, imageops};

use crate::noise::Noise;
use crate::pose::{MAIN_LENS, Pose, Turn};

/// The frame that the app asks cameras for, in pixels.
pub const FRAME: (u32, u32) = (1280, 720);
/// The wall around the page.
const WALL: f32 = 150.0;
/// Samples a pixel in each direction, so that edges are averaged as on a sensor.
const SAMPLES: u32 = 2;

/// How a page is looked at. Start from [`Camera::steady`] or [`Camera::hand_held`] and change what matters.
#[derive(Debug, Clone, PartialEq)]
pub struct Camera {
    /// Width and height of the picture in pixels.
    pub size: (u32, u32),
    /// Turned about the upright axis, in degrees.
    pub yaw: f32,
    /// Turned about the level axis, in degrees.
    pub pitch: f32,
    /// Turned in the picture's plane, in degrees.
    pub roll: f32,
    /// The page's height as a share of the picture's, if it were not turned.
    pub share: f32,
    /// Where the page's middle lies, as shares of the picture from its middle.
    pub shift: (f32, f32),
    /// Standard deviation of the blur in pixels.
    pub blur: f32,
    /// Brightness of white paper at the left and at the right edge, 0 to 1.
    pub light: (f32, f32),
    /// Standard deviation of the sensor's noise, in steps of 256.
    pub noise: f32,
    /// What the noise is drawn from.
    pub seed: u64,
}

impl Camera {
    /// Straight before the page, sharp and evenly lit.
    pub const fn steady() -> Self {
        Self {
            size: FRAME,
            yaw: 0.0,
            pitch: 0.0,
            roll: 0.0,
            share: 0.95,
            shift: (0.0, 0.0),
            blur: 0.0,
            light: (0.95, 0.95),
            noise: 0.0,
            seed: 0,
        }
    }

    /// As a visitor holds a phone at a door: up to 20 degrees askew, slightly out of focus, light from one side.
    pub fn hand_held(seed: u64) -> Self {
        let mut noise = Noise::new(seed);
        let dim = 0.55 + 0.1 * noise.even();
        Self {
            yaw: 20.0 * noise.even(),
            pitch: 15.0 * noise.even(),
            roll: 12.0 * noise.even(),
            share: 0.95 + 0.1 * noise.even(),
            shift: (0.05 * noise.even(), 0.03 * noise.even()),
            blur: 0.8 + 0.3 * noise.even(),
            light: if noise.even() < 0.0 { (dim, 0.95) } else { (0.95, dim) },
            noise: 5.0,
            seed,
            ..Self::steady()
        }
    }

    /// The picture of a page.
    pub fn see(&self, page: &GrayImage) -> GrayImage {
        let mut picture = self.project(page);
        if self.blur > 0.0 {
            picture = imageops::blur(&picture, self.blur);
        }
        self.light_up(&mut picture);
        picture
    }

    /// The picture of the wall, without any page.
    pub fn see_wall(&self) -> GrayImage {
        let mut picture = GrayImage::from_pixel(self.size.0, self.size.1, Luma([WALL as u8]));
        self.light_up(&mut picture);
        picture
    }

    /// So many pictures one after another, while the hand trembles.
    pub fn film(&self, page: &GrayImage, frames: u32) -> Vec<GrayImage> {
        let mut tremble = Noise::new(self.seed ^ 0xf11f);
        (0..frames)
            .map(|frame| {
                let mut camera = self.clone();
                camera.yaw += tremble.even();
                camera.roll += tremble.even();
                camera.shift.0 += 0.004 * tremble.even();
                camera.shift.1 += 0.004 * tremble.even();
                camera.seed = self.seed.wrapping_add(u64::from(frame));
                camera.see(page)
            })
            .collect()
    }

    /// Follows each pixel's ray to the page's plane.
    fn project(&self, page: &GrayImage) -> GrayImage {
        let (width, height) = (self.size.0 as f32, self.size.1 as f32);
        let page_height = page.height() as f32;
        let scale = self.share.max(0.01) * height / page_height;
        let turn = Turn { yaw: self.yaw, pitch: self.pitch, roll: self.roll };
        let at = (self.shift.0 * width, self.shift.1 * height);
        let pose = Pose::new(self.size, MAIN_LENS, turn, at, scale);
        let step = 1.0 / SAMPLES as f32;
        GrayImage::from_fn(self.size.0, self.size.1, |x, y| {
            let mut sum = 0.0;
            for sample in 0..SAMPLES * SAMPLES {
                let (i, j) = ((sample % SAMPLES) as f32, (sample / SAMPLES) as f32);
                let seen = pose.hit(x as f32 + (i + 0.5) * step, y as f32 + (j + 0.5) * step);
                sum += seen.map_or(WALL, |(u, v)| {
                    shade_at(page, u + page.width() as f32 / 2.0, v + page_height / 2.0)
                });
            }
            Luma([(sum * step * step) as u8])
        })
    }

    fn light_up(&self, picture: &mut GrayImage) {
        let width = picture.width() as f32;
        let mut noise = Noise::new(self.seed);
        for (x, _, Luma([shade])) in picture.enumerate_pixels_mut() {
            let along = x as f32 / width;
            let light = self.light.0 + (self.light.1 - self.light.0) * along;
            let grain = if self.noise > 0.0 { self.noise * noise.normal() } else { 0.0 };
            // Black ink reflects a little, so that its grain shows as well.
            *shade = (light * (12.0 + 0.95 * f32::from(*shade)) + grain) as u8;
        }
    }
}

/// The page's shade between its pixels, or the wall beside it.
fn shade_at(page: &GrayImage, u: f32, v: f32) -> f32 {
    let (u, v) = (u - 0.5, v - 0.5);
    let (left, top) = (u.floor(), v.floor());
    if left < 0.0 || top < 0.0 || left + 1.0 >= page.width() as f32 || top + 1.0 >= page.height() as f32 {
        return WALL;
    }
    let at = |x: u32, y: u32| f32::from(page.get_pixel(x, y).0[0]);
    let (x, y) = (left as u32, top as u32);
    let (right, down) = (u - left, v - top);
    let above = at(x, y) * (1.0 - right) + at(x + 1, y) * right;
    let below = at(x, y + 1) * (1.0 - right) + at(x + 1, y + 1) * right;
    above * (1.0 - down) + below * down
}
