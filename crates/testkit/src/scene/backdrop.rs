//! What is behind a code, and what a locator may mistake for one.

use image::{GrayImage, Luma};

use super::plane::Plane;
use crate::digits;
use crate::noise::Noise;
use crate::pose::{MAIN_LENS, Pose, Turn};

/// What is behind the codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Backdrop {
    /// Plaster.
    Wall,
    /// A dark table.
    Desk,
    /// Things with edges, and their soft shadows.
    Things,
    /// A printed page.
    Page,
    /// Bricks and joints.
    Bricks,
    /// Checkered tiles that lead away.
    Floor,
    /// Rings, squares in squares and bars: what finders look like from afar.
    Rings,
}

impl Backdrop {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Wall, Self::Desk, Self::Things, Self::Page, Self::Bricks, Self::Floor, Self::Rings];

    pub(super) fn paint(self, plane: &mut Plane, noise: &mut Noise) {
        match self {
            Self::Wall => plane.fill(noise.between(120.0, 190.0)),
            Self::Desk => plane.fill(noise.between(25.0, 60.0)),
            Self::Things => things(plane, noise),
            Self::Page => page(plane, noise),
            Self::Bricks => bricks(plane, noise),
            Self::Floor => floor(plane, noise),
            Self::Rings => rings(plane, noise),
        }
        plane.cloud(160.0, 12.0, noise);
        plane.cloud(23.0, 3.0, noise);
        let grain = noise.between(0.5, 4.0);
        plane.each(|_, _, shade| *shade += grain * noise.even());
    }
}

/// Anywhere in the picture.
fn somewhere(plane: &Plane, noise: &mut Noise) -> (f32, f32) {
    (noise.between(0.0, plane.width as f32), noise.between(0.0, plane.height as f32))
}

fn things(plane: &mut Plane, noise: &mut Noise) {
    plane.fill(noise.between(90.0, 190.0));
    for _ in 0..12 {
        let at = somewhere(plane, noise);
        let shade = noise.between(5.0, 245.0);
        let soft = if noise.below(2) == 0 { 1.5 } else { noise.between(15.0, 60.0) };
        if noise.below(3) == 0 {
            let outer = noise.between(15.0, 120.0);
            let inner = if noise.below(2) == 0 { outer * noise.between(0.3, 0.8) } else { 0.0 };
            plane.ring(at, outer, inner, soft, shade);
        } else {
            let half = (noise.between(20.0, 350.0), noise.between(4.0, 90.0));
            plane.slab(at, half, noise.between(-90.0, 90.0), soft, shade);
        }
    }
}

fn page(plane: &mut Plane, noise: &mut Noise) {
    let (width, height) = (plane.width as u32, plane.height as u32);
    let mut paper = GrayImage::from_pixel(width, height, Luma([215]));
    let mut top = 10;
    while top < height {
        let dot = 1 + noise.below(3) as u32;
        let mut line = String::new();
        while digits::width(&line) * dot < width {
            let word = noise.next() >> noise.below(48);
            line.push_str(&format!("{word} "));
        }
        digits::draw(&mut paper, &line, 8, top, dot);
        top += (digits::HEIGHT + 4) * dot;
    }
    for (shade, Luma([drawn])) in plane.shades.iter_mut().zip(paper.pixels()) {
        *shade = f32::from(*drawn).max(35.0);
    }
}

fn bricks(plane: &mut Plane, noise: &mut Noise) {
    let (length, height, joint) =
        (noise.between(60.0, 130.0), noise.between(22.0, 45.0), noise.between(3.0, 7.0));
    let (bright, dark) = (noise.between(150.0, 210.0), noise.between(60.0, 120.0));
    plane.fill(bright);
    let mut row = 0;
    while row as f32 * height < plane.height as f32 {
        let mut left = if row % 2 == 0 { -length / 2.0 } else { 0.0 };
        while left < plane.width as f32 {
            let at = (left + length / 2.0, (row as f32 + 0.5) * height);
            let half = ((length - joint) / 2.0, (height - joint) / 2.0);
            plane.slab(at, half, 0.0, 1.5, dark + 20.0 * noise.even());
            left += length;
        }
        row += 1;
    }
}

fn floor(plane: &mut Plane, noise: &mut Noise) {
    let turn = Turn { yaw: 0.0, pitch: noise.between(25.0, 55.0), roll: noise.between(-45.0, 45.0) };
    let pose = Pose::new((plane.width as u32, plane.height as u32), MAIN_LENS, turn, (0.0, 0.0), 1.0);
    let (tile, light, dark) =
        (noise.between(14.0, 60.0), noise.between(170.0, 225.0), noise.between(20.0, 70.0));
    plane.each(|x, y, shade| {
        *shade = pose.hit(x, y).map_or(light, |(u, v)| {
            if ((u / tile).floor() + (v / tile).floor()) % 2.0 == 0.0 { light } else { dark }
        });
    });
}

fn rings(plane: &mut Plane, noise: &mut Noise) {
    plane.fill(noise.between(170.0, 220.0));
    for _ in 0..40 {
        let at = somewhere(plane, noise);
        let (module, ink) = (noise.between(2.0, 7.0), noise.between(15.0, 70.0));
        match noise.below(4) {
            0 => {
                plane.ring(at, 3.5 * module, 2.5 * module, 1.0, ink);
                plane.ring(at, 1.5 * module, 0.0, 1.0, ink);
            }
            1 | 2 => {
                let turned = noise.between(-45.0, 45.0);
                for (half, shade) in [(3.5, ink), (2.5, 200.0), (1.5, ink)] {
                    plane.slab(at, (half * module, half * module), turned, 1.0, shade);
                }
            }
            _ => {
                let turned = if noise.below(2) == 0 { 0.0 } else { 90.0 };
                let (sin, cos) = f32::to_radians(turned).sin_cos();
                let mut along = 0.0;
                while along < 30.0 * module {
                    let wide = module * (1 + noise.below(3)) as f32;
                    let bar = (at.0 + (along + wide / 2.0) * cos, at.1 + (along + wide / 2.0) * sin);
                    plane.slab(bar, (wide / 2.0, 8.0 * module), turned, 1.0, ink);
                    along += wide + module * (1 + noise.below(3)) as f32;
                }
            }
        }
    }
}
