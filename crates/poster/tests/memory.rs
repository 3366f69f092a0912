//! How much memory a large PNG takes, counted by the allocator.
#![expect(unsafe_code, reason = "an allocator that counts is unsafe by its trait; it passes everything on")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use venue_poster::content::Content;
use venue_poster::font_file::{FontFile, FontFiles};
use venue_poster::{Orientation, Poster, Sheet, Size};
use venue_protocol::id::Serial;
use venue_protocol::instant::Day;
use venue_protocol::wire::venues::Gate;

/// What a PNG of A2 may take at most, in bytes; the whole page has 104 MB.
const MOST: usize = 16 * 1024 * 1024;

struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: the system's allocator does everything; this only counts.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(now, Ordering::Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn a_png_of_a2_takes_less_than_16_mb_its_file_and_drawing_included() {
    let font =
        std::fs::read("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc").expect("install fonts-noto-cjk");
    let font = FontFile::new(font, 2).unwrap();
    let files = FontFiles { regular: font.clone(), bold: font };
    let poster = Poster {
        name: ('\u{4e00}'..).take(100).collect(),
        zone: Some("东门".to_owned()),
        gate: Gate::Both,
        url: format!("HTTPS://VENUE.EXAMPLE.CN/V/{}", "A".repeat(128)),
        typed_code: "012 345 678".to_owned(),
        serial: Serial(1),
        created: Day(2518),
        hotlines: vec!["0431-88779362".to_owned()],
    };
    let sheet = Sheet { size: Size::A2, orientation: Orientation::Portrait, bleed: true, mark: true };
    let before = NOW.load(Ordering::SeqCst);
    PEAK.store(before, Ordering::SeqCst);
    let glyphs = files.cut(&Content::of(&poster));
    let drawing = venue_poster::draw(&poster, sheet, &glyphs).unwrap();
    let mut file = Vec::new();
    venue_poster::png::png(&drawing, &glyphs, &mut file).unwrap();
    let taken = PEAK.load(Ordering::SeqCst) - before;
    assert!(taken < MOST, "{taken} B");
    // It does count: a band of pixels alone is 2 MB.
    assert!(taken > 2_000_000, "{taken} B");
    println!("{taken} B for a file of {} B", file.len());
}
