//! The hardships, and how hard each becomes.

use super::backdrop::Backdrop;
use super::optics::{Glare, Light, Motion, Shadow};
use super::print::{Print, Sticker};
use super::symbol::Symbol;
use super::{Scene, View};
use crate::noise::Noise;

/// What makes a scene hard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nothing: a code at an arm's length.
    Plain,
    /// Turned in the picture's plane by any angle, and smaller.
    Roll,
    /// Leant up to 65 degrees in any direction.
    Tilt,
    /// Out of focus.
    Blur,
    /// The hand moved.
    Motion,
    /// Pale ink.
    Contrast,
    /// A mirrored lamp.
    Glare,
    /// The edge of a shadow lies on the code.
    Shadow,
    /// A grainy sensor.
    Noise,
    /// Far away: down to 1.4 pixels a module.
    Small,
    /// Large symbols, up to version 40.
    Dense,
    /// On a bottle or a pillar.
    Curl,
    /// A finger or stickers cover a part, never a finder.
    Occlusion,
    /// Light on dark.
    Inverted,
    /// At night.
    Dark,
    /// Stored as a small JPEG.
    Jpeg,
    /// Text, bricks, tiles or rings behind it.
    Clutter,
    /// More codes in view.
    Several,
    /// The paper was cut off close to the symbol.
    CutQuiet,
    /// Some of the others at once.
    Combination,
    /// The backdrops and the noise alone.
    Empty,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::Plain,
        Self::Roll,
        Self::Tilt,
        Self::Blur,
        Self::Motion,
        Self::Contrast,
        Self::Glare,
        Self::Shadow,
        Self::Noise,
        Self::Small,
        Self::Dense,
        Self::Curl,
        Self::Occlusion,
        Self::Inverted,
        Self::Dark,
        Self::Jpeg,
        Self::Clutter,
        Self::Several,
        Self::CutQuiet,
        Self::Combination,
        Self::Empty,
    ];

    /// One word, for files and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Roll => "roll",
            Self::Tilt => "tilt",
            Self::Blur => "blur",
            Self::Motion => "motion",
            Self::Contrast => "contrast",
            Self::Glare => "glare",
            Self::Shadow => "shadow",
            Self::Noise => "noise",
            Self::Small => "small",
            Self::Dense => "dense",
            Self::Curl => "curl",
            Self::Occlusion => "occlusion",
            Self::Inverted => "inverted",
            Self::Dark => "dark",
            Self::Jpeg => "jpeg",
            Self::Clutter => "clutter",
            Self::Several => "several",
            Self::CutQuiet => "cut-quiet",
            Self::Combination => "combination",
            Self::Empty => "empty",
        }
    }

    /// The picture of [`Scene::of`] the same.
    pub fn view(self, strength: f32, seed: u64) -> View {
        Scene::of(self, strength, seed).draw(seed)
    }
}

/// A scene of the kind; see [`Scene::of`].
pub fn scene(kind: Kind, strength: f32, seed: u64, size: (u32, u32)) -> Scene {
    let mut noise = Noise::new(seed.wrapping_mul(64).wrapping_add(kind as u64));
    let mut scene = Scene { size, ..ordinary(&mut noise) };
    if kind == Kind::Empty {
        scene.backdrop = Backdrop::ALL[noise.below(Backdrop::ALL.len())];
        scene.noise = 2.0 + 20.0 * strength;
        return scene;
    }
    let symbol = if kind == Kind::Dense {
        Symbol::long(400 + (1900.0 * strength) as usize, &mut noise)
    } else {
        Symbol::venue(&mut noise)
    };
    let mut print = hand_held(symbol, &mut noise);
    if kind == Kind::Combination {
        let mut ways =
            [Kind::Tilt, Kind::Blur, Kind::Motion, Kind::Contrast, Kind::Shadow, Kind::Noise, Kind::Small];
        for i in 0..3 {
            let other = i + noise.below(ways.len() - i);
            ways.swap(i, other);
            harden(ways[i], 0.55 * strength, &mut scene, &mut print, &mut noise);
        }
    } else {
        harden(kind, strength, &mut scene, &mut print, &mut noise);
    }
    place(&mut print, size, &mut noise);
    aim(kind, strength, &mut scene, &print, &mut noise);
    scene.prints.insert(0, print);
    scene
}

