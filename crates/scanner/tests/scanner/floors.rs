//! How many of ten scenes of a kind must be read, at least; and that nothing else ever is.

use std::fmt::Write;

use venue_scanner::{Scanner, Tier};
use venue_testkit::scene::{Kind, Scene};

use super::{SMALL_FRAME, frame_of};

const SCENES: u64 = 10;

/// At a strength, by [`Tier::Fast`] and by [`Tier::Deep`].
type Floor = (f32, u32, u32);

fn hold(floors: &[(Kind, &[Floor])]) {
    let mut missed = String::new();
    for &(kind, floors) in floors {
        for &(strength, fast, deep) in floors {
            let (read_fast, read_deep) = count(kind, strength);
            println!("{} {strength}: {read_fast} fast, {read_deep} deep", kind.name());
            if read_fast < fast || read_deep < deep {
                let name = kind.name();
                write!(missed, "\n{name} {strength}: {read_fast} of {fast} fast, {read_deep} of {deep} deep")
                    .unwrap();
            }
        }
    }
    assert!(missed.is_empty(), "too few were read:{missed}");
}

/// How many scenes are read in the fast and in the deep tier; a wrong text fails.
fn count(kind: Kind, strength: f32) -> (u32, u32) {
    let mut scanner = Scanner::new();
    let (mut fast, mut deep) = (0, 0);
    for seed in 0..SCENES {
        let view = Scene::sized(kind, strength, seed, SMALL_FRAME).draw(seed);
        let mut reads = |tier| {
            let found = scanner.scan(frame_of(&view.picture), tier).codes;
            for code in found {
                let printed = view.codes.iter().any(|printed| printed.text == code.text());
                assert!(printed, "{kind:?} {strength}, seed {seed}, {tier:?}: {:?} is wrong", code.text());
            }
            !found.is_empty()
        };
        if reads(Tier::Fast) {
            (fast, deep) = (fast + 1, deep + 1);
        } else if reads(Tier::Deep) {
            deep += 1;
        }
    }
    (fast, deep)
}

#[test]
fn however_it_is_held() {
    hold(&[
        (Kind::Plain, &[(0.0, 10, 10), (1.0, 10, 10)]),
        (Kind::Roll, &[(0.5, 10, 10), (1.0, 9, 10)]),
        (Kind::Tilt, &[(0.5, 10, 10), (0.75, 9, 10), (1.0, 3, 4)]),
        (Kind::Small, &[(0.5, 10, 10), (0.75, 10, 10), (1.0, 6, 9)]),
        (Kind::Dense, &[(0.25, 10, 10), (0.75, 9, 10)]),
    ]);
}

#[test]
fn out_of_focus_and_shaken() {
    hold(&[
        (Kind::Blur, &[(0.25, 10, 10), (0.5, 8, 10)]),
        (Kind::Motion, &[(0.25, 10, 10), (0.5, 10, 10), (0.75, 5, 8)]),
        (Kind::Noise, &[(0.5, 10, 10), (0.75, 10, 10), (1.0, 9, 10)]),
        (Kind::Jpeg, &[(0.5, 10, 10), (0.75, 9, 10), (1.0, 8, 9)]),
        (Kind::Combination, &[(0.25, 9, 10), (0.5, 8, 9), (0.75, 4, 6)]),
    ]);
}

#[test]
fn in_bad_light() {
    hold(&[
        (Kind::Contrast, &[(0.25, 9, 10), (0.5, 5, 9), (0.75, 0, 9)]),
        (Kind::Glare, &[(0.25, 10, 10), (0.5, 10, 10), (0.75, 9, 10)]),
        (Kind::Shadow, &[(0.25, 10, 10), (0.5, 10, 10), (0.75, 9, 10)]),
        (Kind::Dark, &[(0.25, 10, 10), (0.5, 10, 10), (0.75, 10, 10)]),
        (Kind::Inverted, &[(0.25, 10, 10), (0.5, 10, 10), (1.0, 8, 9)]),
    ]);
}

#[test]
fn on_bad_paper_and_among_other_things() {
    hold(&[
        (Kind::Curl, &[(0.25, 10, 10), (0.5, 8, 8), (0.75, 6, 7)]),
        (Kind::Occlusion, &[(0.25, 10, 10), (0.5, 10, 10), (0.75, 9, 10)]),
        (Kind::Clutter, &[(0.25, 10, 10), (0.5, 10, 10), (1.0, 9, 10)]),
        (Kind::CutQuiet, &[(0.25, 10, 10), (0.5, 10, 10), (0.75, 9, 10)]),
        (Kind::Several, &[(0.25, 10, 10), (0.5, 10, 10), (1.0, 10, 10)]),
    ]);
}

#[test]
fn nothing_is_read_where_there_is_nothing() {
    let mut scanner = Scanner::new();
    for seed in 0..40 {
        let view = Scene::sized(Kind::Empty, seed as f32 / 40.0, seed, SMALL_FRAME).draw(seed);
        let found = scanner.scan(frame_of(&view.picture), Tier::Deep).codes;
        assert!(found.is_empty(), "seed {seed}: {:?}", found[0].text());
    }
}

#[test]
fn every_code_in_view_is_read() {
    let mut scanner = Scanner::new();
    for seed in 0..6 {
        let view = Scene::of(Kind::Several, 0.4, seed).draw(seed);
        let found = scanner.scan(frame_of(&view.picture), Tier::Full).codes;
        let missed =
            view.codes.iter().filter(|there| found.iter().all(|code| code.text() != there.text)).count();
        assert_eq!(missed, 0, "seed {seed}: of {}", view.codes.len());
        assert_eq!(found.len(), view.codes.len(), "seed {seed}: one is told twice");
    }
}
