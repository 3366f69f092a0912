//! Finding and reading the symbols in a frame, on rqrr.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::frame::Frame;

/// A symbol that was found and read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// What it says.
    pub text: String,
    /// Where it is: top left, top right, bottom right and bottom left of the symbol, as it was printed.
    pub corners: [Corner; 4],
}

/// A point in the frame, in pixels from the top left; may lie a little outside of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corner {
    /// To the right.
    pub x: i32,
    /// Down.
    pub y: i32,
}

/// Reads frames one after another.
#[derive(Debug, Default)]
pub struct Scanner {
    light_on_dark_next: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Polarity {
    DarkOnLight,
    LightOnDark,
}

impl Scanner {
    /// A scanner whose first frame is read dark on light.
    pub const fn new() -> Self {
        Self { light_on_dark_next: false }
    }

    /// Reads a frame of a moving picture: dark on light, and on every other call light on dark (inverted codes),
    /// so that no frame costs twice.
    pub fn scan(&mut self, frame: &Frame) -> Vec<Decoded> {
        let polarity = if self.light_on_dark_next { Polarity::LightOnDark } else { Polarity::DarkOnLight };
        self.light_on_dark_next = !self.light_on_dark_next;
        read(frame, polarity)
    }

    /// Reads a single picture, both ways if need be.
    pub fn scan_still(&mut self, frame: &Frame) -> Vec<Decoded> {
        let found = read(frame, Polarity::DarkOnLight);
        if found.is_empty() { read(frame, Polarity::LightOnDark) } else { found }
    }
}

/// rqrr asserts things in its geometry that a hostile or unlucky picture can break. Where panics unwind, such a
/// picture has no codes; where they abort (Wasm), the worker dies and its owner starts another one.
fn read(frame: &Frame, polarity: Polarity) -> Vec<Decoded> {
    catch_unwind(AssertUnwindSafe(|| read_unguarded(frame, polarity))).unwrap_or_default()
}

fn read_unguarded(frame: &Frame, polarity: Polarity) -> Vec<Decoded> {
    let flip = if polarity == Polarity::LightOnDark { 0xff } else { 0 };
    let (width, luma) = (frame.width(), frame.luma());
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width, frame.height(), |x, y| luma[y * width + x] ^ flip);
    prepared
        .detect_grids()
        .into_iter()
        .filter_map(|grid| {
            let (_, text) = grid.decode().ok()?;
            Some(Decoded { text, corners: grid.bounds.map(|point| Corner { x: point.x, y: point.y }) })
        })
        .collect()
}
