//! Pictures that must be refused.

use venue_scanner::{Frame, FrameError, MAX_SIDE, MIN_SIDE};

#[test]
fn absurd_sizes_are_refused() {
    for (width, height) in [
        (0, 0),
        (1, 1),
        (20_000, 1),
        (1, 20_000),
        (MIN_SIDE - 1, 100),
        (100, MAX_SIDE + 1),
        (u32::MAX, u32::MAX),
    ] {
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
