//! A frame of the camera, or a photo, to the texts of the QR codes in it. Pure: no I/O, no clock, no browser.
//!
//! [`Frame`] is the edge: sizes are checked once, and from then on the picture cannot be wrong. [`Scanner`] is the
//! only thing that looks at it. To read codes that it misses, replace the inside of `read.rs`; the interface stays,
//! and `tests/` tells what must still hold.

mod frame;
mod read;

pub use frame::{Frame, FrameError, MAX_SIDE, MIN_SIDE};
pub use read::{Corner, Decoded, Scanner};
