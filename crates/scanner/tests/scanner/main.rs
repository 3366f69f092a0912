//! What a scanner must hold to, whatever reads the symbols inside it.

#![expect(clippy::unwrap_used, reason = "a failing helper fails its test")]

mod bad_input;
mod codewords;
mod floors;
mod fuzz;
mod live;
mod measuring;
mod reading;
mod segments;
mod versions;

use venue_scanner::{Code, Frame, Scanner, Tier};
use venue_testkit::image::GrayImage;
use venue_testkit::scene::{Print, Scene, Symbol, View};

/// A text of the length and alphabet of a venue code: version 7 at level M.
pub const TEXT: &str = "HTTPS://CODE.EXAMPLE.ORG/V/AEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAE";

/// Large enough for a venue's code at an arm's length, and drawn quickly.
pub const SMALL_FRAME: (u32, u32) = (640, 480);

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

/// A drawn picture as a frame.
pub fn frame_of(picture: &GrayImage) -> Frame<'_> {
    Frame::luma(picture.width(), picture.height(), picture.as_raw()).unwrap()
}

/// What a new scanner reads in a picture.
pub fn read(picture: &GrayImage, tier: Tier) -> Vec<Code> {
    Scanner::new().scan(frame_of(picture), tier).codes.to_vec()
}

/// A venue's code in the middle of a small frame.
pub fn print(module: f32) -> Print {
    Print::new(Symbol::of(TEXT).unwrap(), (SMALL_FRAME.0 as f32 / 2.0, SMALL_FRAME.1 as f32 / 2.0), module)
}

/// A print alone in a small frame, seen a little blurred and grainy.
pub fn scene(print: Print) -> Scene {
    Scene { size: SMALL_FRAME, prints: vec![print], blur: 0.5, noise: 1.5, ..Scene::empty() }
}

/// A symbol as large as it has to be, in a picture that it fits into however it is turned.
pub fn turned(symbol: Symbol, module: f32, roll: f32, mirrored: bool) -> View {
    let room = ((symbol.side as f32 + 10.0) * module * 1.45) as u32;
    let middle = (room as f32 / 2.0 + 0.3, room as f32 / 2.0 - 0.2);
    let print = Print { roll, mirrored, ..Print::new(symbol, middle, module) };
    Scene { size: (room, room), prints: vec![print], ..Scene::empty() }.draw(1)
}

/// How many modules the corners of a code are from where they were drawn, at most.
pub fn corners_off(code: &Code, view: &View) -> f32 {
    let drawn = &view.codes[0];
    let away = code.corners.iter().zip(drawn.corners).map(|(at, (x, y))| (at.x - x).hypot(at.y - y));
    away.fold(0.0, f32::max) / drawn.smallest_module()
}
