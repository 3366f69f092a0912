//! A live view: one frame after another, of what the camera shows next.

use venue_scanner::{Scanner, Tier};
use venue_testkit::scene::{Kind, Print, Scene, Symbol};

use super::{SMALL_FRAME, TEXT, frame_of, print, read, scene};

/// Frames within which a live view has looked in every way that the deep tier knows.
const ROUND: usize = 16;

#[test]
fn a_code_that_moves_is_read_in_every_frame() {
    let mut scanner = Scanner::new();
    for step in 0..20 {
        let along = step as f32;
        let start = print(3.5);
        let moved = Print {
            at: (start.at.0 - 60.0 + 6.0 * along, start.at.1 + 20.0 - 2.5 * along),
            roll: 1.2 * along,
            tilt: 1.5 * along,
            ..start
        };
        let view = scene(moved).draw(step);
        let found = scanner.follow(frame_of(&view.picture)).codes;
        assert_eq!(found.len(), 1, "frame {step}");
        assert_eq!(found[0].text(), TEXT);
        let off = super::corners_off(&found[0], &view);
        assert!(off < 1.5, "frame {step}: a corner is {off} modules off");
    }
}

#[test]
fn a_code_that_is_gone_is_not_told_again() {
    let mut scanner = Scanner::new();
    let there = scene(print(4.0)).draw(0);
    for _ in 0..3 {
        assert_eq!(scanner.follow(frame_of(&there.picture)).codes.len(), 1);
    }
    let gone = Scene { size: SMALL_FRAME, ..Scene::empty() }.draw(1);
    for _ in 0..ROUND {
        assert!(scanner.follow(frame_of(&gone.picture)).codes.is_empty());
    }
}

#[test]
fn what_only_the_deep_tier_reads_is_read_within_some_frames() {
    let hard: Vec<_> = (0..20)
        .map(|seed| Scene::sized(Kind::Contrast, 0.6, seed, SMALL_FRAME).draw(seed))
        .filter(|view| {
            read(&view.picture, Tier::Fast).is_empty() && !read(&view.picture, Tier::Deep).is_empty()
        })
        .take(4)
        .collect();
    assert!(!hard.is_empty(), "no scene is of this kind");
    for view in hard {
        let mut scanner = Scanner::new();
        let read = (0..ROUND).any(|_| !scanner.follow(frame_of(&view.picture)).codes.is_empty());
        assert!(read, "{} was not read", view.codes[0].text);
    }
}

#[test]
fn a_code_that_is_followed_does_not_hide_another() {
    let mut scanner = Scanner::new();
    let (width, height) = (SMALL_FRAME.0 as f32, SMALL_FRAME.1 as f32);
    let poster =
        Print::new(Symbol::of("HTTPS://POSTER.EXAMPLE/").unwrap(), (0.25 * width, 0.5 * height), 5.0);
    let alone = scene(poster.clone()).draw(0);
    for _ in 0..5 {
        assert_eq!(scanner.follow(frame_of(&alone.picture)).codes.len(), 1);
    }
    let venue = Print { at: (0.72 * width, 0.5 * height), ..print(3.0) };
    let both = Scene { prints: vec![poster, venue], ..scene(print(3.0)) }.draw(0);
    let read = (0..ROUND)
        .any(|_| scanner.follow(frame_of(&both.picture)).codes.iter().any(|code| code.text() == TEXT));
    assert!(read, "the second code was not read beside the first");
}

#[test]
fn frames_of_another_size_may_follow() {
    let mut scanner = Scanner::new();
    for size in [(640, 480), (480, 640), (320, 240), (1280, 720), (300, 300)] {
        let at = (size.0 as f32 / 2.0, size.1 as f32 / 2.0);
        let view = Scene { size, ..scene(Print { at, ..print(3.0) }) }.draw(0);
        assert_eq!(scanner.follow(frame_of(&view.picture)).codes.len(), 1, "{size:?}");
    }
}
