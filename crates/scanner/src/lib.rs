//! A frame of the camera, or a photo, to the texts of the QR codes in it. Pure: no I/O, no clock, no browser.
//!
//! [`Frame`] is the edge: sizes are checked once, and from then on the picture cannot be wrong. [`Scanner`] is the
//! only thing that looks at it.

mod alignment;
mod bits;
mod blocks;
mod dark;
mod drape;
mod finder;
mod frame;
mod grid;
mod hint;
mod look;
mod matrix;
mod measure;
mod outline;
mod plane;
mod projection;
mod reader;
mod scan;
mod scanner;
mod search;
mod section;
mod symbol;
mod triple;
mod version;

pub use frame::{Frame, FrameError, MAX_SIDE, MIN_SIDE};
pub use scan::{Code, Hint, Measured, Point, Scan, Tier};
pub use scanner::Scanner;
