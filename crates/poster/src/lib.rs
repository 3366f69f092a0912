//! A venue's poster: laid out once as a list of drawing operations in millimetres, and drawn from that list as SVG (the
//! studio's preview, and a file for sign makers), as PDF (for print) and as PNG at 300 dpi. Pure, no I/O.
//!
//! The way of a poster: [`Poster`] says what stands on it, [`Sheet`] on which paper; [`content::Content`] are its texts;
//! [`font::PosterFont`] the glyphs of just these texts, which the browser gets from the server; [`layout::draw`] puts
//! everything in its place and gives a [`drawing::Drawing`]; [`svg`], `pdf` and `png` draw that. What is seen in the
//! preview is therefore what is printed.
//!
//! To add a size: a variant of [`sheet::Size`]. To add a text: [`content`], and its place in [`layout`].

pub mod archive;
pub mod content;
pub mod drawing;
pub mod font;
#[cfg(feature = "pdf")]
pub mod font_file;
pub mod layout;
mod lines;
pub mod outline;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(feature = "png")]
pub mod png;
mod poster;
pub mod sheet;
pub mod svg;
pub mod symbol;
mod text;

pub use layout::draw;
pub use poster::{Poster, PosterPreview};
pub use sheet::{Format, Orientation, Sheet, Size};
pub use symbol::{Figures, SymbolError};
