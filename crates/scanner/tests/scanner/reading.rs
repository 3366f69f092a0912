//! Symbols that must be read.

use venue_scanner::{Frame, Scanner, Tier};

use super::{TEXT, frame, picture, symbol};

#[test]
fn a_code_is_read_with_its_corners() {
    let mut scanner = Scanner::new();
    let found = scanner.scan(frame(&picture(TEXT, 8)), Tier::Fast).codes;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].text(), TEXT);
    let [top_left, _, bottom_right, _] = found[0].corners;
    assert!((296.0..=304.0).contains(&top_left.x) && (96.0..=104.0).contains(&top_left.y), "{top_left:?}");
    assert!(bottom_right.x > 600.0 && bottom_right.y > 400.0, "{bottom_right:?}");
}

#[test]
fn three_pixels_a_module_are_enough() {
    assert_eq!(Scanner::new().scan(frame(&picture(TEXT, 3)), Tier::Fast).codes.len(), 1);
}

#[test]
fn two_codes_in_a_frame_are_both_read() {
    let mut luma = symbol("LEFT", 1280, 720, (100, 200), 8);
    for (under, over) in luma.iter_mut().zip(symbol("RIGHT", 1280, 720, (800, 200), 8)) {
        *under = (*under).min(over);
    }
    let mut scanner = Scanner::new();
    let mut texts: Vec<_> =
        scanner.scan(frame(&luma), Tier::Fast).codes.iter().map(|code| code.text()).collect();
    texts.sort();
    assert_eq!(texts, ["LEFT", "RIGHT"]);
}

#[test]
fn an_inverted_code_is_read() {
    let inverted: Vec<u8> = picture(TEXT, 6).iter().map(|grey| 255 - grey).collect();
    assert_eq!(Scanner::new().scan(frame(&inverted), Tier::Fast).codes.len(), 1);
}

#[test]
fn colours_count_by_their_brightness() {
    let blue_on_yellow: Vec<u8> = picture(TEXT, 6)
        .iter()
        .flat_map(|&grey| if grey < 128 { [0, 40, 160, 255] } else { [250, 230, 60, 255] })
        .collect();
    let mut scanner = Scanner::new();
    assert_eq!(scanner.scan(Frame::rgba(1280, 720, &blue_on_yellow).unwrap(), Tier::Fast).codes.len(), 1);
}

#[test]
fn an_empty_wall_has_no_codes() {
    assert!(Scanner::new().scan(frame(&[200; 1280 * 720]), Tier::Deep).codes.is_empty());
}
