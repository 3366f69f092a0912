//! A poster as a list of operations: the one thing that preview, print and pictures are drawn from.

use crate::font::Weight;
use crate::outline::{Outline, Point};
use crate::symbol::Figures;

/// What something is printed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// The code and the texts: black and nothing else, so that no shift between inks blurs the code.
    Black,
    /// Secondary texts.
    Grey,
    /// Rules.
    Line,
    /// The service's green.
    Brand,
    /// White on colour.
    Paper,
}

impl Ink {
    /// On a screen.
    pub const fn rgb(self) -> [u8; 3] {
        match self {
            Self::Black => [0, 0, 0],
            Self::Grey => [0x56, 0x5c, 0x63],
            Self::Line => [0xc4, 0xc8, 0xcc],
            Self::Brand => [0x01, 0x79, 0x3c],
            Self::Paper => [255, 255, 255],
        }
    }

    /// In print: cyan, magenta, yellow, black, 255 is all of it.
    pub const fn cmyk(self) -> [u8; 4] {
        match self {
            Self::Black => [0, 0, 0, 255],
            Self::Grey => [0, 0, 0, 178],
            Self::Line => [0, 0, 0, 64],
            Self::Brand => [230, 56, 242, 41],
            Self::Paper => [0, 0, 0, 0],
        }
    }
}

/// One operation. Lengths in mm, y downwards, in the coordinates of its layer.
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    /// A filled shape.
    Fill {
        /// With what.
        ink: Ink,
        /// Which.
        outline: Outline,
    },
    /// A line of text.
    Text {
        /// With what.
        ink: Ink,
        /// In which cut.
        weight: Weight,
        /// The em.
        size: f32,
        /// Where the first glyph's origin stands on the baseline.
        at: Point,
        /// Each character, and how far its origin stands from the first one's.
        glyphs: Vec<(char, f32)>,
    },
}

/// A face of the sheet, or what surrounds them.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// Where the layer's origin stands on the page.
    pub origin: Point,
    /// Turned upside down around its origin.
    pub turned: bool,
    /// From the lowest to the topmost.
    pub ops: Vec<Op>,
}

impl Layer {
    /// A point of the layer on the page.
    pub const fn to_page(&self, [x, y]: Point) -> Point {
        let [left, top] = self.origin;
        if self.turned { [left - x, top - y] } else { [left + x, top + y] }
    }
}

/// A page to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The name of what is drawn, for the file's title.
    pub title: String,
    /// Width and height of the page, in mm.
    pub page: (f32, f32),
    /// How far the cut lies within the page on each side, and how far colour runs over it, in mm.
    pub margin: f32,
    /// What is drawn.
    pub layers: Vec<Layer>,
    /// The symbol in numbers.
    pub figures: Figures,
    /// Where the symbols stand with their quiet zones on the page: left, top, width, in mm.
    pub symbols: Vec<[f32; 3]>,
    /// Characters of the texts that cannot be set, because the font lacks them, one glyph after the other would be
    /// wrong, or they are taller than a line. They are left out.
    pub missing: Vec<char>,
    /// Whether the name or the zone was too long and ends in an ellipsis.
    pub shortened: bool,
}