/// A frame as cameras take it: not quite even light, not quite sharp, some noise.
fn ordinary(noise: &mut Noise) -> Scene {
    let backdrops = [Backdrop::Wall, Backdrop::Desk, Backdrop::Things];
    Scene {
        backdrop: backdrops[noise.below(backdrops.len())],
        light: Light { slope: (0.3 * noise.even(), 0.2 * noise.even()), ..Light::EVEN },
        blur: noise.between(0.4, 0.75),
        noise: noise.between(1.0, 3.0),
        ..Scene::empty()
    }
}

/// A code at an arm's length, a little askew.
fn hand_held(symbol: Symbol, noise: &mut Noise) -> Print {
    Print {
        module: noise.between(3.5, 6.0),
        roll: 20.0 * noise.even(),
        tilt: noise.between(0.0, 12.0),
        tilt_towards: 180.0 * noise.even(),
        ink: noise.between(15.0, 45.0),
        paper: noise.between(200.0, 235.0),
        ..Print::new(symbol, (0.0, 0.0), 0.0)
    }
}

/// What the strength does; of `easy` at 0 and `hard` at 1.
fn harden(kind: Kind, strength: f32, scene: &mut Scene, print: &mut Print, noise: &mut Noise) {
    let from = |easy: f32, hard: f32| easy + (hard - easy) * strength;
    match kind {
        Kind::Plain | Kind::Glare | Kind::Shadow | Kind::Empty | Kind::Combination => {}
        Kind::Roll => (print.roll, print.module) = (180.0 * noise.even(), from(6.0, 2.5)),
        Kind::Tilt => {
            print.tilt = from(0.0, 65.0);
            scene.half_view = noise.between(28.0, 45.0);
        }
        Kind::Blur => scene.blur = from(0.2, 0.85) * print.module,
        Kind::Motion => {
            scene.motion = Motion { length: from(0.3, 2.0) * print.module, degrees: 90.0 * noise.even() };
        }
        Kind::Contrast => {
            print.paper = noise.between(95.0, 220.0);
            print.ink = print.paper - from(80.0, 9.0);
        }
        Kind::Noise => scene.noise = from(5.0, 50.0),
        Kind::Small => print.module = from(4.0, 1.4),
        Kind::Dense => {
            let room = 0.85 * scene.size.0.min(scene.size.1) as f32 / (print.symbol.side as f32 + 8.0);
            (print.module, print.roll, print.tilt) = (room.min(4.0), 5.0 * noise.even(), from(0.0, 15.0));
        }
        Kind::Curl => {
            (print.curl, print.curl_level) = (from(0.15, 1.3), noise.below(2) == 0);
            print.tilt *= 2.0;
        }
        Kind::Occlusion => cover(print, from(0.005, 0.11), noise),
        Kind::Inverted => (print.inverted, print.module) = (true, from(5.0, 2.0)),
        Kind::Dark => {
            scene.exposure = from(0.35, 0.045);
            scene.noise = from(2.0, 1.0);
        }
        Kind::Jpeg => {
            scene.jpeg = Some(from(60.0, 6.0) as u8);
            print.module = from(4.5, 2.5);
        }
        Kind::Clutter => {
            let backdrops = [Backdrop::Page, Backdrop::Bricks, Backdrop::Floor, Backdrop::Rings];
            scene.backdrop = backdrops[noise.below(backdrops.len())];
            (print.quiet, print.module) = (from(4.0, 1.5), from(5.0, 2.5));
        }
        Kind::Several => print.module = from(5.0, 2.5),
        Kind::CutQuiet => {
            let backdrops = [Backdrop::Desk, Backdrop::Things, Backdrop::Page, Backdrop::Floor];
            scene.backdrop = backdrops[noise.below(backdrops.len())];
            print.quiet = from(3.0, 0.2);
        }
    }
}

