//! Once warm, a scanner takes no memory for a frame, counted by the allocator.
#![expect(unsafe_code, reason = "an allocator that counts is unsafe by its trait; it passes everything on")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use venue_scanner::{Frame, Scanner, Tier};
use venue_testkit::hostile::Hostile;
use venue_testkit::image::GrayImage;
use venue_testkit::noise::Noise;
use venue_testkit::scene::Kind;

struct Counting;

thread_local! {
    /// How often this thread, and so this test, has asked for memory.
    static ASKED: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: the system's allocator does everything; this only counts.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ASKED.with(|asked| asked.set(asked.get() + 1));
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Frames with codes, in good and bad light, and without any.
fn pictures() -> Vec<GrayImage> {
    let codes =
        [Kind::Plain, Kind::Inverted, Kind::Several, Kind::Contrast, Kind::Blur, Kind::Dense, Kind::Empty];
    let mut noise = Noise::new(1);
    codes
        .into_iter()
        .map(|kind| kind.view(0.5, 4).picture)
        .chain(Hostile::ALL.map(|hostile| hostile.draw((1280, 720), &mut noise)))
        .collect()
}

fn frame(picture: &GrayImage) -> Frame<'_> {
    Frame::luma(picture.width(), picture.height(), picture.as_raw()).unwrap()
}

fn asked(work: impl FnOnce()) -> usize {
    let before = ASKED.get();
    work();
    ASKED.get() - before
}

#[test]
fn a_warm_scanner_asks_for_no_memory() {
    let pictures = pictures();
    for tier in [Tier::Fast, Tier::Full, Tier::Deep] {
        let mut scanner = Scanner::new();
        let mut round = || {
            for picture in &pictures {
                scanner.scan(frame(picture), tier);
            }
        };
        assert!(asked(&mut round) > 0, "nothing is counted");
        assert_eq!(asked(round), 0, "{tier:?}");
    }
}

#[test]
fn nor_does_a_warm_live_view() {
    let pictures = pictures();
    let mut scanner = Scanner::new();
    let mut round = || {
        for picture in &pictures {
            for _ in 0..16 {
                scanner.follow(frame(picture));
            }
        }
    };
    round();
    assert_eq!(asked(round), 0);
}
