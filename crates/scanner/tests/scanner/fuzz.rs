//! Whatever the pixels are, a scanner comes back. `SCANNER_FUZZ_ROUNDS` and `SCANNER_FUZZ_SEED` make a longer run of
//! it, or repeat a round.

use std::{env, thread};

use venue_scanner::{Frame, MIN_SIDE, Scan, Scanner, Tier};
use venue_testkit::hostile::Hostile;
use venue_testkit::image::{GrayImage, imageops};
use venue_testkit::noise::Noise;
use venue_testkit::scene::{Backdrop, Print, Scene, Symbol};

const ROUNDS: u64 = 1000;

/// Says which round it was, if it ends in a panic.
struct Round(u64);

impl Drop for Round {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("the round of SCANNER_FUZZ_SEED={} SCANNER_FUZZ_ROUNDS=1", self.0);
        }
    }
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok().map(|number| number.parse().unwrap())
}

#[test]
fn any_frame_is_survived() {
    let first = number("SCANNER_FUZZ_SEED").unwrap_or(0);
    let (mut single, mut live) = (Scanner::new(), Scanner::new());
    for seed in first..first + number("SCANNER_FUZZ_ROUNDS").unwrap_or(ROUNDS) {
        let _round = Round(seed);
        let mut noise = Noise::new(seed);
        let mut picture = any_picture(&mut noise);
        for _ in 0..noise.below(5) {
            damage(&mut picture, &mut noise);
        }
        let (width, height) = picture.dimensions();
        let luma = Frame::luma(width, height, picture.as_raw()).unwrap();
        for tier in [Tier::Fast, Tier::Full, Tier::Deep] {
            makes_sense(single.scan(luma, tier));
        }
        makes_sense(live.follow(luma));
        let mut rgba: Vec<u8> = picture.pixels().flat_map(|grey| [grey.0[0]; 4]).collect();
        for _ in 0..noise.below(40) {
            let at = noise.below(rgba.len());
            rgba[at] = noise.next() as u8;
        }
        makes_sense(live.follow(Frame::rgba(width, height, &rgba).unwrap()));
    }
}

/// What is told of a code is within what may be told.
fn makes_sense(scan: Scan<'_>) {
    for code in scan.codes {
        let measured = code.measured;
        assert!(code.corners.iter().all(|corner| corner.x.is_finite() && corner.y.is_finite()), "{code:?}");
        assert!((21..=177).contains(&measured.modules) && measured.modules % 4 == 1, "{measured:?}");
        assert!(measured.module_px.is_finite() && measured.module_px > 0.0, "{measured:?}");
        for share in [measured.contrast, measured.sharpness, measured.glare, measured.damage] {
            assert!((0.0..=1.0).contains(&share), "{measured:?}");
        }
    }
    assert!(scan.codes.is_empty() || scan.hint.is_none(), "a hint for what was read");
}

fn any_picture(noise: &mut Noise) -> GrayImage {
    let side = |noise: &mut Noise| MIN_SIDE + noise.below(180) as u32;
    let size = match noise.below(60) {
        0 => (MIN_SIDE, 4096),
        1 => (4096, MIN_SIDE + 1),
        2 => (MIN_SIDE, MIN_SIDE),
        3 => (500, 500),
        _ => (side(noise), side(noise)),
    };
    match noise.below(3) {
        0 => Hostile::ALL[noise.below(Hostile::ALL.len())].draw(size, noise),
        1 => {
            let backdrop = Backdrop::ALL[noise.below(Backdrop::ALL.len())];
            Scene { size, backdrop, noise: 8.0, ..Scene::empty() }.draw(noise.next()).picture
        }
        _ => printed(size, noise),
    }
}

/// Codes, whole or cut off, and anything that a camera does to them.
fn printed(size: (u32, u32), noise: &mut Noise) -> GrayImage {
    let prints = (0..1 + noise.below(2)).map(|_| {
        let text = "FUZZ".repeat(1 + noise.below(40));
        let at = (noise.between(0.0, size.0 as f32), noise.between(0.0, size.1 as f32));
        let print = Print::new(Symbol::of(&text).unwrap(), at, noise.between(0.7, 5.0));
        Print {
            roll: 180.0 * noise.even(),
            tilt: noise.between(0.0, 75.0),
            tilt_towards: 180.0 * noise.even(),
            curl: if noise.below(3) == 0 { noise.between(0.1, 2.5) } else { 0.0 },
            inverted: noise.below(3) == 0,
            mirrored: noise.below(3) == 0,
            ..print
        }
    });
    let prints = prints.collect();
    Scene { size, prints, noise: noise.between(0.0, 40.0), ..Scene::empty() }.draw(noise.next()).picture
}

fn damage(picture: &mut GrayImage, noise: &mut Noise) {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let (left, top) = (noise.below(width), noise.below(height));
    let (wide, high) = (1 + noise.below(width - left), 1 + noise.below(height - top));
    match noise.below(4) {
        0 => {
            let shade = noise.next() as u8;
            for y in top..top + high {
                picture.as_mut()[y * width + left..][..wide].fill(shade);
            }
        }
        1 => {
            let copy =
                imageops::crop_imm(picture, left as u32, top as u32, wide as u32, high as u32).to_image();
            imageops::overlay(picture, &copy, noise.below(width) as i64, noise.below(height) as i64);
        }
        2 => {
            for _ in 0..noise.below(400) {
                let at = noise.below(width * height);
                picture.as_mut()[at] ^= 1 << noise.below(8);
            }
        }
        _ => imageops::invert(picture),
    }
}
