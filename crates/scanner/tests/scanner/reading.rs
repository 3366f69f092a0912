//! Symbols that must be read.

use venue_scanner::{Frame, Scanner};

use super::{TEXT, frame, symbol};

#[test]
fn a_code_is_read_with_its_corners() {
    let found = Scanner::new().scan(&frame(TEXT, 8));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].text, TEXT);
    let [top_left, _, bottom_right, _] = found[0].corners;
    assert!((296..=304).contains(&top_left.x) && (96..=104).contains(&top_left.y), "{top_left:?}");
    assert!(bottom_right.x > 600 && bottom_right.y > 400, "{bottom_right:?}");
}

#[test]
fn three_pixels_a_module_are_enough() {
    assert_eq!(Scanner::new().scan(&frame(TEXT, 3)).len(), 1);
}

#[test]
fn two_codes_in_a_frame_are_both_read() {
    let mut luma = symbol("LEFT", 1280, 720, (100, 200), 8);
    for (under, over) in luma.iter_mut().zip(symbol("RIGHT", 1280, 720, (800, 200), 8)) {
        *under = (*under).min(over);
    }
    let found = Scanner::new().scan(&Frame::from_luma(1280, 720, luma).unwrap());
    let mut texts: Vec<_> = found.into_iter().map(|code| code.text).collect();
    texts.sort();
    assert_eq!(texts, ["LEFT", "RIGHT"]);
}

#[test]
fn an_inverted_code_is_read_on_every_other_frame() {
    let inverted: Vec<u8> = frame(TEXT, 6).luma().iter().map(|grey| 255 - grey).collect();
    let inverted = Frame::from_luma(1280, 720, inverted).unwrap();
    let mut scanner = Scanner::new();
    let read: Vec<_> = (0..4).map(|_| scanner.scan(&inverted).len()).collect();
    assert_eq!(read, [0, 1, 0, 1]);
    assert_eq!(scanner.scan_still(&inverted).len(), 1);
}

#[test]
fn colours_count_by_their_brightness() {
    let grey = frame(TEXT, 6);
    let blue_on_yellow: Vec<u8> = grey
        .luma()
        .iter()
        .flat_map(|&grey| if grey < 128 { [0, 40, 160, 255] } else { [250, 230, 60, 255] })
        .collect();
    let found = Scanner::new().scan(&Frame::from_rgba(1280, 720, &blue_on_yellow).unwrap());
    assert_eq!(found.len(), 1);
}

#[test]
fn an_empty_wall_has_no_codes() {
    let wall = Frame::from_luma(1280, 720, vec![200; 1280 * 720]).unwrap();
    assert!(Scanner::new().scan_still(&wall).is_empty());
}
