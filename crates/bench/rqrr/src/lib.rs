//! rqrr as it comes, behind the functions of `crates/scanner-wasm`.

use std::cell::RefCell;

#[derive(Debug)]
struct Desk {
    rgba: Vec<u8>,
    texts: Vec<u8>,
}

thread_local! {
    static DESK: RefCell<Desk> = const { RefCell::new(Desk { rgba: Vec::new(), texts: Vec::new() }) };
}

/// Where the pixels of a frame of this size are to be written, four bytes each; until the next call.
#[unsafe(no_mangle)]
pub extern "C" fn frame(width: u32, height: u32) -> *mut u8 {
    DESK.with_borrow_mut(|desk| {
        desk.rgba.resize(width as usize * height as usize * 4, 0);
        desk.rgba.as_mut_ptr()
    })
}

/// Looks at the frame and returns the length of the answer: for each code its length in four bytes, the lowest
/// first, and its bytes.
#[unsafe(no_mangle)]
pub extern "C" fn scan(width: u32, height: u32, _tier: u32) -> usize {
    DESK.with_borrow_mut(|Desk { rgba, texts }| {
        texts.clear();
        let pixels = rgba.as_chunks::<4>().0;
        let grey = |[r, g, b, _]: [u8; 4]| {
            ((77 * u32::from(r) + 150 * u32::from(g) + 29 * u32::from(b)) >> 8) as u8
        };
        let width = width as usize;
        let mut prepared =
            rqrr::PreparedImage::prepare_from_greyscale(width, height as usize, |x, y| grey(pixels[y * width + x]));
        for grid in prepared.detect_grids() {
            let mut bytes = Vec::new();
            if grid.decode_to(&mut bytes).is_ok() {
                texts.extend((bytes.len() as u32).to_le_bytes());
                texts.extend(bytes);
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
