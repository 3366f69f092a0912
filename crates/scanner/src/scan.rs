//! What a scan tells.

use std::borrow::Cow;
use std::ops::{Add, Mul, Sub};

/// How much time a picture is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Tier {
    /// For every frame of a live view.
    #[default]
    Fast,
    /// Looks at the picture in more ways: two to three times the time where there is no code.
    Full,
    /// Everything that helps: for a photo, or spread over frames.
    Deep,
}

/// What was found in a frame; borrowed from the scanner until the next one.
#[derive(Debug, Clone, Copy)]
pub struct Scan<'s> {
    /// The codes that were read, each once.
    pub codes: &'s [Code],
    /// What would help to read more, if nothing was read and something can be said.
    pub hint: Option<Hint>,
    /// A whole symbol was seen of a kind that is not read: one of a series (structured append), or goods (FNC1).
    pub unsupported: bool,
}

/// What the person who holds the camera can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hint {
    /// The modules are too small to be told apart.
    Closer,
    /// The picture is blurred.
    HoldStill,
    /// There is too little light.
    TooDark,
    /// A light is mirrored on the code.
    Glare,
}

/// A symbol that was found and read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Code {
    pub(crate) bytes: Vec<u8>,
    /// Top left, top right, bottom right and bottom left of the symbol as it was printed, without its quiet zone.
    pub corners: [Point; 4],
    /// How good the picture of it is.
    pub measured: Measured,
}

impl Code {
    /// What it says, byte by byte: segments in Kanji mode are Shift JIS, the others what the printer put in.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What it says, as UTF-8, which is what venue codes are; bytes that are not are replaced (U+FFFD). For others see
    /// the example `decode`.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }
}

/// A point in the frame, in pixels from the top left corner of the top left pixel; may lie a little outside.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

impl Point {
    pub(crate) const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    pub(crate) fn dot(self, other: Self) -> f32 {
        self.x * other.x + self.y * other.y
    }

    /// Positive if `other` points clockwise of this, down being positive.
    pub(crate) fn cross(self, other: Self) -> f32 {
        self.x * other.y - self.y * other.x
    }

    pub(crate) fn length(self) -> f32 {
        self.dot(self).sqrt()
    }
}

impl Add for Point {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f32> for Point {
    type Output = Self;

    fn mul(self, by: f32) -> Self {
        Self::new(self.x * by, self.y * by)
    }
}

/// How good the picture of a symbol is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Measured {
    /// Modules a side: 21 to 177.
    pub modules: usize,
    /// Pixels a module, along the shortest of the four sides.
    pub module_px: f32,
    /// Between the printed and the bare modules, as a share of the whole range: 0 to 1.
    pub contrast: f32,
    /// Steepness of the edges: 1 if light turns to dark within a pixel, 0 where it takes a module.
    pub sharpness: f32,
    /// The share of modules that are washed out by light, 0 to 1.
    pub glare: f32,
    /// The share of the modules of finders and timing patterns that are not what they should be, 0 to 1.
    pub damage: f32,
    /// Printed light on dark.
    pub inverted: bool,
}
