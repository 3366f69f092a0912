//! Pictures to scan: borrowed pixels, of a size that makes sense.

/// Shorter sides cannot hold the smallest symbol (21 modules).
pub const MIN_SIDE: u32 = 21;
/// Longer sides are refused: a frame of 4096 x 4096 takes 16 MiB of grey, and some 70 MiB in all its forms.
pub const MAX_SIDE: u32 = 4096;

/// A picture, rows from top to bottom; its size and length were checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame<'a> {
    width: usize,
    height: usize,
    pixels: Pixels<'a>,
}

/// How the pixels lie in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pixels<'a> {
    Luma(&'a [u8]),
    Rgba(&'a [u8]),
}

/// Bytes that are not a picture of the size that they are said to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// A side is shorter than [`MIN_SIDE`] or longer than [`MAX_SIDE`].
    #[error("a picture of {width} x {height} pixels; each side must have {MIN_SIDE} to {MAX_SIDE}")]
    Size {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// Too few or too many bytes.
    #[error("{actual} bytes where the picture needs {expected}")]
    Length {
        /// Bytes that a picture of this size has.
        expected: usize,
        /// Bytes that came.
        actual: usize,
    },
}

impl<'a> Frame<'a> {
    /// One byte a pixel, 0 is black.
    pub fn luma(width: u32, height: u32, bytes: &'a [u8]) -> Result<Self, FrameError> {
        let (width, height) = checked(width, height, 1, bytes.len())?;
        Ok(Self { width, height, pixels: Pixels::Luma(bytes) })
    }

    /// Four bytes a pixel, as a canvas gives them: red, green, blue, and an opacity that is ignored.
    pub fn rgba(width: u32, height: u32, bytes: &'a [u8]) -> Result<Self, FrameError> {
        let (width, height) = checked(width, height, 4, bytes.len())?;
        Ok(Self { width, height, pixels: Pixels::Rgba(bytes) })
    }

    /// Width in pixels.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Height in pixels.
    pub fn height(&self) -> usize {
        self.height
    }

    pub(crate) fn pixels(&self) -> Pixels<'a> {
        self.pixels
    }
}

fn checked(width: u32, height: u32, depth: usize, actual: usize) -> Result<(usize, usize), FrameError> {
    let sides = MIN_SIDE..=MAX_SIDE;
    if !sides.contains(&width) || !sides.contains(&height) {
        return Err(FrameError::Size { width, height });
    }
    let (width, height) = (width as usize, height as usize);
    let expected = width * height * depth;
    if actual == expected { Ok((width, height)) } else { Err(FrameError::Length { expected, actual }) }
}
