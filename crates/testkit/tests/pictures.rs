//! A scanner reads what the testkit draws.

use venue_testkit::camera::Camera;
use venue_testkit::image::{self, GrayImage};
use venue_testkit::poster::poster;
use venue_testkit::{sheet, write};

/// As long as a token of 80 bytes makes it.
const URL: &str = "HTTPS://VENUE.EXAMPLE/V/AEAACAQDAQCQMBYIBEFAWDANBYHRAEISCMKBKFQXDAMRUGY4DUPB6IBBEIRSIJJGE4UCSKRLFQWS4LZQGEZDGNBVGY3TQOJ2HM6D2PR7IBAUEQ2EIVDEOSCJJJFUYTKOJ5IA";

fn read(picture: &GrayImage) -> Vec<String> {
    let (width, height) = picture.dimensions();
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width as usize, height as usize, |x, y| {
            picture.get_pixel(x as u32, y as u32).0[0]
        });
    prepared.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}

#[test]
fn a_poster_is_read_as_printed() {
    let page = poster(URL, "123 456 789").unwrap();
    assert_eq!(read(&page), [URL]);
    assert_eq!(read(&Camera::steady().see(&page)), [URL]);
}

#[test]
fn most_hand_held_views_of_a_poster_are_read() {
    let page = poster(URL, "123 456 789").unwrap();
    let unread: Vec<u64> =
        (0..12).filter(|seed| read(&Camera::hand_held(*seed).see(&page)) != [URL]).collect();
    assert!(unread.len() <= 2, "not read: seeds {unread:?}");
}

#[test]
fn a_wall_shows_no_code_and_hard_views_are_hard() {
    assert_eq!(read(&Camera::hand_held(1).see_wall()), [""; 0]);
    let page = poster(URL, "").unwrap();
    let out_of_focus = Camera { blur: 12.0, ..Camera::steady() };
    assert_eq!(read(&out_of_focus.see(&page)), [""; 0]);
}

#[test]
fn the_same_seed_draws_the_same_picture() {
    let page = poster(URL, "123 456 789").unwrap();
    assert_eq!(Camera::hand_held(7).see(&page), Camera::hand_held(7).see(&page));
    assert_ne!(Camera::hand_held(7).see(&page), Camera::hand_held(8).see(&page));
}

#[test]
fn a_film_is_one_jpeg_after_another_and_still_readable() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/film.mjpeg");
    let page = poster(URL, "123 456 789").unwrap();
    let film = Camera::hand_held(3).film(&page, 3);
    assert_ne!(film[0], film[1]);
    write::mjpeg(&film, &path).unwrap();

    let bytes = std::fs::read(&path).unwrap();
    let starts: Vec<usize> =
        bytes.windows(3).enumerate().filter(|(_, w)| *w == [0xff, 0xd8, 0xff]).map(|(i, _)| i).collect();
    assert_eq!(starts.len(), 3);
    let second = image::load_from_memory(&bytes[starts[1]..starts[2]]).unwrap().into_luma8();
    assert_eq!(read(&second), [URL]);
}

#[test]
fn a_contact_sheet_holds_every_picture_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let pictures: Vec<_> = [40_u8, 80, 120]
        .into_iter()
        .map(|shade| {
            let path = folder.path().join(format!("{shade}.png"));
            write::png(&GrayImage::from_pixel(20, 10, [shade].into()), &path).unwrap();
            path
        })
        .collect();
    let path = folder.path().join("sheet.png");
    sheet::contact_sheet(&pictures, 2, 20, &path).unwrap();
    let sheet = image::open(&path).unwrap().into_luma8();
    assert_eq!(sheet.dimensions(), (2 * 32 + 12, 2 * 22 + 12));
    assert_eq!(sheet.get_pixel(20, 20).0, [40]);
    assert_eq!(sheet.get_pixel(52, 20).0, [80]);
    assert_eq!(sheet.get_pixel(20, 42).0, [120]);
}
