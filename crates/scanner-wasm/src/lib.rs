//! The scanner behind three functions that JavaScript calls without generated code: [`frame`] gives the place for
//! the pixels, [`scan`] looks at them, [`texts`] is where the answer lies.

#![expect(unsafe_code, reason = "functions are exported by names that nobody else may have")]

use std::cell::RefCell;

use venue_scanner::{Frame, Scanner, Tier};

#[derive(Debug)]
struct Desk {
    scanner: Scanner,
    rgba: Vec<u8>,
    texts: Vec<u8>,
}

thread_local! {
    static DESK: RefCell<Desk> =
        const { RefCell::new(Desk { scanner: Scanner::new(), rgba: Vec::new(), texts: Vec::new() }) };
}

/// Where the pixels of a frame of this size are to be written, four bytes each; until the next call.
#[unsafe(no_mangle)]
pub extern "C" fn frame(width: u32, height: u32) -> *mut u8 {
    DESK.with_borrow_mut(|desk| {
        desk.rgba.resize(width as usize * height as usize * 4, 0);
        desk.rgba.as_mut_ptr()
    })
}

/// Looks at the frame, `tier` being 0 (fast), 1 (full) or else (deep), and returns the length of the answer: for
/// each code its length in four bytes, the lowest first, and its bytes.
#[unsafe(no_mangle)]
pub extern "C" fn scan(width: u32, height: u32, tier: u32) -> usize {
    DESK.with_borrow_mut(|Desk { scanner, rgba, texts }| {
        texts.clear();
        let tier = match tier {
            0 => Tier::Fast,
            1 => Tier::Full,
            _ => Tier::Deep,
        };
        if let Ok(frame) = Frame::rgba(width, height, rgba) {
            for code in scanner.scan(frame, tier).codes {
                texts.extend((code.bytes().len() as u32).to_le_bytes());
                texts.extend(code.bytes());
            }
        }
        texts.len()
    })
}

/// Where the answer lies.
#[unsafe(no_mangle)]
pub extern "C" fn texts() -> *const u8 {
    DESK.with_borrow(|desk| desk.texts.as_ptr())
}