/// Half the width of the square in which the print lies however it is turned.
fn half_room(print: &Print) -> f32 {
    (print.symbol.side as f32 / 2.0 + print.quiet.min(1.0)) * print.module * 1.2 + 4.0
}

/// Somewhere in the picture, and entirely in it.
fn place(print: &mut Print, size: (u32, u32), noise: &mut Noise) {
    let half = half_room(print);
    let along = |side: u32, noise: &mut Noise| {
        // Near the border a wide lens sees paper at yet another angle.
        let part = if print.tilt > 20.0 { 0.5 } else { 1.0 };
        let spare = part * (side as f32 / 2.0 - half).max(0.0);
        side as f32 / 2.0 + spare * noise.even()
    };
    print.at = (along(size.0, noise), along(size.1, noise));
}

/// What needs to know where the code is.
fn aim(kind: Kind, strength: f32, scene: &mut Scene, print: &Print, noise: &mut Noise) {
    let from = |easy: f32, hard: f32| easy + (hard - easy) * strength;
    let half = print.symbol.side as f32 / 2.0 * print.module;
    let mut near =
        |part: f32| (print.at.0 + part * half * noise.even(), print.at.1 + part * half * noise.even());
    match kind {
        Kind::Glare => {
            let radius = half * from(0.1, 0.34);
            scene.glare = Some(Glare { at: near(0.7), radius, power: from(200.0, 500.0) });
        }
        Kind::Shadow | Kind::Combination => {
            let through = near(0.6);
            let left = if kind == Kind::Shadow { from(0.8, 0.15) } else { from(1.0, 0.6) };
            let (degrees, soft) = (180.0 * noise.even(), noise.between(1.0, 25.0));
            scene.light.shadow = Some(Shadow { through, degrees, left, soft });
        }
        Kind::Several => {
            for _ in 0..1 + (5.0 * strength) as usize {
                let mut other = hand_held(Symbol::venue(noise), noise);
                other.module = print.module;
                // A place beside all others; in a crowded picture there is none.
                for _ in 0..40 {
                    place(&mut other, scene.size, noise);
                    let apart = |there: &Print| {
                        let (x, y) = ((other.at.0 - there.at.0).abs(), (other.at.1 - there.at.1).abs());
                        x.max(y) > half_room(&other) + half_room(there)
                    };
                    if apart(print) && scene.prints.iter().all(apart) {
                        scene.prints.push(other);
                        break;
                    }
                }
            }
        }
        _ => {}
    }
}

/// Covers a share of the symbol in one to three places, but no finder.
fn cover(print: &mut Print, share: f32, noise: &mut Noise) {
    let side = print.symbol.side as f32;
    let count = 1 + noise.below(3);
    while print.stickers.len() < count {
        let area = share * side * side / count as f32;
        let stretch = noise.between(0.6, 1.6);
        let round = noise.below(2) == 0;
        let width = (area * stretch).sqrt() * if round { 1.13 } else { 1.0 };
        let half = (width / 2.0, width / stretch / 2.0);
        let at = (noise.between(half.0, side - half.0), noise.between(half.1, side - half.1));
        let far = side - 8.0;
        let (left, right) = (at.0 - half.0 < 8.0, at.0 + half.0 > far);
        let (above, below) = (at.1 - half.1 < 8.0, at.1 + half.1 > far);
        if !(left && (above || below) || right && above) {
            let shade = noise.between(20.0, 230.0);
            print.stickers.push(Sticker { at, half, shade, round });
        }
    }
}
