//! Scenes show what they say they show.

use venue_testkit::image::GrayImage;
use venue_testkit::scene::{Kind, Print, Scene, Symbol};

type Corners = [(f32, f32); 4];

fn read(picture: &GrayImage) -> Vec<(String, Corners)> {
    let (width, height) = picture.dimensions();
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width as usize, height as usize, |x, y| {
            picture.get_pixel(x as u32, y as u32).0[0]
        });
    let grids = prepared.detect_grids();
    let corners = |grid: &rqrr::Grid<_>| grid.bounds.map(|at| (at.x as f32, at.y as f32));
    grids.iter().filter_map(|grid| Some((grid.decode().ok()?.1, corners(grid)))).collect()
}

#[test]
fn easy_scenes_are_read_where_they_say_the_code_is() {
    let mut read_of_all = 0;
    for kind in [Kind::Plain, Kind::Roll, Kind::Tilt, Kind::Inverted] {
        for seed in 0..4 {
            let mut view = kind.view(0.1, seed);
            if kind == Kind::Inverted {
                view.picture.pixels_mut().for_each(|pixel| pixel.0[0] = 255 - pixel.0[0]);
            }
            let Some((text, corners)) = read(&view.picture).into_iter().next() else { continue };
            read_of_all += 1;
            assert_eq!(text, view.codes[0].text);
            for ((x, y), (seen_x, seen_y)) in corners.into_iter().zip(view.codes[0].corners) {
                // The reader's fourth corner is a guess.
                let modules = (x - seen_x).hypot(y - seen_y) / view.codes[0].smallest_module();
                assert!(modules < 2.0, "{kind:?}, seed {seed}: {x}, {y} is {modules} modules away");
            }
        }
    }
    assert!(read_of_all >= 12, "{read_of_all} of 16 were read");
}

#[test]
fn what_leans_away_is_smaller_there() {
    let print = Print { tilt: 50.0, ..Print::new(Symbol::of("LEANING").unwrap(), (640.0, 360.0), 12.0) };
    let codes = Scene { prints: vec![print], ..Scene::empty() }.draw(0).codes;
    let [top_left, top_right, bottom_right, bottom_left] = codes[0].corners;
    let (near, far) = (bottom_left.1 - top_left.1, bottom_right.1 - top_right.1);
    assert!(far < 0.9 * near, "{far} against {near}");
    assert!((top_right.0 - top_left.0) < 0.75 * near);
}

#[test]
fn the_strongest_of_each_kind_stays_in_the_picture() {
    for kind in Kind::ALL {
        for seed in 0..6 {
            for code in kind.view(1.0, seed).codes {
                let inside = |(x, y)| (0.0..1280.0).contains(&x) && (0.0..720.0).contains(&y);
                assert!(code.corners.into_iter().all(inside), "{kind:?}, seed {seed}: {:?}", code.corners);
            }
        }
    }
}

#[test]
fn the_same_seed_draws_the_same_scene() {
    let view = |seed| Kind::Combination.view(0.5, seed);
    assert_eq!(view(3).picture, view(3).picture);
    assert_eq!(view(3).codes, view(3).codes);
    assert_ne!(view(3).picture, view(4).picture);
    assert!(Kind::Empty.view(0.5, 3).codes.is_empty());
}
