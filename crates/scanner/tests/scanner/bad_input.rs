//! Pictures that must be refused, or at least survived.

use venue_scanner::{Frame, FrameError, MAX_SIDE, MIN_SIDE, Scanner, Tier};

use super::symbol;

#[test]
fn absurd_sizes_are_refused() {
    for (width, height) in [(0, 0), (MIN_SIDE - 1, 100), (100, MAX_SIDE + 1), (u32::MAX, u32::MAX)] {
        assert_eq!(
            Frame::luma(width, height, &[]),
            Err(FrameError::Size { width, height }),
            "{width} x {height}"
        );
    }
}

#[test]
fn a_length_that_does_not_fit_the_size_is_refused() {
    for actual in [0, 99 * 100, 100 * 100 + 1] {
        let expected = FrameError::Length { expected: 100 * 100, actual };
        assert_eq!(Frame::luma(100, 100, &vec![0; actual]), Err(expected));
    }
    let error = FrameError::Length { expected: 40_000, actual: 10_000 };
    assert_eq!(Frame::rgba(100, 100, &[0; 10_000]), Err(error));
}

#[test]
fn noise_stripes_and_torn_codes_are_survived() {
    let mut state = 0x9e37_79b9_u32;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state
    };
    let (width, height) = (240, 180);
    let mut scanner = Scanner::new();
    for round in 0..300 {
        let mut luma = match round % 3 {
            0 => vec![0; width * height],
            1 => symbol("TORN", width, height, (20, 10), 5),
            _ => (0..width * height).map(|i| if i / 3 % 2 == 0 { 0 } else { 255 }).collect(),
        };
        for _ in 0..1 + random() as usize % 4000 {
            let at = random() as usize % luma.len();
            let run = (random() as usize % 60).min(luma.len() - at);
            luma[at..at + run].fill(random() as u8);
        }
        scanner.scan(Frame::luma(width as u32, height as u32, &luma).unwrap(), Tier::Deep);
    }
}
