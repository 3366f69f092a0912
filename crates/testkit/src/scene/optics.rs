//! Light, lens and sensor.

use image::codecs::jpeg::JpegEncoder;
use image::{GrayImage, ImageFormat};

use super::plane::{Plane, Tap};
use crate::noise::Noise;

/// How the light falls on everything.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Light {
    /// How much brighter the right edge is than the left one, and the lower one than the upper one, as shares.
    pub slope: (f32, f32),
    /// Something stands in the light.
    pub shadow: Option<Shadow>,
}

impl Light {
    /// The same everywhere.
    pub const EVEN: Self = Self { slope: (0.0, 0.0), shadow: None };
}

/// One side of a line lies in the shadow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shadow {
    /// A point of the line, in pixels.
    pub through: (f32, f32),
    /// The direction in which it gets dark, in degrees.
    pub degrees: f32,
    /// What is left of the light there.
    pub left: f32,
    /// The width of its edge in pixels.
    pub soft: f32,
}

/// A lamp, mirrored: brightest in the middle, and washed out around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glare {
    /// Its middle in pixels.
    pub at: (f32, f32),
    /// Standard deviation of its fall, in pixels.
    pub radius: f32,
    /// What it adds in its middle; white paper is about 220.
    pub power: f32,
}

/// A line along which each point is smeared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Motion {
    /// In pixels.
    pub length: f32,
    /// Its direction.
    pub degrees: f32,
}

pub fn light_up(plane: &mut Plane, light: &Light, glare: Option<&Glare>) {
    let (width, height) = (plane.width as f32, plane.height as f32);
    if light.slope != (0.0, 0.0) {
        plane.each(|x, y, shade| {
            *shade *= 1.0 + light.slope.0 * (x / width - 0.5) + light.slope.1 * (y / height - 0.5);
        });
    }
    if let Some(shadow) = light.shadow {
        let (sin, cos) = shadow.degrees.to_radians().sin_cos();
        plane.each(|x, y, shade| {
            let beyond = (x - shadow.through.0) * cos + (y - shadow.through.1) * sin;
            let dark = (beyond / shadow.soft.max(1.0) + 0.5).clamp(0.0, 1.0);
            *shade *= 1.0 - dark * (1.0 - shadow.left);
        });
    }
    if let Some(glare) = glare {
        // Beyond five deviations it adds less than a step of 256.
        let reach = 5.0 * glare.radius;
        let (from, to) = ((glare.at.0 - reach, glare.at.1 - reach), (glare.at.0 + reach, glare.at.1 + reach));
        plane.within(from, to, |x, y, shade| {
            let away = ((x - glare.at.0).powi(2) + (y - glare.at.1).powi(2)) / (2.0 * glare.radius.powi(2));
            *shade += glare.power * (-away).exp();
        });
    }
}

/// Out of focus: a bell curve, along rows and then along columns.
pub fn blur(plane: &mut Plane, deviation: f32) {
    if deviation < 0.1 {
        return;
    }
    let reach = (3.0 * deviation).ceil() as isize;
    let share = |at: isize| (-(at as f32 / deviation).powi(2) / 2.0).exp();
    let whole: f32 = (-reach..=reach).map(share).sum();
    let tap = |at: isize| (at, share(at) / whole);
    let row: Vec<Tap> = (-reach..=reach).map(tap).map(|(at, share)| Tap { x: at, y: 0, share }).collect();
    let column: Vec<Tap> = row.iter().map(|tap| Tap { x: 0, y: tap.x, ..*tap }).collect();
    plane.convolve(&row);
    plane.convolve(&column);
}

/// The hand moved: the mean along a line, in steps of half a pixel, each shared among the four pixels around it.
pub fn shake(plane: &mut Plane, motion: Motion) {
    if motion.length < 0.5 {
        return;
    }
    let (sin, cos) = motion.degrees.to_radians().sin_cos();
    let steps = (2.0 * motion.length).ceil() as usize;
    let reach = (motion.length / 2.0).ceil() as isize + 1;
    let side = (2 * reach + 1) as usize;
    let mut shares = vec![0.0; side * side];
    for step in 0..=steps {
        let along = motion.length * (step as f32 / steps as f32 - 0.5);
        let (x, y) = (along * cos + reach as f32, along * sin + reach as f32);
        let (right, down) = (x.fract(), y.fract());
        let at = y as usize * side + x as usize;
        for (to, share) in [
            (at, (1.0 - right) * (1.0 - down)),
            (at + 1, right * (1.0 - down)),
            (at + side, (1.0 - right) * down),
            (at + side + 1, right * down),
        ] {
            shares[to] += share / (steps + 1) as f32;
        }
    }
    let taps: Vec<Tap> = shares
        .into_iter()
        .enumerate()
        .filter(|(_, share)| *share > 0.0)
        .map(|(i, share)| Tap { x: (i % side) as isize - reach, y: (i / side) as isize - reach, share })
        .collect();
    plane.convolve(&taps);
}

/// What the sensor makes of it: less light, grain, whole steps, and nothing beyond black and white.
pub fn expose(plane: &Plane, exposure: f32, deviation: f32, noise: &mut Noise) -> GrayImage {
    GrayImage::from_fn(plane.width as u32, plane.height as u32, |x, y| {
        let light = exposure * plane.shades[y as usize * plane.width + x as usize];
        let grain = if deviation > 0.0 { deviation * noise.normal() } else { 0.0 };
        [(light.min(255.0) + grain).round() as u8].into()
    })
}

/// As it comes back from a JPEG.
#[expect(clippy::expect_used, reason = "a picture in memory, written and read by the same library")]
pub fn stored(picture: &GrayImage, quality: u8) -> GrayImage {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(picture).expect("a JPEG");
    image::load_from_memory_with_format(&bytes, ImageFormat::Jpeg).expect("the JPEG").into_luma8()
}
