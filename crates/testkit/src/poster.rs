//! A plain poster: frame, symbol with its quiet zone, typed code. Black on white paper.

use image::{GrayImage, Luma};
pub use qrcode::types::QrError;
use qrcode::{Color, EcLevel, QrCode};

use crate::digits;

/// The page, with the proportions of A4 portrait, in pixels.
pub const PAGE: (u32, u32) = (1000, 1414);
/// Empty modules around a symbol that ISO/IEC 18004 asks for.
pub const QUIET_ZONE: u32 = 4;
/// The widest that symbol and quiet zone become on the page, in pixels.
pub const SYMBOL: u32 = 800;
const TYPED_CODE_DOT: u32 = 12;

/// The page of a venue code. `typed_code` is printed below the symbol: digits, and blanks for gaps.
///
/// # Errors
/// If `text` is too long for a QR code of level M.
pub fn poster(text: &str, typed_code: &str) -> Result<GrayImage, QrError> {
    let symbol = QrCode::with_error_correction_level(text, EcLevel::M)?;
    let mut page = GrayImage::from_pixel(PAGE.0, PAGE.1, Luma([255]));
    frame(&mut page);
    let side = symbol.width() as u32;
    let module = (SYMBOL / (side + 2 * QUIET_ZONE)).max(1);
    let left = (PAGE.0 - side * module) / 2;
    let top = 250 + QUIET_ZONE * module;
    for (index, _) in symbol.to_colors().iter().enumerate().filter(|(_, colour)| **colour == Color::Dark) {
        let (x, y) = (index as u32 % side, index as u32 / side);
        digits::fill(&mut page, left + x * module, top + y * module, module, module, 0);
    }
    let width = digits::width(typed_code) * TYPED_CODE_DOT;
    digits::draw(&mut page, typed_code, PAGE.0.saturating_sub(width) / 2, 1130, TYPED_CODE_DOT);
    Ok(page)
}

/// What surrounds a symbol on a real poster, and what a locator may mistake for one: a frame, a title's bar and
/// the lines of an instruction.
fn frame(page: &mut GrayImage) {
    let (width, height) = PAGE;
    digits::fill(page, 30, 30, width - 60, height - 60, 60);
    digits::fill(page, 42, 42, width - 84, height - 84, 255);
    digits::fill(page, 42, 42, width - 84, 150, 90);
    for line in 0..3 {
        digits::fill(page, 250, 1150 + digits::HEIGHT * TYPED_CODE_DOT + line * 40, 500, 10, 160);
    }
}
