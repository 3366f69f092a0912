//! Hard views of codes, by kind and strength, with what they say and where they lie.
//!
//! ```
//! use venue_testkit::scene::{Kind, Scene};
//! let view = Scene::of(Kind::Tilt, 0.5, 7).draw(7);
//! assert_eq!(view.codes.len(), 1);
//! ```

mod backdrop;
mod kind;
mod optics;
mod plane;
mod print;
mod symbol;

use image::GrayImage;

pub use backdrop::Backdrop;
pub use kind::Kind;
pub use optics::{Glare, Light, Motion, Shadow};
pub use print::{Print, Seen, Sticker};
pub use symbol::Symbol;

use crate::camera::FRAME;
use crate::noise::Noise;
use crate::pose::MAIN_LENS;
use plane::Plane;

/// What stands before a camera, how it is lit, and what lens and sensor do to it. Start from [`Scene::empty`] or
/// [`Scene::of`] and change what matters.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Width and height of the picture in pixels.
    pub size: (u32, u32),
    /// Half the angle that the lens sees along the picture's width, in degrees: the wider, the stronger the perspective.
    pub half_view: f32,
    /// What is behind the codes.
    pub backdrop: Backdrop,
    /// The codes.
    pub prints: Vec<Print>,
    /// How the light falls.
    pub light: Light,
    /// A lamp that is mirrored in the picture.
    pub glare: Option<Glare>,
    /// Standard deviation of the blur in pixels.
    pub blur: f32,
    /// How the hand moved during the exposure.
    pub motion: Motion,
    /// What of the light the sensor got: 1 is a good exposure, 0.1 the dark.
    pub exposure: f32,
    /// Standard deviation of the sensor's noise, in steps of 256.
    pub noise: f32,
    /// The quality (1 to 100) at which the picture was once stored as a JPEG.
    pub jpeg: Option<u8>,
}

/// A drawn scene.
#[derive(Debug, Clone)]
pub struct View {
    /// The frame.
    pub picture: GrayImage,
    /// The codes in it, in the order of [`Scene::prints`].
    pub codes: Vec<Seen>,
}

impl Scene {
    /// A wall in good light without a code, in a frame such as the app asks for.
    pub const fn empty() -> Self {
        Self {
            size: FRAME,
            half_view: MAIN_LENS,
            backdrop: Backdrop::Wall,
            prints: Vec::new(),
            light: Light::EVEN,
            glare: None,
            blur: 0.0,
            motion: Motion { length: 0.0, degrees: 0.0 },
            exposure: 1.0,
            noise: 0.0,
            jpeg: None,
        }
    }

    /// One of a kind. `strength` goes from 0, which any scanner should read, to 1, where most give up.
    pub fn of(kind: Kind, strength: f32, seed: u64) -> Self {
        Self::sized(kind, strength, seed, FRAME)
    }

    /// The same in a picture of another size; at least 300 pixels wide and high.
    pub fn sized(kind: Kind, strength: f32, seed: u64, size: (u32, u32)) -> Self {
        kind::scene(kind, strength.clamp(0.0, 1.0), seed, size)
    }

    /// The picture. The seed decides about the backdrop's details and the sensor's noise.
    pub fn draw(&self, seed: u64) -> View {
        let mut noise = Noise::new(seed ^ 0x5ce7_e000);
        let mut plane = Plane::new(self.size);
        self.backdrop.paint(&mut plane, &mut noise);
        let codes = self.prints.iter().map(|print| print.draw(&mut plane, self.half_view)).collect();
        optics::light_up(&mut plane, &self.light, self.glare.as_ref());
        optics::blur(&mut plane, self.blur);
        optics::shake(&mut plane, self.motion);
        let picture = optics::expose(&plane, self.exposure, self.noise, &mut noise);
        View {
            picture: self.jpeg.map_or(picture.clone(), |quality| optics::stored(&picture, quality)),
            codes,
        }
    }
}
