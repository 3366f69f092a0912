//! A frame of the camera, or a photo, to the texts of the QR codes in it. Pure: no I/O, no clock, no browser; no
//! allocation once it is warm, and bounded work for every frame.
//!
//! [`Frame`] is the edge: sizes are checked once, and from then on the picture cannot be wrong. [`Scanner`] is the only
//! thing that looks at it: [`Scanner::scan`] at a single picture, [`Scanner::follow`] at a live view. Inside, in the
//! order in which a code is read:
//!
//! | module | from | to |
//! |---|---|---|
//! | `plane` | the frame | grey pixels, and the same smaller, smoother, sharper, larger |
//! | `blocks`, `bits`, `dark` | grey pixels | dark and light ones |
//! | `finder`, `section` | dark and light pixels | finder patterns, by how much they look like one |
//! | `triple` | finder patterns | three that may be a symbol's, in perspective |
//! | `ink`, `outline`, `projection`, `version`, `alignment`, `grid` | three finders | where the symbol's modules lie |
//! | `drape`, `bend` | the same | the same on paper that is bent |
//! | `reader`, `matrix` | a grid on the grey pixels | dark and light modules, and through rqrr the text |
//! | `symbol`, `search` | | the steps from finders to texts, within a budget |
//! | `look`, `scanner` | | the ways of looking at a frame, by tier, and what is kept between frames |
//! | `measure`, `hint` | | how good the picture is, and what would make it better |
//!
//! Read are symbols of all 40 versions (ISO/IEC 18004), also mirrored and light on dark: numeric, alphanumeric, byte and
//! Kanji segments. An ECI is passed over: the bytes behind it are told as they are. Not read are Micro QR codes, symbols
//! of a series (structured append) and FNC1 (goods): [`Scan::unsupported`] says so for the latter two.
//!
//! To read more, add a way of looking to `LOOKS` in `look`, or a way of telling modules apart to `WAYS` in `reader`; the tests
//! say what must still hold, and `cargo xtask bench scanner` what it costs.

mod alignment;
mod bend;
mod bits;
mod blocks;
mod dark;
mod drape;
mod finder;
mod frame;
mod grid;
mod hint;
mod ink;
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
