//! What a scanner must hold to, whatever reads the symbols inside it.

#![expect(clippy::unwrap_used, reason = "a failing helper fails its test")]

mod bad_input;
mod reading;

use venue_scanner::Frame;

/// A text of the length and alphabet of a venue code: version 7 at level M.
pub const TEXT: &str = "HTTPS://CODE.EXAMPLE.ORG/V/AEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAE";

/// A white picture with a symbol of `module` pixels a module, its top left corner at (x, y).
pub fn symbol(text: &str, width: usize, height: usize, (x, y): (usize, usize), module: usize) -> Vec<u8> {
    let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M).unwrap();
    let side = code.width();
    let mut luma = vec![235; width * height];
    for (i, colour) in code.to_colors().into_iter().enumerate() {
        if colour == qrcode::Color::Dark {
            let (left, top) = (x + i % side * module, y + i / side * module);
            for row in top..top + module {
                luma[row * width + left..][..module].fill(20);
            }
        }
    }
    luma
}

/// The same in a frame of 1280 x 720.
pub fn picture(text: &str, module: usize) -> Vec<u8> {
    symbol(text, 1280, 720, (300, 100), module)
}

/// A frame of 1280 x 720.
pub fn frame(luma: &[u8]) -> Frame<'_> {
    Frame::luma(1280, 720, luma).unwrap()
}
