//! What is told of a picture beside its text.

use venue_scanner::{Hint, Measured, Scanner, Tier};
use venue_testkit::scene::{Backdrop, Glare, Motion, Print, Scene, Sticker};

use super::{SMALL_FRAME, frame_of, print, scene};

/// What is measured of the one code in the scene.
fn measured(scene: &Scene) -> Measured {
    let view = scene.draw(3);
    let mut scanner = Scanner::new();
    let found = scanner.scan(frame_of(&view.picture), Tier::Deep).codes;
    assert_eq!(found.len(), 1, "{scene:?}");
    found[0].measured
}

/// The hint for a scene in which nothing is read: the last of a live view.
fn hint(scene: &Scene) -> Option<Hint> {
    let mut scanner = Scanner::new();
    let mut last = None;
    for seed in 0..12 {
        let view = scene.draw(seed);
        let scan = scanner.follow(frame_of(&view.picture));
        assert!(scan.codes.is_empty(), "it was read: {scene:?}");
        last = scan.hint;
    }
    last
}

/// The venue's code covered in its middle, so that it is seen and cannot be read.
fn unreadable(module: f32) -> Print {
    let print = print(module);
    let middle = print.symbol.side as f32 / 2.0;
    let sticker = Sticker { at: (middle, middle), half: (13.0, 13.0), shade: 120.0, round: false };
    Print { stickers: vec![sticker], ..print }
}

#[test]
fn modules_are_counted_and_measured() {
    for module in [2.0, 3.0, 4.5, 7.0] {
        let measured = measured(&scene(print(module)));
        assert_eq!(measured.modules, print(module).symbol.side);
        assert!((measured.module_px / module - 1.0).abs() < 0.1, "{} of {module}", measured.module_px);
        assert!(!measured.inverted);
    }
}

#[test]
fn a_leaning_code_is_measured_where_it_is_smallest() {
    let scene = scene(Print { tilt: 45.0, ..print(6.0) });
    let smallest = scene.draw(3).codes[0].smallest_module();
    let told = measured(&scene).module_px;
    assert!((told / smallest - 1.0).abs() < 0.15, "{told} of {smallest}");
}

#[test]
fn contrast_is_a_share_of_the_whole_range() {
    let contrast = |ink| measured(&scene(Print { ink, paper: 220.0, ..print(5.0) })).contrast;
    let [black, grey, pale] = [20.0, 120.0, 180.0].map(contrast);
    assert!((black - 200.0 / 255.0).abs() < 0.08, "{black}");
    assert!((grey - 100.0 / 255.0).abs() < 0.08, "{grey}");
    assert!((pale - 40.0 / 255.0).abs() < 0.08, "{pale}");
}

#[test]
fn sharpness_falls_with_blur() {
    let sharpness = |blur| measured(&Scene { blur, ..scene(print(5.0)) }).sharpness;
    let [sharp, soft, softer] = [0.3, 1.0, 2.0].map(sharpness);
    assert!(sharp > soft + 0.1 && soft > softer + 0.1, "{sharp}, {soft}, {softer}");
}

#[test]
fn glare_and_damage_are_shares_of_the_symbol() {
    let clean = measured(&scene(print(5.0)));
    assert!(clean.glare < 0.01 && clean.damage < 0.01, "{clean:?}");
    let lamp = print(5.0).at;
    let glare = Some(Glare { at: lamp, radius: 18.0, power: 400.0 });
    let lit = measured(&Scene { glare, ..scene(print(5.0)) });
    assert!((0.01..0.25).contains(&lit.glare), "{lit:?}");
    let sticker = Sticker { at: (22.0, 22.0), half: (4.0, 4.0), shade: 220.0, round: false };
    let covered = measured(&scene(Print { stickers: vec![sticker], ..print(5.0) }));
    assert!((0.005..0.1).contains(&covered.damage), "{covered:?}");
}

#[test]
fn light_on_dark_is_told() {
    assert!(measured(&scene(Print { inverted: true, ..print(5.0) })).inverted);
}

#[test]
fn no_hint_without_anything_to_say() {
    for backdrop in [Backdrop::Wall, Backdrop::Things, Backdrop::Bricks, Backdrop::Page] {
        let scene = Scene { size: SMALL_FRAME, backdrop, noise: 2.0, ..Scene::empty() };
        assert_eq!(hint(&scene), None, "{backdrop:?}");
    }
    let view = scene(print(4.0)).draw(0);
    assert_eq!(
        Scanner::new().scan(frame_of(&view.picture), Tier::Fast).hint,
        None,
        "what is read needs none"
    );
}

#[test]
fn too_far_away() {
    assert_eq!(hint(&scene(print(1.0))), Some(Hint::Closer));
}

#[test]
fn out_of_focus() {
    assert_eq!(hint(&Scene { blur: 4.5, ..scene(print(5.0)) }), Some(Hint::HoldStill));
}

#[test]
fn a_hand_that_moves() {
    let motion = Motion { length: 16.0, degrees: 20.0 };
    assert_eq!(hint(&Scene { motion, ..scene(print(5.0)) }), Some(Hint::HoldStill));
}

#[test]
fn at_night() {
    let night = Scene { exposure: 0.03, noise: 1.5, ..scene(print(4.0)) };
    assert_eq!(hint(&night), Some(Hint::TooDark));
    let empty = Scene { prints: Vec::new(), ..night };
    assert_eq!(hint(&empty), Some(Hint::TooDark), "without a code as well");
}

#[test]
fn a_lamp_on_the_code() {
    let at = print(5.0).at;
    let glare = Some(Glare { at, radius: 55.0, power: 600.0 });
    assert_eq!(hint(&Scene { glare, ..scene(print(5.0)) }), Some(Hint::Glare));
}

#[test]
fn a_code_that_is_only_damaged_is_not_the_hands_fault() {
    assert_eq!(hint(&scene(unreadable(5.0))), None);
}
